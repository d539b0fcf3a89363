"""Faults that the emulator can show on any path, a number of times or for good."""

from __future__ import annotations

import re
import socket
import struct
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from werkzeug import Request, Response

Kind = Literal["status", "timeout", "truncated", "short_json", "html", "reset", "drip"]


@dataclass
class Fault:
    """What goes wrong on requests whose `path?query` matches `pattern`, `times` times."""

    pattern: str
    kind: Kind
    times: int = 1_000_000
    status: int = 500
    body: bytes = b"Server Error"
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.6

    def hits(self, target: str) -> bool:
        """Whether this fault is due now; counts it."""
        if self.times <= 0 or not re.search(self.pattern, target):
            return False
        self.times -= 1
        return True

    def spoil(self, request: Request, answer: Response) -> Response:
        """The answer as this fault makes it."""
        body = answer.get_data()
        match self.kind:
            case "status":
                return Response(self.body, status=self.status, headers=self.headers)
            case "timeout":
                time.sleep(self.seconds)
                return answer
            case "truncated":  # the line breaks: fewer bytes than Content-Length says
                return _with_length(body[: len(body) // 2], len(body))
            case "short_json":  # a proxy that cuts the body and corrects its length
                return Response(body[: len(body) // 2], content_type=answer.content_type)
            case "html":
                return Response("<!DOCTYPE html><html>Onderhoud, wij zijn zo terug</html>", content_type="text/html")
            case "drip":
                return Response(_drip(body, self.seconds), content_type=answer.content_type)
            case "reset":
                _reset(request.environ["werkzeug.socket"])
                return Response(b"")


def _with_length(body: bytes, length: int) -> Response:
    response = Response(body)
    response.automatically_set_content_length = False
    response.headers["Content-Length"] = str(length)
    return response


def _drip(body: bytes, seconds: float) -> Iterable[bytes]:
    pieces = 8
    step = max(1, -(-len(body) // pieces))
    for start in range(0, len(body), step):
        time.sleep(seconds / pieces)
        yield body[start : start + step]


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.shutdown(socket.SHUT_RDWR)
