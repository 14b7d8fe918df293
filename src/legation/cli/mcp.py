"""`legation mcp`."""

from __future__ import annotations

from importlib.util import find_spec

from legation import settings
from legation.cli import options
from legation.cli.output import tell
from legation.errors import EnvironmentFailure


def mcp(file: options.File = None, timezone: options.Timezone = None) -> None:
    """Answer an agent's questions about the ledger: the Model Context Protocol over standard input.

    All tools only read: search events and texts, why, ties, partners, mediators, questions, calendar, brief.
    Every answer names its sentences and the day as of which it holds.
    """
    using = settings.load({"file": file, "timezone": timezone})
    if find_spec("mcp") is None:
        raise EnvironmentFailure(
            "The tools for agents need the extra 'agents'; add it with `make extras`, or with "
            "`pip install 'legation[agents]'`."
        )
    from legation.agents.server import server
    from legation.workflows import rooms

    with rooms.open_ledger(using, create=False) as ledger:
        tell(f"Answering on {ledger.where}; an agent starts this program and speaks to it.")
        server(ledger, using).run("stdio")
