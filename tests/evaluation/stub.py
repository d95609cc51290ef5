"""A small OpenAI-compatible server: it answers at once, counts who was asked, and fails as it is told."""

import json
import re
import threading
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Fault = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: "Stub"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        parts = [part for message in body["messages"] for part in _parts(message["content"])]
        text = "\n".join(part["text"] for part in parts if part["type"] == "text")
        found = re.search(r"#([0-9a-f]{12})", text)
        asked = found.group(1) if found else "?"
        with self.server.lock:
            self.server.requests[asked] += 1
            self.server.pictures[asked] = sum(part["type"] == "image_url" for part in parts)
            self.server.keys.add(self.headers["Authorization"])
            attempt = self.server.requests[asked]
        self.server.served.release()
        self.server.gate.wait()
        fault = self.server.fault(asked, attempt)
        if fault is not None:
            fault(self)
        else:
            self.reply("Answer: cannot be determined")

    def reply(self, content: str | None, finish: str = "stop", **message: Any) -> None:
        """Send a completion."""
        choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content, **message}}
        usage = {"prompt_tokens": 11, "completion_tokens": 5, "total_tokens": 16}
        self.send(
            200, {"id": "1", "object": "chat.completion", "created": 1, "model": "served-1", "choices": [choice], "usage": usage}
        )

    def send(self, status: int, body: Any, **headers: str) -> None:
        """Send anything."""
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def _parts(content: Any) -> list[dict[str, Any]]:
    return [{"type": "text", "text": content}] if isinstance(content, str) else content


class Stub(ThreadingHTTPServer):
    """The server. `requests` counts by the number in the question, `fault(number, attempt)` says what goes wrong.

    While `gate` is cleared, requests are taken and not answered; `served` is released once for each request.
    """

    daemon_threads = True
    key = "sk-planted-5f1d0c7e93b24a68"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests: Counter[str] = Counter()
        self.pictures: dict[str, int] = {}
        self.keys: set[str] = set()
        self.lock = threading.Lock()
        self.gate = threading.Event()
        self.gate.set()
        self.served = threading.Semaphore(0)
        self.fault: Callable[[str, int], Fault | None] = lambda number, attempt: None

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def __enter__(self) -> "Stub":
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.gate.set()
        self.shutdown()
        self.server_close()
