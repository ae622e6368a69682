"""What is kept for readers: once for each kind of them, and only while the warehouse says so."""

from pathlib import Path

import pytest

from data import warehouse
from pages.parts import language, reader, screen
from tests.pages.reading import title, visit

pytestmark = pytest.mark.usefixtures("released", "window", "session")


def test_each_kind_of_reader_is_answered_once_and_by_itself(
    monkeypatch: pytest.MonkeyPatch, window: dict[str, str]
) -> None:
    asked = []

    @reader.kept_for_reader
    def said(number: int) -> str:
        asked.append(number)
        return f"{language.current()} {screen.is_dark()} {screen.is_phone()} {number}"

    assert (said(1), said(1), said(2)) == ("vi False False 1",) * 2 + ("vi False False 2",)
    language.use("en")
    assert said(1) == "en False False 1"
    window["viewport"] = "390"
    assert said(1) == "en False True 1"
    monkeypatch.setattr(screen, "is_dark", lambda: True)
    assert said(1) == said(1) == "en True True 1"
    assert asked == [1, 2, 1, 1, 1]


def test_what_is_written_to_the_warehouse_is_reckoned_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    warehouse.forget()
    asked = []
    said = reader.kept_for_reader(lambda: asked.append(1))
    said()
    said()
    with warehouse.shared().transaction():
        pass
    said()
    warehouse.forget()
    assert len(asked) == 2


@pytest.mark.parametrize("page", ["overview.py", "compare.py", "trends.py", "map.py"])
def test_a_page_reads_the_same_when_it_is_kept_and_follows_the_language(page: str) -> None:
    first, english, again = (visit(page, lang=code) for code in ("vi", "en", "vi"))
    assert not any(app.exception for app in (first, english, again))
    assert title(first) == title(again) != title(english)
