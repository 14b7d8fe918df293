"""Reports in, reversible judgements on which are of one happening out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from legation import __version__
from legation.knowledge.linking import version
from legation.linking.blocking import kept_under, nearest, sought_under
from legation.linking.scoring import Scored, compare
from legation.linking.traits import Traits, traits
from legation.model import Report


def linker_name() -> str:
    """The linker with its version and that of its weights, as it stands in what it judges."""
    return f"legation-links {__version__}+{version()}"


def link_against(new: Sequence[Traits], known: Iterable[Traits]) -> Iterator[Scored]:
    """Judgements on each pair of a new report and a known or other new one, each pair once.

    Only pairs in one block are compared; those that are rather two happenings are not told.
    """
    blocks: dict[str, list[Traits]] = {}
    for found in known:
        _keep(blocks, found)
    for found in new:
        others = {
            other.report.id: other
            for key in sorted(sought_under(found))
            for other in blocks.get(key, ())
        }
        for other in nearest(found, others.values()):
            scored = compare(found, other) if other.report.id != found.report.id else None
            if scored:
                yield scored
        _keep(blocks, found)


def _keep(blocks: dict[str, list[Traits]], found: Traits) -> None:
    for key in kept_under(found):
        blocks.setdefault(key, []).append(found)


def link_all(reports: Iterable[Report]) -> Iterator[Scored]:
    """Judgements on all reports among themselves."""
    yield from link_against([traits(report) for report in reports], ())
