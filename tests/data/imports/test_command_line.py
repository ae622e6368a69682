"""Files in from the command line: alone, and through the app that owns the warehouse."""

import subprocess
import sys
from pathlib import Path

import pytest

from data import paths, warehouse
from data.imports.__main__ import main
from tests.data.imports.staging import current
from tests.running_app import running_app
from tests.world import build_world

REPORT = "Tên xã;Kỳ;Số tổ\nXã Lá Xanh;6/2024;5\nXã Bờ Cát;6/2024;1204\n"
STORED = {("2024-c91001", "teams", "2024-06-30"): 5, ("2024-c91002", "teams", "2024-06-30"): 1204}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with the world in it, and a report beside it."""
    data = tmp_path / "data"
    build_world(data / "atlas.duckdb").close()
    monkeypatch.setenv("ATLAS_DATA", str(data))
    (tmp_path / "báo cáo.csv").write_text(REPORT, encoding="utf-8")
    warehouse.forget()
    return data


def reported(folder: Path) -> dict[tuple[str, str, str], float]:
    opened = build_world(folder / "atlas.duckdb")
    values = current(opened)
    opened.close()
    return values


def test_without_an_app_the_command_opens_the_warehouse(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(folder.parent / "báo cáo.csv")
    assert main([file, "--dry-run", "--lang", "en"]) == 0
    assert "Checked; nothing was stored." in capsys.readouterr().out
    assert reported(folder) == {}
    assert main([file]) == 0
    assert "Đã lưu. b-" in capsys.readouterr().out
    assert reported(folder) == STORED
    assert main([file]) == 0
    assert "không có gì để lưu" in capsys.readouterr().out


def test_what_is_wrong_is_said_and_nothing_stored(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = folder.parent / "sai.csv"
    wrong.write_text(REPORT + "Xã Không Có;6/2024;7\n", encoding="utf-8")
    assert main([str(wrong)]) == 1
    said = capsys.readouterr().out
    assert 'sai.csv, dòng 4, cột A (Tên xã): Không có địa phương nào tên "Xã Không Có"' in said
    assert reported(folder) == {}
    assert main([str(wrong), "--partly"]) == 0
    assert reported(folder) == STORED


def test_a_file_that_is_not_there_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder / "none.csv")]) == 2
    assert "none.csv" in capsys.readouterr().err


def test_a_running_app_stores_for_the_command(folder: Path, tmp_path: Path) -> None:
    """The app holds the warehouse, so no other process could write it."""
    with running_app(folder, tmp_path / "app.log"):
        said = subprocess.run(
            [sys.executable, "-m", "data.imports", str(tmp_path / "báo cáo.csv"), "--lang", "en"],
            cwd=paths.ROOT,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert said.returncode == 0, said.stderr
        assert "Stored. b-" in said.stdout
        assert (folder / "door.json").exists()
    assert not (folder / "door.json").exists()
    assert reported(folder) == STORED
