"""The shape of a model's answer: drafts as they come, to be checked afterwards.

The schema that the model sees names the allowed values; what is read is more forgiving, so that one
bad draft costs that draft and not the whole answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
    model_validator,
)

from legation.model import (
    Channel,
    ClaimKind,
    EventType,
    Formality,
    InterestKind,
    LinkKind,
    Rank,
    Stance,
    Status,
    Weight,
)

_Draft = TypeVar("_Draft")


@dataclass(frozen=True, slots=True)
class Misshapen:
    """What came in the place of a draft and is none; `said` is the beginning of it."""

    said: str


def _or_misshapen(value: Any, read: ValidatorFunctionWrapHandler) -> Any:
    try:
        return read(value)
    except ValidationError:
        return Misshapen(str(value)[:80])


Each = Annotated[_Draft, WrapValidator(_or_misshapen)]


def _one_of(values: type[StrEnum]) -> Any:
    return WithJsonSchema({"type": "string", "enum": [value.value for value in values]})


def _one_of_or_none(values: type[StrEnum]) -> Any:
    allowed = [value.value for value in values]
    return WithJsonSchema(
        {"anyOf": [{"type": "string", "enum": allowed}, {"type": "null"}], "default": None}
    )


_Quote = Annotated[str, Field(description="Copied from the text, character by character.")]
_Edtf = Annotated[
    str | None, Field(description="EDTF: 2025-10-26, 2025-10, 2025-10-29/2025-10-30.")
]


class SideDraft(BaseModel):
    """A state, body, group or person on one side of an act."""

    name: Annotated[str, Field(description="As the text names it.")]
    code: Annotated[
        str | None,
        Field(description="ISO 3166-1 alpha-3, a body's short form, NSA:Group or PER:Person."),
    ] = None
    office: Annotated[str | None, Field(description="Office in the text's words.")] = None
    rank: Annotated[str | None, _one_of_or_none(Rank)] = None


class HolderDraft(BaseModel):
    """Who says or judges something."""

    name: Annotated[
        str, Field(description="As the text names it; `author` for the article itself.")
    ]
    code: str | None = None
    office: Annotated[str | None, Field(description="Office in the text's words.")] = None


class EventDraft(BaseModel):
    """One act or meeting that the text reports."""

    type: Annotated[str, _one_of(EventType)]
    mode: Annotated[str | None, Field(description="A mode of that type, or null.")] = None
    cameo: Annotated[str | None, Field(description="CAMEO code, 03 to 20, if you know it.")] = None
    status: Annotated[str, _one_of(Status)]
    actors: list[SideDraft]
    recipients: list[SideDraft] = []
    when: _Edtf = None
    announced: _Edtf = None
    place: Annotated[str | None, Field(description="Country where it happens, alpha-3.")] = None
    venue: Annotated[str | None, Field(description="Finer place, in the text's words.")] = None
    formality: Annotated[str | None, _one_of_or_none(Formality)] = None
    subjects: Annotated[list[str], Field(description="Subjects, in the text's words.")] = []
    condition: Annotated[str | None, Field(description="Its condition, quoted.")] = None
    per: Annotated[list[HolderDraft], Field(description="Who reports it, nearest first.")] = []
    weight: Annotated[str | None, _one_of_or_none(Weight)] = None
    quotes: Annotated[list[_Quote], Field(description="The clearest first.")]


class StatementDraft(BaseModel):
    """A plain statement or appeal that is no act."""

    cameo: Annotated[str, Field(description="CAMEO code, 01 or 02.")]
    actors: list[SideDraft]
    recipients: list[SideDraft] = []
    quote: _Quote


class AssessmentDraft(BaseModel):
    """Somebody's judgement of what something means or of what will happen."""

    holder: HolderDraft
    about: Annotated[str, Field(description="The short question that is judged.")]
    stance: Annotated[str, _one_of(Stance)]
    words: Annotated[str | None, Field(description="Words of probability, from the quote.")] = None
    quote: _Quote


class ObservationDraft(BaseModel):
    """Something seen or done that bears on a question."""

    about: Annotated[str | None, Field(description="The short question.")] = None
    direction: Annotated[str | None, Field(description="for, against or null.")] = None
    when: _Edtf = None
    per: list[HolderDraft] = []
    quote: _Quote


class ConditionDraft(BaseModel):
    """An if and a then; both are quoted."""

    if_: Annotated[str, Field(alias="if", description="The condition, quoted.")]
    then: Annotated[str, Field(description="What hangs on it, quoted.")]
    sign: Annotated[str | None, Field(description="+ makes it likelier, - less likely, or ?.")] = (
        None
    )
    holder: HolderDraft
    quote: _Quote


class InterestDraft(BaseModel):
    """What a side wants (goal), will not stand for (red line) or is held back by (constraint)."""

    actor: SideDraft
    what: Annotated[str, Field(description="What is wanted or not borne, quoted.")]
    kind: Annotated[str, _one_of(InterestKind)]
    holder: HolderDraft
    quote: _Quote


class ProposalDraft(BaseModel):
    """A measure that somebody proposes, and to whom."""

    measure: Annotated[str, Field(description="What is proposed, quoted.")]
    proposer: HolderDraft
    addressees: list[SideDraft] = []
    channel: Annotated[str | None, _one_of_or_none(Channel)] = None
    effect: Annotated[str | None, Field(description="What it should bring, quoted.")] = None
    precondition: Annotated[str | None, Field(description="What must come first, quoted.")] = None
    obstacle: Annotated[str | None, Field(description="What stands against it, quoted.")] = None
    precedent: Annotated[str | None, Field(description="What it is like, quoted.")] = None
    quote: _Quote


class LinkDraft(BaseModel):
    """What leads to what; both ends are quoted."""

    cause: Annotated[str, Field(description="The cause, quoted.")]
    effect: Annotated[str, Field(description="What it leads to, quoted.")]
    sign: Annotated[str | None, Field(description="+ makes it likelier, - less likely, or ?.")] = (
        None
    )
    strength: Annotated[str | None, Field(description="Words for how strong, quoted.")] = None
    kind: Annotated[str | None, _one_of_or_none(LinkKind)] = None
    condition: Annotated[str | None, Field(description="What it hangs on, quoted.")] = None
    holder: HolderDraft
    quote: _Quote


class ClaimDraft(BaseModel):
    """A first, superlative, frequency or trend that can be checked."""

    kind: Annotated[str, _one_of(ClaimKind)]
    holder: HolderDraft
    quote: _Quote


class Answer(BaseModel):
    """All that the text reports and what people make of it; empty lists where there is nothing."""

    events: list[Each[EventDraft]] = []
    statements: list[Each[StatementDraft]] = []
    assessments: list[Each[AssessmentDraft]] = []
    observations: list[Each[ObservationDraft]] = []
    conditions: list[Each[ConditionDraft]] = []
    interests: list[Each[InterestDraft]] = []
    proposals: list[Each[ProposalDraft]] = []
    links: list[Each[LinkDraft]] = []
    claims: list[Each[ClaimDraft]] = []

    _raw: Any = PrivateAttr(default=None)

    @model_validator(mode="wrap")
    @classmethod
    def _keep_raw(cls, given: Any, read: ModelWrapValidatorHandler[Answer]) -> Answer:
        made = read(given)
        made._raw = given  # noqa: SLF001 - its own
        return made

    @property
    def raw(self) -> Any:
        """The answer as it came, for keeping: what was misshapen is so again when it is read."""
        return self._raw
