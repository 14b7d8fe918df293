"""What a run asked of the model, and how much it may ask."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from legation.errors import BudgetSpent

_CHARACTERS_A_TOKEN = 4  # a usual figure for English; for endpoints that count nothing


def estimated_tokens(*texts: str) -> int:
    """About how many tokens texts make, where nobody has counted them."""
    return sum(map(len, texts)) // _CHARACTERS_A_TOKEN + 1


@dataclass(slots=True, kw_only=True)
class Account:
    """Requests sent and tokens used so far, against what is allowed (None for no limit).

    Requests count as they are sent, tries that failed included. `cached` are the answers that
    needed no request, `dropped` the drafts that were not kept, by reason, `set_apart` the tokens that
    requests under way are expected to take.
    """

    request_budget: int | None = None
    token_budget: int | None = None
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    estimated: bool = False
    cached: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    set_apart: int = 0

    def take_request(self) -> None:
        """Counts one request; raises BudgetSpent where none is left."""
        if self.request_budget is not None and self.requests >= self.request_budget:
            raise BudgetSpent(
                f"The budget of {self.request_budget} requests is spent; what was done is kept: "
                "raise --request-budget or run it again to go on."
            )
        self.requests += 1

    def allows(self, tokens: int) -> bool:
        """Whether the budget has room for so many tokens beside those that are set apart."""
        used = self.tokens_in + self.tokens_out + self.set_apart
        return self.token_budget is None or used + tokens <= self.token_budget

    def take_tokens(self, tokens: int) -> None:
        """Sets tokens apart for a request; raises BudgetSpent where there is no room for them."""
        if not self.allows(tokens):
            used = self.tokens_in + self.tokens_out
            raise BudgetSpent(
                f"The budget of {self.token_budget} tokens is spent ({used} used, the next request "
                f"needs about {tokens}); what was done is kept: raise --token-budget or run it "
                "again to go on."
            )
        self.set_apart += tokens

    def add_tokens(self, tokens_in: int, tokens_out: int) -> None:
        """Counts what an answer used."""
        self.tokens_in += tokens_in
        self.tokens_out += tokens_out

    def told(self, host: str) -> str | None:
        """The account in one sentence for the user; None where nothing was asked or dropped."""
        parts = []
        if self.requests:
            about = "about " if self.estimated else ""
            parts.append(
                f"{host} was asked {_times(self.requests)} "
                f"({about}{self.tokens_in} tokens in, {self.tokens_out} out)"
            )
        if self.cached:
            parts.append(f"{_number(self.cached, 'answer')} came from the cache")
        if self.dropped:
            reasons = "; ".join(f"{why} ({n})" for why, n in self.dropped.most_common())
            parts.append(f"{self.dropped.total()} of its drafts did not hold: {reasons}")
        return "; ".join(parts) + "." if parts else None


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _number(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' * (number != 1)}"
