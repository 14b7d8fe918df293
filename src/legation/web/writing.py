"""What every request that writes must bring: a form of this very program, and a name."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Form, Header, HTTPException

from legation.web.asked import Asked, Asking

WHO = "legation_who"
_YEAR = 365 * 24 * 3600


def _writing(
    asked: Asking,
    form_token: Annotated[str, Form(max_length=200)] = "",
    x_legation_token: Annotated[str, Header(max_length=200)] = "",
) -> Asked:
    if not asked.desk.keys.is_form(form_token or x_legation_token):
        raise HTTPException(403, "The page is older than the running desk; load it again.")
    return asked


Writing = Annotated[Asked, Depends(_writing)]
"""As `Asking`, of a form that the running desk made."""

Who = Annotated[str, Form(max_length=80)]
"""The name of whoever writes."""


def name_of(asked: Asked) -> str:
    """The name that this browser gave last."""
    return asked.request.cookies.get(WHO, "")[:80]


def remember(response: object, who: str) -> None:
    """Keeps the name in the browser, so that it is typed once."""
    response.set_cookie(WHO, who.strip()[:80], max_age=_YEAR, samesite="strict", path="/")  # type: ignore[attr-defined]
