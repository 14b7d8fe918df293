"""Answers on disk, so that no passage is asked about twice."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from legation.errors import EnvironmentFailure


@dataclass(frozen=True, slots=True)
class AnswerCache:
    """A folder with a folder for each text, and in it a file for each model, version and passage.

    Answers quote the text, so `forget` has to be called when a text is to go.
    """

    folder: Path

    def prepare(self) -> None:
        """Makes the folder; raises EnvironmentFailure where that cannot be done."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EnvironmentFailure(
                f"The folder {self.folder} for answers cannot be made ({error.strerror}); "
                "name another with LEGATION_LLM_CACHE, or set that to `off`."
            ) from error

    def get(self, text_sha256: str, key: str) -> Any | None:
        """The answer under a key; None where there is none that can be read."""
        with suppress(OSError, ValueError, TypeError, KeyError):
            return json.loads(self._path(text_sha256, key).read_text("utf-8"))["answer"]
        return None

    def put(self, text_sha256: str, key: str, answer: Any) -> bool:
        """Keeps an answer, whole or not at all; gives False where the disk refuses."""
        path = self._path(text_sha256, key)
        name = ""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump({"answer": answer}, file)
            Path(name).replace(path)
        except OSError:
            with suppress(OSError):
                Path(name).unlink()
            return False
        return True

    def forget(self, text_sha256: str) -> None:
        """Removes all answers about a text."""
        shutil.rmtree(self.folder / text_sha256, ignore_errors=True)

    def _path(self, text_sha256: str, key: str) -> Path:
        return self.folder / text_sha256 / f"{key}.json"


def key_of(model: str, version: str, message: str) -> str:
    """The key of an answer: a hash of the model, the version of what it is told, and the passage."""
    return hashlib.sha256(f"{model}\n{version}\n{message}".encode()).hexdigest()[:32]
