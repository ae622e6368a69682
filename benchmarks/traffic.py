"""What one page's websocket receives, counted: as it is, and as `permessage-deflate` sends it.

Deflated bytes are computed here with the same algorithm, since the browser reports messages after
unpacking. The map's own message is told from the rest of the page by the component it names.
"""

from __future__ import annotations

import base64
import time
import zlib
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from playwright.sync_api import Page
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.e2e.drawn_map import colours

BINARY = 2
QUIET_SECONDS = 0.5


class Message(NamedTuple):
    """One message: what it is of, "map" or "page", and its bytes."""

    kind: str
    size: int
    deflated: int


@dataclass
class Received:
    """The messages of one page's websocket, in the order they came."""

    messages: list[Message] = field(default_factory=list)
    finished: int = 0
    latest: float = 0.0
    _deflate: Any = field(default_factory=lambda: zlib.compressobj(wbits=-15))

    def frame(self, event: dict[str, Any]) -> None:
        """Takes one `Network.webSocketFrameReceived`."""
        response = event["response"]
        if response["opcode"] != BINARY:
            return
        body = base64.b64decode(response["payloadData"])
        packed = self._deflate.compress(body) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
        message = ForwardMsg.FromString(body)
        self.messages.append(Message(_kind(message), len(body), len(packed)))
        self.finished += message.WhichOneof("type") == "script_finished"
        self.latest = time.monotonic()


def received_by(page: Page) -> Received:
    """What the page's websocket receives from now on."""
    received = Received()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.webSocketFrameReceived", received.frame)
    return received


def settle(page: Page, received: Received, finished_before: int) -> None:
    """Returns once a run has finished, nothing more came for a while and the map is drawn."""
    rest(page, received, finished_before)
    colours(page)


def rest(page: Page, received: Received, finished_before: int) -> None:
    """Returns once a run has finished and nothing more came for a while."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        page.wait_for_timeout(50)
        is_quiet = time.monotonic() - received.latest > QUIET_SECONDS
        if received.finished > finished_before and is_quiet:
            return
    raise TimeoutError("the page did not come to rest within a minute")


def sums(messages: list[Message]) -> dict[str, int]:
    """Bytes of the map and of everything, as they are and deflated."""
    of_map = [message for message in messages if message.kind == "map"]
    return {
        "map": sum(message.size for message in of_map),
        "map deflated": sum(message.deflated for message in of_map),
        "page": sum(message.size for message in messages),
        "page deflated": sum(message.deflated for message in messages),
    }


def _kind(message: ForwardMsg) -> str:
    if message.WhichOneof("type") != "delta":
        return "page"
    component = message.delta.new_element.bidi_component
    return "map" if component.component_name == "atlas.map" else "page"
