"""The route of files: what it sends, how it refuses, and that large files leave room for others."""

from __future__ import annotations

import io
from collections.abc import Iterator
from urllib.parse import urlencode

import pandas as pd
import pytest
from starlette.applications import Starlette

from api import downloads
from api.routes import ROUTES
from data import warehouse
from data.selecting import Selection
from data.unchanged import FiguresChanged
from data.writing import formats
from data.writing.formats import FORMATS, Wish
from tests.api.asking import Answer, get
from tests.awkward import shared_awkward_world

APP = Starlette(routes=ROUTES)


@pytest.fixture(autouse=True, scope="module")
def _there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with shared_awkward_world(tmp_path_factory.mktemp("downloads")):
        yield


def ask(**params: str) -> Answer:
    return get(APP, f"/api/downloads?{urlencode(params)}")


def test_a_file_is_what_its_writer_gives_with_its_length_and_name() -> None:
    selection = Selection(indicators=("teams",), areas=("2024-p91",))
    answer = ask(**selection.to_query(), format="csv", shape="wide")
    assert answer.status == 200
    assert answer.body == b"".join(formats.parts(selection, Wish("csv", "wide")))
    assert answer.headers["content-disposition"] == (
        'attachment; filename="atlas_teams_2024-p91_wide.csv"'
    )
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert answer.headers["x-figures"] == "2"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_is_sent(format_: str) -> None:
    answer = ask(format=format_)
    assert answer.status == 200
    assert answer.headers["content-type"] == FORMATS[format_].media
    assert answer.headers["content-disposition"].endswith(f'"atlas_figures.{format_}"')


def test_asking_only_what_there_is_makes_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(formats, "parts")
    answer = get(APP, "/api/downloads?format=zip", method="HEAD")
    assert (answer.status, answer.body, answer.headers["x-figures"]) == (200, b"", "17")


def test_a_large_file_is_sent_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ask(format="csv").body
    monkeypatch.setattr(downloads, "SMALL", 5)
    answer = ask(format="csv")
    assert "content-length" not in answer.headers
    assert answer.body == whole
    assert len(pd.read_csv(io.BytesIO(answer.body))) == 17


def test_only_so_many_large_files_are_made_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "SMALL", 5)
    for _n in range(downloads.MOST_AT_ONCE + 1):  # each gives its place back
        assert ask(format="csv").status == 200
    taken = [downloads._free.acquire(blocking=False) for _n in range(downloads.MOST_AT_ONCE)]
    assert all(taken)
    refused = ask(format="csv")
    for _n in taken:
        downloads._free.release()
    assert (refused.status, refused.headers["retry-after"]) == (503, "60")
    assert "large files" in refused.json["error"]
    assert ask(format="csv").status == 200


def test_carried_figures_are_sent_without_being_counted_first() -> None:
    answer = ask(units="today", format="csv")
    assert answer.status == 200
    assert "x-figures" not in answer.headers
    assert set(pd.read_csv(io.BytesIO(answer.body))["units"]) == {"today"}


@pytest.mark.parametrize(
    ("params", "parameter", "legal"),
    [
        ({"format": "doc"}, "format", list(FORMATS)),
        ({"indicator": "team"}, "indicator", ["teams"]),
        ({"units": "now"}, "units", ["then", "today"]),
    ],
)
def test_a_wrong_address_is_told_what_is_legal(
    params: dict[str, str], parameter: str, legal: list[str]
) -> None:
    answer = ask(**params)
    assert answer.status == 400
    (problem,) = answer.json["problems"]
    assert (problem["parameter"], problem["legal"]) == (parameter, legal)


def test_what_does_not_fit_is_refused_with_the_format_that_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few = formats.Format("xlsx", "x", FORMATS["xlsx"].write, most=16, instead="csv")
    monkeypatch.setitem(FORMATS, "xlsx", few)
    answer = ask(format="xlsx")
    assert answer.status == 413
    assert (answer.json["figures"], answer.json["instead"]) == (17, "csv")


def test_figures_stored_meanwhile_end_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def changing(_selection: Selection, _wish: Wish) -> Iterator[bytes]:
        raise FiguresChanged
        yield b""

    monkeypatch.setattr(formats, "parts", changing)
    assert ask(format="csv").status == 503


def test_without_a_warehouse_the_route_says_so(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("none")
    (folder / "atlas.duckdb").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        patch.setattr(warehouse, "_shared", None)
        answer = ask(format="csv")
    assert answer.status == 503
    assert answer.json == {"warehouse": "WarehouseUnwritable"}
