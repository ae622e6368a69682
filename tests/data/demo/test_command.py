"""What stands in the way of the simulation is said in a sentence."""

import subprocess
import sys
from pathlib import Path

import pytest

from data import warehouse
from data.demo import __main__ as command
from data.demo import plan
from data.warehouse import Warehouse

HOLD = "import sys, duckdb; c = duckdb.connect(sys.argv[1]); print(1, flush=True); sys.stdin.read()"


def test_the_command_refuses_while_another_program_has_the_warehouse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    warehouse.forget()
    file = tmp_path / "atlas.duckdb"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"1\n"
        assert command.main(["on"]) == 2
        holder.kill()
    said = capsys.readouterr().err
    assert f"Kho số liệu {file} đang mở trong chương trình khác." in said
    assert "Switch on the page Import, or stop the program" in said


def test_a_warehouse_that_knows_no_heirs_is_not_simulated(seeded: Warehouse) -> None:
    with seeded.cursor() as cursor:
        cursor.execute("begin")
        cursor.execute("delete from lineage where old_id = '2024-c05923'")
        with pytest.raises(LookupError, match="nothing of 1 communes, such as 2024-c05923"):
            plan.read(cursor)
        cursor.execute("rollback")
