"""What went wrong with a model, in words a user can act on, and whom it concerns."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

import httpx2
from pydantic_ai import exceptions as ai

from legation.coding.llm.endpoint import Endpoint
from legation.coding.llm.exchange import Oversized
from legation.errors import LegationError

LONGEST_WAIT = 120.0
"""Seconds that an endpoint may ask to wait; who asks for more is asked again another day."""


class Concern(Enum):
    """Whom a failure concerns: the run, which ends; the endpoint, for now; this article alone."""

    RUN = auto()
    ENDPOINT = auto()
    ARTICLE = auto()


@dataclass(frozen=True, slots=True)
class Failure:
    """A failure in one sentence, and whom it concerns."""

    message: str
    concern: Concern


def causes(error: BaseException) -> Iterator[BaseException]:
    """An error and all that led to it."""
    seen: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in seen:
        seen.append(at)
        yield at
        at = at.__cause__ or at.__context__


def own(error: BaseException) -> LegationError | None:
    """The error of ours that libraries have wrapped on its way, if there is one."""
    return next((cause for cause in causes(error) if isinstance(cause, LegationError)), None)


def of_the_model(error: BaseException) -> bool:
    """Whether an error comes of the endpoint or the model, and not of a fault of ours."""
    return isinstance(error, ai.AgentRunError)


def passing(error: BaseException) -> bool:
    """Whether it may help to ask again."""
    if own(error) is not None or _led(error, Oversized):
        return False
    if isinstance(error, ai.ModelAPIError) and (error.retry_after or 0) > LONGEST_WAIT:
        return False
    if _certificate(error):
        return False
    return isinstance(
        error,
        ai.ModelRateLimitError
        | ai.ModelUnavailableError
        | ai.ModelServerError
        | ai.ModelConnectionError,
    )


def unreachable(error: BaseException) -> bool:
    """Whether no connection came about at all."""
    return _led(error, httpx2.ConnectError) or _certificate(error)


def failure(error: Exception, endpoint: Endpoint) -> Failure:
    """What an error of a request or an answer means."""
    return Failure(endpoint.hidden(_message(error, endpoint)), _concern(error))


def _concern(error: Exception) -> Concern:
    match error:
        case (
            ai.ModelAuthenticationError()
            | ai.ModelNotFoundError()
            | ai.ModelQuotaExceededError()
            | ai.ModelRateLimitError()
        ):
            return Concern.RUN
        case ai.ModelContextWindowExceededError() | ai.ContentFilterError():
            return Concern.ARTICLE
        case ai.ModelConnectionError():
            if _led(error, Oversized):
                return Concern.ARTICLE
            return Concern.RUN if unreachable(error) else Concern.ENDPOINT
        case ai.ModelAPIError():
            return Concern.ENDPOINT
    return Concern.ENDPOINT if _is_no_json(error) else Concern.ARTICLE


def _message(error: Exception, endpoint: Endpoint) -> str:
    host, model = endpoint.host, endpoint.model
    match error:
        case ai.ModelAuthenticationError():
            key = "the key" if endpoint.key else "a request without a key"
            return (
                f"{host} refuses {key}{_status(error)}; set LEGATION_LLM_KEY, or "
                "LEGATION_LLM_KEY_FILE to a file that holds it."
            )
        case ai.ModelNotFoundError():
            return (
                f"{host} knows no model {model!r} at {endpoint.base_url}{_status(error)}; check "
                "--model and --base-url, which often ends in /v1."
            )
        case ai.ModelQuotaExceededError():
            return f"The account at {host} is used up{_words(error)}; fill it up and run it again."
        case ai.ModelRateLimitError():
            wait = f" for {error.retry_after:.0f} seconds" if error.retry_after else ""
            return (
                f"{host} asks to wait{wait} (429, too many requests); run it again then: what was "
                "done is kept."
            )
        case ai.ModelConnectionError():
            return _connection(error, endpoint)
        case ai.ModelAPIError():
            return _refusal(error, endpoint)
        case ai.ContentFilterError():
            return f"The content filter of {host} refuses this article."
    if _is_no_json(error):
        return _no_json(host)
    return (
        f"The answer of {model} has not the form that was asked for ({_short(str(error))}); try "
        "another model, or set LEGATION_LLM_FORM."
    )


def _refusal(error: ai.ModelAPIError, endpoint: Endpoint) -> str:
    host = endpoint.host
    match error:
        case ai.ModelContextWindowExceededError():
            return f"The article is too long for {endpoint.model}{_words(error)}."
        case ai.ModelServerError() | ai.ModelUnavailableError():
            return f"{host} failed{_status(error)}{_words(error)}; try again later."
        case ai.ModelRequestRejectedError():
            return (
                f"{host} refuses the request{_status(error)}{_words(error)}; if it cannot offer "
                "functions, set LEGATION_LLM_FORM to schema or text."
            )
    return _no_json(host)


def _connection(error: ai.ModelConnectionError, endpoint: Endpoint) -> str:
    host = endpoint.host
    if _led(error, Oversized):
        return f"The answer of {host} has no end; it was broken off."
    if isinstance(error, ai.ModelTimeoutError):
        return (
            f"{host} gave no answer within {endpoint.timeout:g} seconds; LEGATION_LLM_TIMEOUT "
            "allows more."
        )
    if _certificate(error):
        return f"The certificate of {host} cannot be trusted; check --base-url."
    if _led(error, socket.gaierror):
        return f"There is no host {host}; check --base-url and the network."
    if _led(error, httpx2.ConnectError):
        return f"{host} refuses the connection; start the server, or check --base-url."
    return f"{host} broke the connection off; try again later."


def _led(error: BaseException, kind: type[BaseException]) -> bool:
    """Whether an error of a kind led to this one."""
    return any(isinstance(cause, kind) for cause in causes(error))


def _certificate(error: BaseException) -> bool:
    return any(
        isinstance(cause, ssl.SSLError) or "CERTIFICATE" in str(cause) for cause in causes(error)
    )


def _is_no_json(error: Exception) -> bool:
    return isinstance(error, ai.UnexpectedModelBehavior) and "expected JSON" in str(error)


def _no_json(host: str) -> str:
    return (
        f"What {host} answers is no JSON; check that --base-url is the address of an "
        "OpenAI-compatible interface, which often ends in /v1."
    )


def _status(error: ai.ModelAPIError) -> str:
    return f" ({error.status_code})" if isinstance(error, ai.ModelHTTPError) else ""


def _words(error: ai.ModelAPIError) -> str:
    """What the endpoint itself says about it."""
    body = error.body
    if isinstance(body, dict) and isinstance(body.get("error"), dict):
        body = body["error"]
    said = body.get("message") if isinstance(body, dict) else None
    return f": {_short(said)}" if isinstance(said, str) and said.strip() else ""


def _short(text: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= 160 else f"{line[:159]}…"
