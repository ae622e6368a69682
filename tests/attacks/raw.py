"""Requests byte by byte, as no well-behaved client sends them."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from dataclasses import dataclass

from tests.attacks.poisoned import Attacked

SECONDS = 30


@dataclass(frozen=True)
class Raw:
    """What came back: the status (0 where the line was cut), the head as it was, the body."""

    status: int
    head: str
    body: bytes

    def header(self, name: str) -> str:
        """The header's value, "" where there is none."""
        lines = [line.partition(":") for line in self.head.splitlines()[1:]]
        return next((v.strip() for n, _, v in lines if n.strip().lower() == name), "")

    @property
    def kind(self) -> str:
        """The content type without its parameters."""
        return self.header("content-type").split(";")[0]


def ask(
    target: Attacked,
    path: str | bytes,
    method: str = "GET",
    headers: Mapping[str, str | bytes] | None = None,
    body: bytes = b"",
    timeout: float = SECONDS,
) -> Raw:
    """The answer to exactly this request line."""
    line = path if isinstance(path, bytes) else path.encode()
    sent: dict[str, str | bytes] = {"Host": f"127.0.0.1:{target.port}", "Accept": "*/*"}
    sent |= headers or {}
    if body:
        sent.setdefault("Content-Length", str(len(body)))
    head = [method.encode() + b" " + line + b" HTTP/1.1"]
    for name, value in sent.items():
        head.append(name.encode() + b": " + (value if isinstance(value, bytes) else value.encode()))
    return exchange(target, b"\r\n".join([*head, b"Connection: close", b"", b""]) + body, timeout)


def exchange(target: Attacked, said: bytes, timeout: float = SECONDS) -> Raw:
    """The answer to exactly these bytes."""
    found = b""
    with socket.create_connection(("127.0.0.1", target.port), timeout=timeout) as line:
        try:
            line.sendall(said)
            while part := line.recv(65536):
                found += part
        except (ConnectionResetError, BrokenPipeError):
            pass
    head, _, body = found.partition(b"\r\n\r\n")
    status = int(head.split(b" ", 2)[1]) if head.startswith(b"HTTP/") else 0
    return Raw(status, head.decode("latin-1"), body)
