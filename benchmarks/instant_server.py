"""An OpenAI-compatible server that answers every request at once, on one event loop, without reading what it is asked.

    python benchmarks/instant_server.py PORT [SECONDS]

What is measured beside it is the asking alone. SECONDS delays every answer. GET /seen returns when requests came since it was
last asked (`times`, seconds of a clock that only goes forward) and what answering them cost (`processor`, seconds).
"""

import asyncio
import json
import sys
import time
from typing import ClassVar

MESSAGE = {"role": "assistant", "content": "Answer: cannot be determined"}
ANSWER = {
    "id": "1",
    "object": "chat.completion",
    "created": 1,
    "model": "instant",
    "choices": [{"index": 0, "finish_reason": "stop", "message": MESSAGE}],
    "usage": {"prompt_tokens": 11, "completion_tokens": 5, "total_tokens": 16},
}
BODY = json.dumps(ANSWER).encode()
REPLY = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY


class Instant(asyncio.Protocol):
    """One connection: counts the bytes of each request and answers when it is whole."""

    delay = 0.0
    times: ClassVar[list[float]] = []
    processor = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.head, self.missing = transport, b"", 0

    def data_received(self, data: bytes) -> None:
        """Answer each request that is now whole; clients do not pipeline."""
        if not self.missing:
            self.head += data
            end = self.head.find(b"\r\n\r\n")
            if end < 0:
                return
            if self.head.startswith(b"GET /seen"):
                self.head = b""
                self.transport.write(seen())
                return
            Instant.times.append(time.monotonic())
            lines = self.head[:end].lower().split(b"\r\n")
            length = next((int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length:")), 0)
            data, self.head = self.head[end + 4 :], b""
            self.missing = length
            if any(line.startswith(b"expect:") for line in lines):
                self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        self.missing -= len(data)
        if self.missing <= 0:
            self.missing = 0
            if self.delay:
                asyncio.get_running_loop().call_later(self.delay, self.transport.write, REPLY)
            else:
                self.transport.write(REPLY)


def seen() -> bytes:
    """Return what came since this was last asked, as an answer."""
    now = time.process_time()
    body = json.dumps({"times": Instant.times, "processor": now - Instant.processor}).encode()
    Instant.times, Instant.processor = [], now
    return b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body


async def serve(port: int) -> None:
    """Listen until the process is ended."""
    server = await asyncio.get_running_loop().create_server(Instant, "127.0.0.1", port)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    Instant.delay = float(sys.argv[2]) if len(sys.argv) > 2 else 0.0
    asyncio.run(serve(int(sys.argv[1])))
