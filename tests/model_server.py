"""A server on this machine that plays OpenAI's chat protocol, with answers that a test scripts."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """An HTTP answer; `pause` seconds lie between its pieces, each of `piece` bytes."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    pause: float = 0.0
    piece: int = 1 << 20
    type: str = "application/json"


@dataclass(frozen=True)
class Asked:
    path: str
    headers: Mapping[str, str]
    body: Json

    @property
    def article(self) -> Json:
        """What the user's message holds; the last one where the model was asked to mend its answer."""
        said = next(m["content"] for m in self.body["messages"] if m["role"] == "user")
        return json.loads(said if isinstance(said, str) else said[0]["text"])


Says = Callable[[Asked], "Reply | Json"]


def refusal(status: int, message: str, code: str | None = None, **headers: str) -> Reply:
    """An error as such interfaces send it."""
    error = {"error": {"message": message, "type": "error", "code": code, "param": None}}
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, json.dumps(error).encode(), names)


def completion(asked: Asked, answer: Json | str, usage: bool = True) -> Reply:
    """The model's answer in the form that was asked for: a function call, or content."""
    said = answer if isinstance(answer, str) else json.dumps(answer)
    message: Json = {"role": "assistant", "content": None}
    if tools := asked.body.get("tools"):
        function = {"name": tools[0]["function"]["name"], "arguments": said}
        message["tool_calls"] = [{"id": "call_1", "type": "function", "function": function}]
    else:
        message["content"] = said
    return whole(asked, message, usage=usage)


def whole(asked: Asked, message: Json, *, usage: bool = True, finish: str = "stop") -> Reply:
    """A completion with any message."""
    made: Json = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": asked.body["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
    }
    if usage:
        made["usage"] = {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100}
    return Reply(body=json.dumps(made).encode())


@dataclass
class ModelServer:
    """Where it listens, what it was asked, and what it says; `first` is said before all else."""

    url: str
    says: Says
    first: list[Reply | Json] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, asked: Asked) -> Reply:
        with self.lock:
            self.asked.append(asked)
            said = self.first.pop(0) if self.first else None
        said = self.says(asked) if said is None else said
        return said if isinstance(said, Reply) else completion(asked, said)


@contextmanager
def model_server(says: Says = lambda _asked: {}) -> Iterator[ModelServer]:
    """Serves on a free port of this machine until the block ends."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    http.daemon_threads = True
    http.block_on_close = False
    served = ModelServer(f"http://127.0.0.1:{http.server_port}/v1", says)
    http.model = served  # type: ignore[attr-defined]
    thread = threading.Thread(target=http.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield served
    finally:
        http.shutdown()
        http.server_close()
        thread.join(5)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        asked = Asked(self.path, dict(self.headers.items()), json.loads(body))
        reply = self.server.model.answer(asked)  # type: ignore[attr-defined]
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.type)
        self.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            for at in range(0, len(reply.body), reply.piece):
                time.sleep(reply.pause)
                self.wfile.write(reply.body[at : at + reply.piece])
                self.wfile.flush()
        except OSError:
            self.close_connection = True  # whoever asked has gone

    def log_message(self, *_args: object) -> None:
        pass
