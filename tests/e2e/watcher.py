"""What must not happen in a browser: requests to elsewhere, refused content, errors, failures."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

from pages.parts.navigation import FILES

EXPECTED = [
    # Below a page's path Streamlit first looks for a server of its own there, and is told no.
    rf"console error: .* 404 .*/({'|'.join(filter(None, FILES))})/_stcore/h",
    # Streamlit's protobuf tries WebAssembly for 64-bit numbers and does without where refused.
    r"refused by policy: script-src wasm-eval by .*/static/js/protobuf\.",
    r"violates the following Content Security Policy .*/static/js/protobuf\.",
    # A request that a newer page load cuts short is no failure.
    r"request failed: .* net::ERR_ABORTED",
]
REPORT_REFUSALS = """
document.addEventListener('securitypolicyviolation', event =>
  console.error(`refused by policy: ${event.violatedDirective} ${event.blockedURI} ` +
    `by ${event.sourceFile}:${event.lineNumber}:${event.columnNumber}`));
"""


class Watcher:
    """Collects what must not happen on the pages it watches.

    Args:
        app_url: The only address that pages may talk to.
    """

    def __init__(self, app_url: str) -> None:
        self.host = urlsplit(app_url).netloc
        self.found: list[str] = []
        self.allowed = [re.compile(pattern) for pattern in EXPECTED]

    def allow(self, pattern: str) -> None:
        """Lets findings that match the pattern pass in this test."""
        self.found = [finding for finding in self.found if not re.search(pattern, finding)]
        self.allowed.append(re.compile(pattern))

    def watch(self, page: Page) -> None:
        """Notes what must not happen on the page from now on."""
        page.add_init_script(REPORT_REFUSALS)
        page.on("request", lambda request: self._address(request.url))
        page.on("websocket", lambda socket: self._address(socket.url))
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._note(f"page error: {error}"))
        page.on("requestfailed", self._failed)

    def _address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != self.host:
            self._note(f"request to elsewhere: {url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._note(f"console error: {message.text} at {message.location.get('url', '')}")

    def _failed(self, request: Request) -> None:
        self._note(f"request failed: {request.url} {request.failure}")

    def _note(self, finding: str) -> None:
        if not any(pattern.search(finding) for pattern in self.allowed):
            self.found.append(finding)
