"""What is imported while sessions are open stands in each of them at its next interaction."""

import gc
import json
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from api.routes import ROUTES
from data import door, warehouse
from data.boundaries import draft, storing
from tests.api.asking import get
from tests.outlines import outlines
from tests.pages.importing import COMMUNE, own_copy
from tests.pages.reading import mounted, plain, visit

pytestmark = pytest.mark.usefixtures("window")
APP = Starlette(routes=ROUTES)
HOST = {"host": "localhost:8501"}
REPORT = """Tên xã;Kỳ;Số tổ công nghệ số cộng đồng;Số thành viên
Phường Hàm Rồng;9/2026;15;75
Phường Hàm Rồng;10/2026;{};{}
"""
SEEN = {"data": "reported", "area": COMMUNE, "indicator": "teams"}
PAGES: dict[str | None, dict[str, str]] = {
    None: SEEN,
    "map.py": SEEN | {"level": "commune", "in": "2025-p38"},
    "compare.py": SEEN,
    "trends.py": SEEN,
    "commune.py": SEEN,
    "teams.py": SEEN,
    "targets.py": SEEN,
    "services.py": SEEN,
    "quality.py": SEEN,
    "downloads.py": {"data": "reported", "indicator": "teams"},
    "dataapi.py": SEEN,
    "imports.py": SEEN,
    "sources.py": SEEN,
    "dictionary.py": SEEN,
}
SAY_IT = (None, "map.py", "compare.py", "trends.py", "commune.py")  # those that name the figure
FIGURES = f"/api/v1/observations?data=reported&indicator=teams&area={COMMUNE}"
ADDRESSES = (FIGURES, "/api/v1/indicators", "/api/v1/sources", "/api/v1/layers", "/api/health")


@pytest.fixture(autouse=True)
def token(tmp_path: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The token of the open door, with a warehouse of the test's own behind it."""
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    own_copy(tmp_path, data_folder)
    yield door.open_door("localhost", 8501).token
    door.close_door()
    warehouse.forget()


def report(token: str, teams: int) -> dict[str, Any]:
    """What the route says to a report of so many teams, from the same source each time."""
    sent = {**HOST, "x-atlas-file": quote("báo cáo.csv"), door.HEADER.lower(): token}
    text = REPORT.format(teams, 5 * teams)
    address = f"/api/imports?source={quote('Báo cáo tháng')}"
    answer: dict[str, Any] = get(APP, address, sent, "POST", text.encode()).json
    return answer


def stored() -> float:
    with warehouse.shared().cursor() as cursor:
        rows = cursor.execute(
            "select value from observation where dataset = 'reported' and area_id = ?"
            " and indicator_id = 'teams' and as_of = date '2026-10-31'",
            [COMMUNE],
        ).fetchall()
    return float(rows[0][0])


def shown(app: AppTest) -> list[str]:
    """All that the page says, draws and tabulates, in its order."""
    return [
        node.proto.SerializeToString().decode(errors="replace")
        for kind in (
            *("title", "subheader", "caption", "markdown", "metric", "info", "warning", "error"),
            *("dataframe", "table", "plotly_chart"),
        )
        for node in app.get(kind)
    ] + [str(node.proto.json) for node in app.get("bidi_component")]


def answers() -> dict[str, bytes]:
    found = {address: get(APP, address, HOST) for address in ADDRESSES}
    assert not [answer.text for answer in found.values() if answer.status != 200]
    return {address: answer.body for address, answer in found.items()}


def forget_all_answers() -> None:
    """Empties every cache of ours, as a new start of the program would."""
    rooms = {"api", "data", "figures", "geo", "pages", "queries"}
    for each in gc.get_objects():
        if isinstance(each, _lru_cache_wrapper) and each.__module__.split(".")[0] in rooms:
            each.cache_clear()


def test_an_import_is_seen_in_every_open_session_and_by_programs(token: str) -> None:
    report(token, 1204)
    opened = {page: visit(page, **view) for page, view in PAGES.items()}
    before = answers()
    assert all("1.204" in plain("".join(shown(opened[page]))) for page in SAY_IT)

    assert report(token, 1307)["counts"]["changed"] == 2  # teams, members
    assert stored() == 1307
    after = answers()
    assert before.keys() == after.keys()
    assert {row["value"] for row in json.loads(after[FIGURES])["rows"]} == {15, 1307}
    seen = {page: shown(app.run()) for page, app in opened.items()}
    assert not [page for page, app in opened.items() if app.exception or app.error]
    for page in SAY_IT:
        said = plain("".join(seen[page]))
        assert "1.307" in said, page
        assert "1.204" not in said, page

    forget_all_answers()  # nothing that any cache held says otherwise
    assert answers() == after
    for page, view in PAGES.items():
        assert shown(visit(page, **view)) == seen[page], page


def test_boundaries_are_seen_in_every_open_session_and_by_programs() -> None:
    national = {"vintage": "2025", "indicator": "teams"}
    opened = {
        "map.py": visit("map.py", **national),
        "boundaries.py": visit("boundaries.py"),
        "sources.py": visit("sources.py"),
    }
    before, listed = mounted(opened["map.py"], "map"), answers()["/api/v1/layers"]
    storing.store(
        draft.dry_run(outlines(), "tinh.geojson", "2025", "province"), "Sở mới", "Văn phòng"
    )
    for page, app in opened.items():
        app.run()
        assert not app.exception, page
        assert "Sở mới" in "".join(shown(app)), page
    now = mounted(opened["map.py"], "map")
    assert now["layer"] != before["layer"]
    assert get(APP, now["layer"], HOST).body != get(APP, before["layer"], HOST).body
    names = {row["address"] for row in json.loads(answers()["/api/v1/layers"])["rows"]}
    assert now["layer"] in names
    assert before["layer"] not in names
    assert before["layer"] in listed.decode()
