"""Sends what the command line asks to the running app, which alone may write."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import ProxyHandler, Request, build_opener

from data import door
from data.access import command_line

SECONDS = 600


def post(
    path: str, wishes: Mapping[str, object], content: bytes = b"", file_name: str = ""
) -> dict[str, Any] | None:
    """What the running app answers; None where none runs.

    Args:
        path: Of the route.
        wishes: Its query; True and False are sent as 1 and 0.
        content: Of a file.
        file_name: Of the file.

    Raises:
        HTTPError: The app refused.
    """
    found = door.find_door()
    if found is None:
        return None
    query = {key: int(value) if isinstance(value, bool) else value for key, value in wishes.items()}
    request = Request(
        f"{found.url}{path}?{urlencode(query)}",
        data=content,
        headers={**_key(found), "X-Atlas-File": quote(file_name)},
        method="POST",
    )
    try:
        # Never through a proxy: the app is on this machine.
        with build_opener(ProxyHandler({})).open(request, timeout=SECONDS) as answer:
            return dict(json.load(answer))
    except HTTPError:
        raise
    except URLError:
        return None  # the app that left the door has ended


def reason(error: Exception, language: str) -> str:
    """Why the app refused, in its own words; what the error says where it gave none.

    Args:
        error: As `post` raises it.
        language: "vi" or "en".
    """
    if isinstance(error, HTTPError):
        try:
            said = json.load(error)
            return str(said.get("error_vi" if language == "vi" else "error") or said["error"])
        except (ValueError, KeyError, AttributeError, OSError):
            return str(error)
    return str(error)


def _key(found: door.Door) -> dict[str, str]:
    """The header that opens the app: the door's token, or less by an API token."""
    if token := command_line.token():
        return {"Authorization": f"Bearer {token}"}
    return {door.HEADER: found.token}
