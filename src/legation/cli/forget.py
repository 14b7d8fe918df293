"""`legation forget`."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from legation import settings
from legation.cli import options
from legation.cli.output import say


def forget(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="The article's id, or a beginning of it.")
    ],
    why: Annotated[str, typer.Option("--why", metavar="REASON", help="Why it has to go.")],
    who: options.Who = None,
    file: options.File = None,
) -> None:
    """Remove an article's text and all that was made of it, for good.

    A tombstone keeps the hash of the text, who and why; the text is refused from then on. What a
    language model answered about it goes too. Briefs and copies made before are not reached.
    """
    using = settings.load({"file": file})
    from legation.workflows import rooms, snapshots
    from legation.workflows.language_model import forget_answers

    with rooms.open_ledger(using, create=False) as ledger:
        stone = ledger.forget(article, who=who or user(), why=why)
        tables = snapshots.place_of(using, ledger)
    forget_answers(using, stone.text_sha256)
    snapshots.remove(tables)
    say(f"Article {stone.article_id} is forgotten; a tombstone says who and why.")


def user() -> str:
    """Who is at the machine, as far as it knows."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
