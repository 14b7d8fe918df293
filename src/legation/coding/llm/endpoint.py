"""Where a language model is reached, and how it is asked to answer."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit


class Form(StrEnum):
    """How the model is made to answer in the shape asked for.

    A call of a function that is offered to it, a JSON schema in the request, or JSON in plain text
    for endpoints that know neither.
    """

    FUNCTION = "function"
    SCHEMA = "schema"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A model at an address that speaks OpenAI's chat protocol.

    `base_url` is what comes before `/chat/completions`. `key` is sent as a bearer token to that
    address and nowhere else, None sends no token. `timeout` is how many seconds one answer may take.
    """

    model: str
    base_url: str
    key: str | None = field(default=None, repr=False)
    form: Form = Form.FUNCTION
    timeout: float = 120.0

    @property
    def host(self) -> str:
        """Host and port as a reader knows them."""
        return urlsplit(self.base_url).netloc.rpartition("@")[2]

    @property
    def private(self) -> bool:
        """Whether nobody on the way can read along: encrypted, or on this machine."""
        address = urlsplit(self.base_url)
        if address.scheme == "https" or address.hostname == "localhost":
            return True
        try:
            return ipaddress.ip_address(address.hostname or "").is_loopback
        except ValueError:
            return False

    def hidden(self, text: str) -> str:
        """A text without the key, which some endpoints repeat in their messages."""
        return text.replace(self.key, "***") if self.key else text
