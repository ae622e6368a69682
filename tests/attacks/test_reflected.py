"""What an address says comes back as plain text or not at all, on every page and every route."""

from __future__ import annotations

import inspect
import re
from urllib.parse import quote

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from api.v1.resources import RESOURCES
from data import selecting
from data.writing import formats
from pages.parts import query_editor
from pages.parts.navigation import FILES, QUERY_FILE
from pages.parts.view import View
from tests.attacks.poisoned import FORMULA, HOSTILE, MARK, Attacked
from tests.attacks.raw import ask
from tests.pages.conftest import data_folder, released, window
from tests.pages.reading import visit
from tests.rooms import ROOT

__all__ = ["data_folder", "released", "window"]

READ = re.compile(r'query_params(?:\.get\(|\[|\.pop\()\s*"(\w+)"')
PAGES = "".join(f.read_text(encoding="utf-8") for f in sorted((ROOT / "pages").rglob("*.py")))
NAMES = sorted(
    {
        *re.findall(r'"(\w+)": ', inspect.getsource(View.query)),
        *READ.findall(PAGES),
        *(query_editor.PARAM, *selecting.PARAMETERS, *formats.PARAMETERS),
    }
)
VALUES = (HOSTILE, FORMULA, "2024-p38\0", "\r\nX-Bad: 1", "../../etc/passwd", "𒀀" * 50, "9" * 400)
# Text that is shown as it is, whatever is in it: what a reader types, and code.
LITERAL = ("text_input", "text_area", "code", "selectbox", "multiselect", "dataframe")
ACTIVE = re.compile(r"!\[[^\]]*\]\(|\]\(\s*javascript:|<img |<script|(?<!\u2060)://evil|\]\(http")


def markup(app: AppTest) -> list[str]:
    """Every text of the page that markup is read in."""
    found: list[str] = []

    def walk(block: Block) -> None:
        for child in block.children.values():
            if isinstance(child, Block):
                walk(child)
            elif child.type not in LITERAL:
                proto = child.proto
                for name in ("body", "label", "help", "caption", "placeholder"):
                    found.append(str(getattr(proto, name, "")))

    walk(app._tree)
    return found


def test_the_names_are_found_in_the_code() -> None:
    assert {"area", "in", "data", "lang", "tab", "sql", "find", "by", "with", "format"} <= {*NAMES}


@pytest.mark.usefixtures("released", "window")
@pytest.mark.parametrize("page", [*FILES.values(), QUERY_FILE])
def test_no_page_reads_markup_in_its_address(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_QUERIES", "on")
    landing = None if page == FILES[""] else page
    app = visit(landing, **dict.fromkeys(NAMES, HOSTILE))
    assert not app.exception
    assert app.caption  # the footer is drawn
    assert [text for text in markup(app) if ACTIVE.search(text)] == []


@pytest.mark.usefixtures("released", "window")
@pytest.mark.parametrize("value", VALUES[1:], ids=repr)
def test_odd_values_leave_the_page_whole(value: str) -> None:
    for page in ("downloads.py", "map.py"):
        app = visit(page, **dict.fromkeys(NAMES, value))
        assert not app.exception
        assert app.caption


def routes() -> list[str]:
    """Every address of ours that is read, with the names it knows."""
    known = [f"/api/v1/{each.name}?{name}=" for each in RESOURCES.values() for name in _names(each)]
    downloads = [f"/api/downloads?{name}=" for name in (*selecting.PARAMETERS, *formats.PARAMETERS)]
    unknown = [f"{path}?{quote(HOSTILE)}=" for path in ("/api/v1/areas", "/metrics", "/api/health")]
    paths = ("v1/", "v1/problems/", "layers/", "areas/", "fonts/", "vendor/x/", "")
    ours = [f"/api/{path}" for path in paths]
    return [*known, *downloads, *unknown, *ours, "/health/", "/media/"]


def _names(resource: object) -> list[str]:
    return [each.name for each in resource.parameters]  # type: ignore[attr-defined]


@pytest.mark.parametrize("accept", ["*/*", "text/html,*/*"])
def test_no_route_answers_with_a_page_that_holds_what_was_asked(
    target: Attacked, accept: str
) -> None:
    for address in routes():
        found = ask(target, address + quote(HOSTILE, safe=""), headers={"Accept": accept})
        assert found.status < 500, (address, found.body[:200])
        assert found.header("x-content-type-options") == "nosniff", address
        if found.kind == "text/html":  # Streamlit's page, or that there is no such page
            assert f"<img src=x {MARK}".encode() not in found.body, address
            assert b"<script>window.hit" not in found.body, address
        if address.startswith("/api/"):
            assert found.kind != "text/html", (address, found.status)


def test_a_page_that_is_not_there_says_so_without_reading_markup(target: Attacked) -> None:
    found = ask(target, f"/{quote(HOSTILE)}", headers={"Accept": "text/html"})
    assert (found.status, found.kind) == (404, "text/html")
    assert b"<img" not in found.body
    assert b"<script" not in found.body
    assert found.header("content-security-policy").startswith("default-src 'self'")
