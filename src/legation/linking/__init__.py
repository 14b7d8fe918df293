"""Reports to happenings: which events of different articles are one, with score and reasons."""

from legation.linking.blocking import kept_under, sought_under
from legation.linking.gathering import gather
from legation.linking.linking import link_against, link_all, linker_name
from legation.linking.scoring import Scored, compare
from legation.linking.traits import Traits, traits

__all__ = [
    "Scored",
    "Traits",
    "compare",
    "gather",
    "kept_under",
    "link_against",
    "link_all",
    "linker_name",
    "sought_under",
    "traits",
]
