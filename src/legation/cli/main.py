"""The `legation` command: its verbs and its exit codes.

0 done, even if some input was quarantined; 1 nothing usable, or a check failed; 2 wrong use;
3 the disk, the ledger or the network failed; 130 interrupted.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import typer

from legation import settings
from legation.errors import EnvironmentFailure, LegationError

_INTERRUPTED = 130
_COLLECT_AFTER = 50_000
"""New objects before Python looks for cycles; lexicons and parses hold many and make few."""

VERBS = (
    *("brief", "read", "code", "events", "why", "check", "link", "unlink"),
    *("ties", "partners", "mediators", "calendar", "whatif", "forecast", "worth"),
    *("recode", "evaluate", "doctor", "forget", "version"),
    *("serve", "watch", "mcp"),
    *("import", "export", "question", "knowledge", "map"),
)
"""In the order of `--help`; each stands in a module of its name, with `_` after a word of Python's."""
_GROUPS = ("question", "knowledge", "map")
_TAKEN = ("import", "map")


def program(verbs: Sequence[str] = VERBS) -> typer.Typer:
    """The command line, or as much of it as these verbs need: each one costs time to make."""
    app = typer.Typer(
        name="legation",
        help="Read the news on a diplomatic question and keep the file, "
        "each line tied to the sentence that says so.",
        no_args_is_help=True,
        add_completion=False,
        # The boxes of Rich cost more time than all the rest of `--help`.
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    # With a callback a single verb is still named.
    app.callback()(lambda: None)
    for verb in verbs:
        name = f"{verb}_" if verb in _TAKEN else verb
        module = import_module(f"legation.cli.{name}")
        if verb in _GROUPS:
            app.add_typer(module.app, name=verb)
        else:
            app.command(name=verb)(getattr(module, name))
    return app


def run() -> None:
    """Runs the command line and ends the process with its exit code."""
    gc.set_threshold(_COLLECT_AFTER)
    _bring_own_knowledge()
    asked = sys.argv[1:2]
    try:
        program(asked if asked and asked[0] in VERBS else VERBS)(prog_name="legation")
    except LegationError as error:
        _fail(str(error), error.exit_code)
    except SystemExit as done:
        # Typer turns Ctrl-C into this code without a word.
        if done.code == _INTERRUPTED:
            _fail("Interrupted; what was done is kept.", _INTERRUPTED)
        raise
    except BrokenPipeError:
        # The reader of our output has gone; nothing is left to say or flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS):
            raise
        _fail(f"Writing failed ({error.strerror}); free some space and run it again.", 3)
    except MemoryError:
        _fail("The memory is full; read fewer articles at once.", EnvironmentFailure.exit_code)


def _bring_own_knowledge() -> None:
    """Says where the user's own rows stand, here and to every program that this one starts."""
    # What is wrong with the settings is told by the verb that needs them.
    with suppress(LegationError):
        folder = Path(settings.load().values.knowledge).absolute()
        os.environ["LEGATION_KNOWLEDGE_FOLDER"] = str(folder)


def _fail(message: str, code: int) -> None:
    sys.stderr.write(f"legation: {message}\n")
    sys.exit(code)
