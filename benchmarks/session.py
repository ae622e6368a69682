"""One reader's session over the protocol that Streamlit speaks with a browser, without a browser.

The socket carries protobuf messages (`streamlit.proto`): up go reruns with the query, the page and
the widgets that were touched; down come the elements of the page, until `script_finished`. Large
elements are kept and referred to by their hash, as a browser does. What a browser fetches besides
(scripts, map layers) is not asked for: those are files that it keeps.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from types import TracebackType
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Block_pb2 import Block
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

SECONDS = 60  # after which a run that has not ended is an error
KEPT_RUNS = 2  # for which a browser keeps a large element that was not referred to
TRIGGERS = "$$STREAMLIT_INTERNAL_KEY_{id}__events"


class Run(NamedTuple):
    """One run of a page: milliseconds until it had ended, bytes received, what went wrong."""

    ms: float
    size: int
    errors: tuple[str, ...]


class Session:
    """A reader's session: its socket, where it is, and the elements it sees.

    Args:
        url: Of the app.
        path: Of the first page, with its query, as in a browser's address bar.
        compressed: Whether messages may come deflated, as a browser lets them.
    """

    def __init__(self, url: str, path: str = "/", compressed: bool = True) -> None:
        self.url, self.id, self.page = url, "", ""
        self.compressed = compressed
        self._at(path)
        self.elements: dict[tuple[int, ...], Element] = {}
        self.blocks: dict[tuple[int, ...], Block] = {}
        self._socket: ClientConnection | None = None
        self._kept: dict[str, tuple[int, Element]] = {}
        self._runs = 0

    async def __aenter__(self) -> Session:
        """The session with its socket open; nothing is asked yet."""
        await self._connect()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Closes the socket, as closing the browser's tab does."""
        if self._socket:
            await self._socket.close()

    async def lose_line(self) -> None:
        """Breaks the socket and takes the session up again by its id, as after a phone's sleep."""
        if self._socket:
            self._socket.transport.abort()
        await self._connect()

    async def run(self, *widgets: WidgetState) -> Run:
        """What a run of the present page took.

        Args:
            widgets: Those that were touched, with what they say now.
        """
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_script_hash = self.query, self.page
        state.page_name = "" if self.page else self.path
        state.widget_states.widgets.extend(widgets)
        state.cached_message_hashes.extend(self._kept)
        info = state.context_info
        info.timezone, info.timezone_offset, info.locale = "Asia/Ho_Chi_Minh", -420, "vi-VN"
        info.url, info.color_scheme = f"{self.url}/{self.path}", "light"
        began, received, errors = time.perf_counter(), [0], list[str]()
        try:
            async with asyncio.timeout(SECONDS):
                await self._sent(message)
                async for each in self._messages(received):
                    errors += self._take(each)
                    if _is_over(each):
                        break
        except (ConnectionClosed, TimeoutError, OSError) as fault:
            errors.append(f"{type(fault).__name__}: {fault}")
        took = 1000 * (time.perf_counter() - began)
        self._runs += 1
        self._forget()
        where = f"/{self.path}?{self.query}"
        return Run(took, received[0], tuple(f"{where}: {error}" for error in errors))

    async def go(self, path: str) -> Run:
        """A run after following an address in the same session, as Back does in a browser."""
        self._at(path)
        self.page = ""
        return await self.run()

    async def follow(self, link: Element) -> Run:
        """A run after following a link to a page."""
        to = link.page_link
        self.page, self.path, self.query = to.page_script_hash, to.page, to.query_string
        return await self.run()

    async def choose(self, element: Element, option: str) -> Run:
        """A run after choosing an option of a list, a row of buttons or a set of radio buttons."""
        kind = element.WhichOneof("type") or ""
        state = WidgetState(id=getattr(element, kind).id)
        if kind == "button_group":
            state.string_array_value.data.append(option)
        else:
            state.string_value = option
        return await self.run(state)

    async def open_tab(self, tabs: Block, label: str) -> Run:
        """A run after opening one of the tabs."""
        return await self.run(WidgetState(id=tabs.tab_container.id, string_value=label))

    async def press(self, element: Element) -> Run:
        """A run after pressing a button."""
        return await self.run(WidgetState(id=element.button.id, trigger_value=True))

    async def tell(self, element: Element, event: str, value: object) -> Run:
        """A run after the script of one of our own components said something."""
        name = TRIGGERS.format(id=element.bidi_component.id)
        said = json.dumps([{"event": event, "value": value}])
        return await self.run(WidgetState(id=name, json_trigger_value=said))

    def all(self, kind: str) -> list[Element]:
        """The page's elements of a kind, from top to bottom."""
        found = sorted(self.elements.items())
        return [each for _path, each in found if each.WhichOneof("type") == kind]

    def component(self, key: str) -> Element | None:
        """One of our own components by its key; None where the page has none."""
        found = (each for each in self.all("bidi_component") if key_of(each) == key)
        return next(found, None)

    def data(self, key: str) -> dict[str, Any]:
        """What a component of ours was given to read."""
        found = self.component(key)
        return json.loads(found.bidi_component.json) if found else {}

    @property
    def title(self) -> str:
        """The page's title, as it is written in Markdown."""
        return next((str(each.heading.body) for each in self.all("heading")), "")

    def _at(self, path: str) -> None:
        said = urlsplit(path)
        self.path, self.query = said.path.strip("/"), said.query

    async def _connect(self) -> None:
        secure = ["streamlit", "none", self.id] if self.id else ["streamlit"]
        self._socket = await connect(
            f"{self.url.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=secure,  # type: ignore[arg-type]
            origin=self.url,  # type: ignore[arg-type]
            compression="deflate" if self.compressed else None,
            max_size=None,
            max_queue=None,
            ping_interval=None,
        )

    async def _sent(self, message: BackMsg) -> None:
        if self._socket is None:
            raise ConnectionError("the session is not open")
        await self._socket.send(message.SerializeToString())

    async def _messages(self, received: list[int]) -> Any:
        while self._socket:
            body = await self._socket.recv(decode=False)
            received[0] += len(body)
            yield ForwardMsg.FromString(bytes(body))

    def _take(self, message: ForwardMsg) -> Iterator[str]:
        """Takes in one message; yields what is wrong in it."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.elements, self.blocks = {}, {}
            self.id = message.new_session.initialize.session_id
        elif kind == "navigation":
            self.page = message.navigation.page_script_hash
            paths = {
                each.page_script_hash: each.url_pathname for each in message.navigation.app_pages
            }
            self.path = paths[self.page]
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "page_not_found":
            yield f"no page {message.page_not_found.page_name!r}"
        elif kind == "script_finished" and message.script_finished == (
            ForwardMsg.FINISHED_WITH_COMPILE_ERROR
        ):
            yield "the script could not be compiled"
        elif kind == "ref_hash":
            if message.ref_hash not in self._kept:
                yield f"refers to {message.ref_hash}, which is not kept"
                return
            element = self._kept[message.ref_hash][1]
            self._kept[message.ref_hash] = (self._runs, element)
            yield from self._place(message, element)
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            if message.metadata.cacheable:
                self._kept[message.hash] = (self._runs, element)
            yield from self._place(message, element)
        elif kind == "delta" and message.delta.WhichOneof("type") == "add_block":
            self.blocks[tuple(message.metadata.delta_path)] = message.delta.add_block

    def _place(self, message: ForwardMsg, element: Element) -> Iterator[str]:
        self.elements[tuple(message.metadata.delta_path)] = element
        kind = element.WhichOneof("type")
        if kind == "exception":
            yield f"{element.exception.type}: {element.exception.message}"
        elif kind == "alert" and element.alert.format == Alert.ERROR:
            yield element.alert.body

    def _forget(self) -> None:
        self._kept = {
            name: (run, element)
            for name, (run, element) in self._kept.items()
            if self._runs - run <= KEPT_RUNS
        }


def key_of(element: Element) -> str:
    """The key that the page gave an element, as its id ends; "" where it has none."""
    whole = getattr(element, element.WhichOneof("type") or "", None)
    parts = str(getattr(whole, "id", "")).split("-", 2)
    return parts[2] if len(parts) == len(("$$ID", "hash", "key")) and parts[2] != "None" else ""


def _is_over(message: ForwardMsg) -> bool:
    """Whether nothing more comes; a run that moves on to another page is followed by a second."""
    is_end = message.WhichOneof("type") == "script_finished"
    return is_end and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
