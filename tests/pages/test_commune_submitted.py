"""A report that waits for a reviewer is said in words, and counted as one that has not come."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data import warehouse
from tests.data.imports import submitting
from tests.monthly_world import build
from tests.pages.reading import metrics, said, title, visit

REPORT = "Mã;Kỳ;Số tổ;Dân số;Người dùng\n2025-c92002;10/2025;5;90;40\n"


@pytest.fixture(autouse=True)
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    build(tmp_path / "atlas.duckdb")
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    monkeypatch.setenv("ATLAS_APPROVAL", "held")
    warehouse.forget()
    yield
    warehouse.forget()


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("vi", "Đã gửi, đang chờ duyệt, chưa tính là đã báo cáo: Xã Suối Cạn."),
        ("en", "Submitted, and waiting for approval; not counted as reported: Xã Suối Cạn."),
    ],
)
def test_a_submitted_report_is_said_and_not_counted(lang: str, words: str) -> None:
    before = {}
    for area in ("2025-p92", "2025-c92002"):
        app = visit("commune.py", data="reported", area=area, date="2025-10-31", lang=lang)
        before[area] = (title(app), metrics(app))
        assert words not in said(app)
    sender = submitting.somebody("reporter", "2025-p92")
    waits = submitting.send(REPORT, sender)["submission"]
    for area, was in before.items():
        app = visit("commune.py", data="reported", area=area, date="2025-10-31", lang=lang)
        assert not app.exception
        assert words in said(app)
        assert (title(app), metrics(app)) == was
    submitting.approve(waits, submitting.somebody("reviewer", "vn"))
    app = visit("commune.py", data="reported", area="2025-p92", date="2025-10-31", lang=lang)
    assert words not in said(app)
