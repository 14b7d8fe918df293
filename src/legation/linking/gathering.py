"""From pairs to happenings: reports joined by links, as far as nothing in a chain speaks against.

A link says of two reports that they tell one happening; a chain of links could still join two
separate occurrences, through a vague report that fits both. So links are followed from the surest
down, and two groups become one only where no report of the one clashes with a report of the other.
What people say stands above all scores, and of what they say the later above the earlier.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from legation.linking.comparing import clash
from legation.linking.traits import Traits, traits
from legation.model import Report, SameEvent, Sameness, Status
from legation.model.happening import Happening, by_publication


class _Groups:
    """Groups of reports that grow together; each report begins as a group of its own."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._of = {id_: [id_] for id_ in ids}
        self._apart: dict[str, set[str]] = {}

    def together(self, one: str, two: str) -> bool:
        return self._of[one] is self._of[two]

    def join(self, one: str, two: str) -> None:
        kept, moved = self._of[one], self._of[two]
        if kept is moved:
            return
        if len(kept) < len(moved):
            kept, moved = moved, kept
        kept += moved
        for id_ in moved:
            self._of[id_] = kept

    def members(self, id_: str) -> Sequence[str]:
        return self._of[id_]

    def keep_apart(self, one: str, two: str) -> None:
        self._apart.setdefault(one, set()).add(two)
        self._apart.setdefault(two, set()).add(one)

    def may_join(self, one: str, two: str) -> bool:
        theirs = set(self._of[two])
        return not any(self._apart.get(id_, set()) & theirs for id_ in self._of[one])

    def all(self) -> list[list[str]]:
        return list({id(group): group for group in self._of.values()}.values())


def gather(reports: Sequence[Report], links: Iterable[SameEvent]) -> list[Happening]:
    """What the reports tell, each happening once, in the order of its first report.

    Links of reports that are not among these are passed over: what only an unseen report could
    join stays apart.
    """
    ordered = {report.id: report for report in by_publication(reports)}
    groups = _Groups(ordered)
    here = [link for link in links if link.left in ordered and link.right in ordered]
    _follow_people(groups, [link for link in here if link.by_person])
    scored = [link for link in here if not link.by_person and link.judgement is Sameness.SAME]
    _follow_scores(groups, scored, ordered)
    place = {id_: number for number, id_ in enumerate(ordered)}
    gathered = [sorted(group, key=lambda id_: _turn(ordered[id_])) for group in groups.all()]
    gathered.sort(key=lambda group: min(map(place.__getitem__, group)))
    return [Happening(reports=tuple(ordered[id_] for id_ in group)) for group in gathered]


def _turn(report: Report) -> tuple[str, str, int, str]:
    """The order of the reports of one happening, whatever order they were asked for in."""
    event = report.event
    return (report.published or "", event.article_id, event.evidence[0].start, report.id)


def _follow_people(groups: _Groups, links: Sequence[SameEvent]) -> None:
    newest_first = sorted(links, key=lambda link: (link.judged_at, link.pair), reverse=True)
    for link in newest_first:
        if link.judgement is Sameness.SAME and groups.may_join(*link.pair):
            groups.join(*link.pair)
        elif link.judgement is Sameness.DIFFERENT and not groups.together(*link.pair):
            groups.keep_apart(*link.pair)


def _follow_scores(
    groups: _Groups, links: Sequence[SameEvent], reports: Mapping[str, Report]
) -> None:
    ready: dict[str, Traits] = {}

    def made(id_: str) -> Traits:
        if id_ not in ready:
            ready[id_] = traits(reports[id_])
        return ready[id_]

    for link in sorted(links, key=lambda link: (-(link.score or 0.0), link.pair)):
        one, two = link.pair
        if groups.together(one, two) or not groups.may_join(one, two):
            continue
        mine = [made(id_) for id_ in groups.members(one)]
        theirs = [made(id_) for id_ in groups.members(two)]
        if _fit(mine, theirs):
            groups.join(one, two)


def _fit(mine: Sequence[Traits], theirs: Sequence[Traits]) -> bool:
    """Whether no report of the one group clashes with one of the other.

    Days that differ are no clash where a report in between says that the plan was put off.
    """
    delays = [t for t in (*mine, *theirs) if t.event.status is Status.CANCELLED]
    for one in mine:
        for two in theirs:
            found = clash(one, two)
            if found and not (found.movable and _between(one, two, delays)):
                return False
    return True


def _between(one: Traits, two: Traits, delays: Sequence[Traits]) -> bool:
    first, last = sorted((one.report.published or "", two.report.published or ""))
    return any(first <= (delay.report.published or "") <= last for delay in delays)
