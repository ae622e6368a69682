"""How many bytes a browser receives when another date or indicator is chosen on the map.

Counted in the websocket's messages: as they are, and as `permessage-deflate` sends them (computed
here with the same algorithm, since the browser reports messages after unpacking). The map's own
message is told from the rest of the page by its content.
"""

from __future__ import annotations

import base64
import sys
import tempfile
import time
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks import results
from tests import browser as browsers
from tests.e2e.drawn_map import colours
from tests.running_app import running_app

BINARY = 2
QUIET_SECONDS = 1.0


@dataclass
class Received:
    """The messages of one page's websocket, in the order they came."""

    messages: list[tuple[str, int, int]] = field(default_factory=list)  # kind, bytes, deflated
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
        self.messages.append((_kind(message), len(body), len(packed)))
        self.finished += message.WhichOneof("type") == "script_finished"
        self.latest = time.monotonic()


def _kind(message: ForwardMsg) -> str:
    if message.WhichOneof("type") != "delta":
        return "page"
    chart = message.delta.new_element.plotly_chart
    return "map" if "choroplethmap" in chart.spec else "page"


def settle(page: Page, received: Received, finished_before: int) -> None:
    """Returns once a run has finished, nothing more came for a second and the map is drawn."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        page.wait_for_timeout(100)
        is_quiet = time.monotonic() - received.latest > QUIET_SECONDS
        if received.finished > finished_before and is_quiet:
            colours(page)
            return
    raise TimeoutError("the page did not come to rest within a minute")


def choose_another_date(page: Page) -> None:
    """Moves the slider of dates by one step."""
    slider = page.get_by_test_id("stMain").locator("input[type=range]").first
    slider.focus()
    slider.press("ArrowLeft")


def choose_another_indicator(page: Page) -> None:
    """Takes the second indicator of the list."""
    page.get_by_test_id("stSidebar").get_by_test_id("stSelectbox").locator("input").click()
    page.get_by_role("option").nth(1).click()


CHANGES = {"another date": choose_another_date, "another indicator": choose_another_indicator}


def measure(page: Page, url: str) -> dict[str, dict[str, int]]:
    """Bytes by change: of the map and of everything, as they are and deflated."""
    received = Received()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.webSocketFrameReceived", received.frame)
    page.goto(url)
    settle(page, received, 0)
    measured = {"first view": _sums(received.messages)}
    for name, change in CHANGES.items():
        seen, finished = len(received.messages), received.finished
        change(page)
        settle(page, received, finished)
        measured[name] = _sums(received.messages[seen:])
    return measured


def _sums(messages: list[tuple[str, int, int]]) -> dict[str, int]:
    maps = [message for message in messages if message[0] == "map"]
    return {
        "map": sum(size for _, size, _ in maps),
        "map deflated": sum(packed for _, _, packed in maps),
        "all": sum(size for _, size, _ in messages),
        "all deflated": sum(packed for _, _, packed in messages),
    }


def main() -> int:
    """Measures, prints one table and keeps the numbers; exit code 1 without a browser."""
    path = browsers.find()
    if not path:
        print(browsers.NONE_FOUND)
        return 1
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        data, log = Path(folder) / "data", Path(folder) / "app.log"
        with running_app(data, log) as app, sync_playwright() as playwright:
            browser = browsers.launch(playwright, path)
            page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="vi-VN")
            measured = measure(page, app.url)
            browser.close()
    columns = ["map", "map deflated", "all", "all deflated"]
    rows = [[name, *(str(sizes[key]) for key in columns)] for name, sizes in measured.items()]
    results.show(["bytes received for", *columns], rows)
    results.keep("map_bytes", {"bytes": measured})
    return 0


if __name__ == "__main__":
    sys.exit(main())
