"""Why an event is in the ledger, in the shape in which JSON has it."""

from __future__ import annotations

from legation.workflows.listing import Row, Why, full_row, link_row


def why_row(found: Why) -> Row:
    """Why an event is there, as JSON has it."""
    article = found.article
    return {
        "event": full_row(found.event),
        "confidence_from": [{"trait": t, "weight": w} for t, w in found.reasons],
        "article": {
            "id": article.id,
            "title": article.title,
            "source": article.source,
            "published": article.published,
            "published_basis": article.published_basis,
            "location": article.location,
        },
        "quotes": [
            {
                "before": quoted.before,
                "quote": quoted.evidence.quote,
                "after": quoted.after,
                "start": quoted.evidence.start,
                "stop": quoted.evidence.stop,
            }
            for quoted in found.quotes
        ],
        "happening": {
            "id": found.happening.id,
            "reports": [
                {
                    "event": report.id,
                    "article": report.event.article_id,
                    "source": found.sources[report.event.article_id],
                    "published": report.published,
                    "status": report.event.status.value,
                    "when": report.event.when,
                    "quote": report.event.evidence[0].quote,
                }
                for report in found.happening.reports
            ],
            "links": [link_row(link) for link in found.links],
        },
    }
