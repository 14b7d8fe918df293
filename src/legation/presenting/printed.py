"""The brief as a PDF: the page printed by a headless Chromium, where the machine has one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from legation.errors import EnvironmentFailure
from legation.presenting.brief import Brief
from legation.presenting.page import to_html

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_SECONDS = 120


def browser() -> str | None:
    """The Chromium of this machine, None where there is none."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def to_pdf(brief: Brief) -> bytes:
    """The brief's page, printed; raises EnvironmentFailure where no Chromium is there or it fails."""
    program = browser()
    if program is None:
        raise EnvironmentFailure(
            "A PDF needs Chromium or Chrome, and none was found; write the brief as .html and print "
            "that from any browser."
        )
    with tempfile.TemporaryDirectory(prefix="legation-print-") as folder:
        page, printed = Path(folder) / "brief.html", Path(folder) / "brief.pdf"
        page.write_text(to_html(brief), encoding="utf-8")
        command = [program, "--headless", "--disable-gpu", "--no-pdf-header-footer"]
        command += ["--no-first-run", "--disable-background-networking", "--disable-sync"]
        command += [f"--user-data-dir={folder}/profile", f"--print-to-pdf={printed}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            # Chromium's sandbox refuses to run as root; the page is ours and allows no request.
            command.append("--no-sandbox")
        try:
            subprocess.run(
                [*command, page.as_uri()], capture_output=True, timeout=_SECONDS, check=True
            )
            return printed.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise EnvironmentFailure(
                f"{program} could not print the brief; write it as .html and print that."
            ) from error
