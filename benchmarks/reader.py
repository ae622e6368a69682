"""What a reader does next: another page, date, indicator, place, part of the page or language.

Chance alone decides, from a seed: the same reader does the same wherever the pages are the same.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from random import Random

from streamlit.proto.Element_pb2 import Element

from benchmarks.figures import FIXED, Drawn, look_again
from benchmarks.session import Run, Session, key_of

# Where readers come from links: both datasets, both languages, each kind of place.
ARRIVALS = (
    "/",
    "/?lang=en",
    "/map?vintage=2025&indicator=teams&data=demo",
    "/map?level=commune&in=2024-p38&indicator=teams&data=demo",
    "/compare",
    "/trends?lang=en",
    "/commune?data=demo&area=2025-c05923",
    "/commune?data=demo&area=2024-d173&lang=en",
    "/teams?data=demo&area=2025-p38",
    "/targets?data=demo",
    "/services?data=demo&area=2025-p19",
    "/quality?data=demo&area=2025-p96&lang=en",
    "/downloads?data=demo",
    "/dictionary?lang=en",
    "/dataapi",
    "/imports?lang=en",
    "/boundaries",
    "/sources",
)
PLACES = (
    *("vn", "2024-d173", "2024-p96", "2024-p34", "2024-p38", "2024-d951", "2025-p19", "2025-p38"),
    *("2025-p96", "2025-c05923", "2025-c14758", "2024-c15718"),
)
# Lists that lead to another view; buttons that write something are never pressed.
CHOICES = ("choose_", "targets_", "commune_indicator", "national_level")
LOSES_LINE = 0.02  # of the steps before which the socket breaks

Step = Callable[[], Awaitable[Run]]


class Reader:
    """A reader in a session of his own.

    Args:
        session: His session, open.
        seed: Of what he does.
        before: What the views of published figures showed, which he looks at again now and then.
    """

    def __init__(
        self, session: Session, seed: int, before: Mapping[str, Drawn] | None = None
    ) -> None:
        self.session, self.chance = session, Random(seed)
        self.before = before
        self._tour: list[str] = []

    async def step(self) -> tuple[str, Run]:
        """What he did next, in a word, and what that took."""
        if self.chance.random() < LOSES_LINE:
            await self.session.lose_line()
            return "line lost", await self.session.run()
        possible: dict[str, tuple[int, Step | None]] = {
            "page": (35, self._next_page),
            "list": (30, self._list()),
            "date on the map": (10, self._date()),
            "tab": (10, self._tab()),
            "search": (10, self._search()),
            "language": (5, self._language()),
            "published figures": (10, self._published()),
        }
        names = [name for name, (_weight, step) in possible.items() if step]
        weights = [possible[name][0] for name in names]
        (name,) = self.chance.choices(names, weights)
        step = possible[name][1]
        assert step is not None
        return name, await step()

    async def _next_page(self) -> Run:
        """Follows a link of the head: to each page once, in an order of his own, then again."""
        if not self.session.all("page_link"):
            return await self.session.run()  # the page failed, as its run says; it is reloaded
        links = {each.page_link.page: each for each in reversed(self.session.all("page_link"))}
        self._tour = [page for page in self._tour if page in links and page != self.session.path]
        if not self._tour:
            self._tour = [page for page in links if page != self.session.path]
            self.chance.shuffle(self._tour)
        return await self.session.follow(links[self._tour.pop()])

    def _list(self) -> Step | None:
        offered = [
            (element, option)
            for kind in ("selectbox", "radio", "button_group")
            for element in self.session.all(kind)
            if key_of(element).startswith(CHOICES)
            for option in [self._other(element, kind)]
            if option
        ]
        if not offered:
            return None
        element, option = self.chance.choice(offered)
        return lambda: self.session.choose(element, option)

    def _other(self, element: Element, kind: str) -> str:
        """An option that is not chosen now; "" where there is none."""
        whole = getattr(element, kind)
        if kind == "button_group":
            now = set(whole.raw_values) or {whole.options[each].content for each in whole.default}
            names = [each.content for each in whole.options]
        else:
            names, now = list(whole.options), {whole.raw_value or whole.options[whole.default]}
        others = [name for name in names if name not in now]
        return self.chance.choice(others) if others else ""

    def _date(self) -> Step | None:
        element, steps = self.session.component("map"), self.session.data("map").get("steps", [])
        if element is None or len(steps) < 2:
            return None
        day = self.chance.choice(steps)[0]
        return lambda: self.session.tell(element, "date", day)

    def _tab(self) -> Step | None:
        rows = [
            (path, block)
            for path, block in self.session.blocks.items()
            if block.WhichOneof("type") == "tab_container" and block.tab_container.id
        ]
        if not rows:
            return None
        path, tabs = self.chance.choice(rows)
        inside = [
            block.tab.label
            for at, block in self.session.blocks.items()
            if at[:-1] == path and block.WhichOneof("type") == "tab"
        ]
        label = self.chance.choice(inside)
        return lambda: self.session.open_tab(tabs, label)

    def _search(self) -> Step | None:
        element, place = self.session.component("area-search"), self.chance.choice(PLACES)
        return (lambda: self.session.tell(element, "chosen", place)) if element else None

    def _published(self) -> Step | None:
        if not self.before:
            return None
        before, path = self.before, self.chance.choice(FIXED)
        return lambda: look_again(self.session, path, before)

    def _language(self) -> Step | None:
        found = (
            each
            for each in self.session.all("button")
            if each.button.label in ("English", "Tiếng Việt")
        )
        button = next(found, None)
        return (lambda: self.session.press(button)) if button else None
