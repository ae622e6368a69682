"""Boundaries in from the command line: alone, and through the app that owns the warehouse."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from data import boundaries, paths, warehouse
from data.boundaries.__main__ import main
from tests.outlines import outlines
from tests.running_app import running_app

UNITS = ["--vintage", "2025", "--level", "province"]
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def file(folder: Path) -> str:
    warehouse.forget()
    (folder.parent / "ranh giới.geojson").write_bytes(outlines())
    return str(folder.parent / "ranh giới.geojson")


def in_force() -> str:
    found = boundaries.origin("2025", "province").title
    warehouse.forget()
    return found


def test_without_an_app_the_command_opens_the_warehouse(file: str, capsys: Capture) -> None:
    assert main([file, *UNITS, "--check", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "34 of 34 units matched; 34 features (GeoJSON, WGS 84)." in said
    assert "Checked; nothing was stored." in said
    assert in_force() == ""
    assert main([file, *UNITS, "--title", "Sở A", "--dated", "2026-04-30"]) == 0
    layer = capsys.readouterr().out.split()[-1]
    assert in_force() == "Sở A"
    assert main([file, *UNITS]) == 0
    assert "Tệp này đang được dùng" in capsys.readouterr().out
    assert main(["--list"]) == 0
    listed = f"{layer}\t2025\tprovince\tcommitted\t2026-04-30T00:00:00\tSở A\t34/34"
    assert listed in capsys.readouterr().out
    assert main(["--undo", layer]) == 0
    assert in_force() == ""
    assert main(["--undo", layer]) == 1
    assert "đã hoàn tác" in capsys.readouterr().out


def test_what_is_wrong_is_said_and_nothing_stored(folder: Path, capsys: Capture) -> None:
    warehouse.forget()
    wrong = folder.parent / "sai.geojson"
    wrong.write_bytes(outlines(moved=5))
    assert main([str(wrong), *UNITS]) == 1
    said = capsys.readouterr().out
    assert "sai.geojson: Hình không nằm ở nơi các đơn vị nằm" in said
    assert "Tệp bị từ chối; chưa lưu gì." in said
    wrong.write_bytes(b"%PDF")
    assert main([str(wrong), *UNITS, "--lang", "en"]) == 1
    assert "The kind of file is not known (“.geojson”)." in capsys.readouterr().out
    assert main([str(folder / "none.shp"), *UNITS]) == 2
    assert "none.shp" in capsys.readouterr().err
    assert in_force() == ""


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["a.geojson"],
        ["a.geojson", "--vintage", "2025", "--level", "district"],
        ["a.geojson", *UNITS, "--dated", "30/4/2026"],
        ["a.geojson", *UNITS, "--list"],
        ["--undo", "g-1", "--list"],
    ],
)
def test_what_is_asked_wrongly_is_said(arguments: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: python -m data.boundaries" in capsys.readouterr().err


def test_a_running_app_stores_for_the_command(file: str, folder: Path, tmp_path: Path) -> None:
    """The app holds the warehouse, so no other process could write it."""

    def ask(*arguments: str) -> str:
        command = [sys.executable, "-m", "data.boundaries", *arguments]
        ended = subprocess.run(command, cwd=paths.ROOT, capture_output=True, text=True, timeout=60)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    with running_app(folder, tmp_path / "app.log"):
        while not paths.door_file().exists():  # it answers before it has opened the warehouse
            time.sleep(0.05)
        assert "Đã lưu" in ask(file, *UNITS, "--title", "Sở A")
        layer = ask("--list").split()[0]
    assert in_force() == "Sở A"
    assert layer.startswith("g-")
