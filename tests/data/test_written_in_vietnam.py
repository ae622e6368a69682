"""Files of a selection in LibreOffice set to Vietnam, as most who open them see them."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from data.selecting import Selection
from data.writing import formats, workbook
from data.writing.csv_text import Style
from data.writing.formats import Wish
from tests.awkward import shared_awkward_world

NUMBERS = ["value", "low", "high"]
VIETNAM = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>vi-VN</value></prop></item></oor:items>"""
# Semicolons, UTF-8, cells as they are shown, every sheet in a file of its own.
AS_SHOWN = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"
AS_ASKED_WHEN_OPENED = "CSV:59,34,76"  # semicolons, UTF-8, all else as the country has it


@pytest.fixture(scope="module", autouse=True)
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pd.DataFrame]:
    """What is stored, in the order of files."""
    with (
        shared_awkward_world(tmp_path_factory.mktemp("vietnam")) as world,
        world.cursor() as cursor,
    ):
        yield cursor.execute(
            "select o.*, a.name as area from observation o join area a using (area_id) where "
            "dataset = 'published' order by indicator_id, as_of nulls last, area_id, origin"
        ).df()


def opened(file: Path, *said: str) -> Path:
    """The folder of what LibreOffice makes of the file, with the country set to Vietnam."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    profile, made = file.parent / "profile", file.parent / "made"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(VIETNAM, encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", *said]
    subprocess.run(
        [*command, "--outdir", str(made), str(file)], check=True, capture_output=True, timeout=120
    )
    return made


def test_the_workbook_shows_numbers_with_a_comma(stored: pd.DataFrame, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"".join(formats.parts(Selection(), Wish("xlsx"))))
    made = opened(file, "--convert-to", AS_SHOWN)
    shown = pd.read_csv(made / f"a-{workbook.DATA}.csv", sep=";", dtype=str, keep_default_na=False)
    for name in NUMBERS:  # text would keep its point, and show days as they are not counted
        expected = stored[name].map(lambda number: f"{number:.10g}".replace(".", ","))
        expected = expected.where(stored[name].abs() < 1e10, stored[name].map("{:.0f}".format))
        assert list(shown[name]) == list(expected.where(stored[name].notna(), "")), name
    assert shown["value"].str.contains(",").any()
    days = stored["as_of"].dt.strftime("%Y-%m-%d").fillna("")
    assert list(shown["as_of"]) == list(days)
    assert list(shown["area"]) == list(stored["area"])
    told = {True: "ĐÚNG", False: "SAI"}
    assert list(shown["in_conflict"]) == [told[said] for said in stored["in_conflict"]]
    about = (made / f"a-{workbook.ABOUT}.csv").read_text(encoding="utf-8")
    assert "Số liệu đã công bố, mỗi số liệu kèm nguồn." in about


def test_a_csv_of_vietnam_gives_numbers(stored: pd.DataFrame, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    style = Style(separator="semicolon", numbers="vi")
    file.write_bytes(b"".join(formats.parts(Selection(), Wish("csv", style=style))))
    made = opened(file, f"--infilter={AS_ASKED_WHEN_OPENED}", "--convert-to", "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO((made / "a.xlsx").read_bytes())).active
    assert sheet is not None
    head, *cells = ([cell.value for cell in row] for row in sheet.iter_rows())
    rows = pd.DataFrame(cells, columns=head)
    assert list(rows["area"]) == list(stored["area"])
    for name in NUMBERS:
        given = [None if pd.isna(number) else number for number in stored[name]]
        assert [None if pd.isna(number) else number for number in rows[name]] == given
