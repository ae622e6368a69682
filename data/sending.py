"""Sends what the command line asks to the running app, which alone may write."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import ProxyHandler, Request, build_opener

from data import door

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
        headers={door.HEADER: found.token, "X-Atlas-File": quote(file_name)},
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
