"""What waits for approval can be chosen, is marked wherever it is seen, and gone when decided."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import exports, warehouse
from data.imports import unattended
from pages.parts import download
from tests.data.imports import submitting
from tests.data.imports.test_reports import COMMUNE, filled
from tests.pages.importing import own_copy
from tests.pages.reading import mounted, plain, title, visit

TEAMS = "Mã;Thôn;Tổ;Số thành viên;Ngày\n2025-c14758;Xóm Gò;Tổ 1;5;1/9/2026\n"
MARKS = {"vi": "Số liệu chờ duyệt", "en": "Figures that wait for approval"}
WORDS = {"vi": "có thể sai", "en": "they may be wrong"}
PROVINCE, NAME = "2025-p38", "Phường Hàm Rồng"
MONTH = {"area": COMMUNE.area_id, "date": "2026-10-31"}
TODAY = {"vintage": "2025", "level": "commune", "in": PROVINCE, "indicator": "teams"}
VIEWS: list[tuple[str, dict[str, str]]] = [
    ("overview.py", {}),
    ("map.py", TODAY),
    ("trends.py", {"indicator": "teams", "area": COMMUNE.area_id}),
    ("compare.py", {"area": f"{COMMUNE.area_id},2025-c05923"}),
    ("commune.py", MONTH),
    *((f"{page}.py", MONTH) for page in ("teams", "targets", "services", "quality")),
    ("downloads.py", {}),
    ("dataapi.py", {}),
]
REPORTER = submitting.somebody("reporter", COMMUNE.area_id)
REVIEWER = submitting.somebody("reviewer", PROVINCE)

pytestmark = pytest.mark.usefixtures("window")


@pytest.fixture(scope="module")
def folder(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("unapproved")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(made))
        own_copy(made, data_folder)
        yield made
        warehouse.forget()


@pytest.fixture(autouse=True)
def marked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    monkeypatch.setenv("ATLAS_APPROVAL", "marked")


@pytest.fixture(scope="module")
def waits(folder: Path) -> str:
    """The number of a monthly report that waits."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_APPROVAL", "marked")
        said = unattended.Wishes()
        sent = unattended.take_in(warehouse.shared(), "bao_cao.xlsx", filled(3), said, REPORTER)
    assert sent["state"] == "submitted"
    return str(sent["submission"])


def offered(app: AppTest) -> list[str]:
    """The datasets that can be chosen."""
    return [label for each in app.radio if each.key == "choose_dataset" for label in each.options]


@pytest.mark.parametrize(
    ("page", "asked", "language"),
    [(*each, "vi") for each in VIEWS] + [(*each, "en") for each in VIEWS[:5]],
)
def test_every_page_and_file_is_marked(
    waits: str,
    monkeypatch: pytest.MonkeyPatch,
    page: str,
    asked: dict[str, str],
    language: str,
) -> None:
    files: dict[str, str] = {}

    def keep(_label: str, write: Callable[[], bytes], _rows: int, *named: str) -> None:
        files[exports.file_name(*named)] = write().decode("utf-8-sig")

    monkeypatch.setattr(download, "_offer", keep)
    app = visit(page, lang=language, data="submitted", **asked)
    assert not app.exception
    mark = MARKS[language]
    banners = [plain(each.value) for each in app.warning]
    (banner,) = [each for each in banners if each.startswith(f"**{mark}**")]
    assert WORDS[language] in banner
    if page not in ("downloads.py", "dataapi.py"):
        assert plain(app.caption[-1].value).startswith(f"{mark}, ")
    for name, content in files.items():
        rows = list(csv.DictReader(io.StringIO(content)))
        assert {row["dataset"] for row in rows if "dataset" in row} <= {"submitted", "published"}
        assert "submitted" in name or not rows


def test_the_map_s_picture_says_it(waits: str) -> None:
    app = visit("map.py", data="submitted", lang="en", **TODAY)
    shared = mounted(app, "picture-map")
    assert f"{MARKS['en']}. Source: " in shared["source"]
    assert shared["file"].startswith("atlas_submitted_")


def test_a_report_that_waits_counts_in_its_own_dataset_alone(waits: str) -> None:
    own = title(visit("commune.py", data="submitted", lang="en", **MONTH))
    assert own.startswith(f"{NAME}, 10/2026: reported on ")
    other = visit("commune.py", data="reported", lang="en", **MONTH)
    assert title(other) == f"{NAME}: no figure, no monthly report"
    assert MARKS["en"] not in "".join(each.value for each in other.warning)


def test_it_is_offered_while_something_waits(waits: str) -> None:
    for language, mark in MARKS.items():
        assert mark in offered(visit("map.py", lang=language))
    submitting.approve(waits, REVIEWER)
    assert MARKS["vi"] not in offered(visit("map.py"))
    gone = visit("overview.py", data="submitted")
    assert not gone.exception
    assert title(gone) == "Chưa có số liệu"
    assert "chưa có số liệu" in title(visit("commune.py", data="submitted", **MONTH))
    assert "reported on" in title(visit("commune.py", data="reported", lang="en", **MONTH))


def test_a_list_of_teams_alone_is_offered_too() -> None:
    assert MARKS["vi"] not in offered(visit("teams.py"))
    name = submitting.send(TEAMS, REPORTER, kind="teams")["submission"]
    assert MARKS["vi"] in offered(visit("teams.py"))
    submitting.approve(name, REVIEWER)
    assert MARKS["vi"] not in offered(visit("teams.py"))
