"""Where the running app is reached by the command line: its address and a token, in one file.

Only who can read the data folder can read the file, so a web page that an official opens elsewhere
cannot write through the app.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
from dataclasses import asdict, dataclass

from data import paths

HEADER = "X-Atlas-Token"


@dataclass(frozen=True)
class Door:
    """The address of the running app, and the token it asks for."""

    url: str
    token: str


_own: list[Door] = []


def open_door(address: str | None, port: int) -> Door:
    """A door with a new token, written where only this user can read it.

    Args:
        address: That the server is bound to; None, "" or 0.0.0.0 for all there are.
        port: That it listens on.
    """
    host = "127.0.0.1" if address in (None, "", "0.0.0.0") else str(address)
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    door = Door(url, secrets.token_urlsafe(32))
    _own[:] = [door]
    file = paths.door_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as text:
        json.dump(asdict(door), text)
    return door


def find_door() -> Door | None:
    """The door that an app left open; it may have ended since. None where there is none."""
    try:
        return Door(**json.loads(paths.door_file().read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def close_door() -> None:
    """Takes away the file of the door that this process opened; harmless when repeated."""
    if _own and find_door() == _own[0]:
        paths.door_file().unlink(missing_ok=True)
    _own.clear()


def is_key(token: str) -> bool:
    """Whether this is the token of the door that this process opened."""
    return bool(_own) and hmac.compare_digest(token.encode(), _own[0].token.encode())
