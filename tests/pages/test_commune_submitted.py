"""A report that waits for a reviewer is said in words, and counted as one that has not come."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

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


WORDS = {
    "vi": "Đã gửi, đang chờ duyệt, chưa tính là đã báo cáo: Xã Suối Cạn.",
    "en": "Submitted, and waiting for approval; not counted as reported: Xã Suối Cạn.",
}


def opened(area: str, lang: str) -> AppTest:
    app = visit("commune.py", data="reported", area=area, date="2025-10-31", lang=lang)
    assert not app.exception
    return app


def test_a_submitted_report_is_said_and_not_counted() -> None:
    seen = (("2025-p92", "vi"), ("2025-c92002", "en"))
    before = {}
    for each in seen:
        app = opened(*each)
        before[each] = (title(app), metrics(app))
        assert WORDS[each[1]] not in said(app)
    sender = submitting.somebody("reporter", "2025-p92")
    waits = submitting.send(REPORT, sender)["submission"]
    for each in seen:
        app = opened(*each)
        assert WORDS[each[1]] in said(app)
        assert (title(app), metrics(app)) == before[each]
    submitting.approve(waits, submitting.somebody("reviewer", "vn"))
    assert WORDS["vi"] not in said(opened(*seen[0]))
