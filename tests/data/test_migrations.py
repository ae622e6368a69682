"""The schema of a file: older, newer, failing, or cut short where nothing is lost."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from data import building, migrations, paths, rollups, statements
from data.backups.manifest import found
from data.faults import WarehouseError, WarehouseNewer, WarehouseUnmigrated
from tests.world import OBSERVATIONS, build_world, observations, start_world


def closed_world(file: Path) -> Path:
    build_world(file).close()
    return file


def spoil(file: Path, sql: str) -> None:
    with duckdb.connect(file) as connection:
        connection.execute(sql)


def test_a_file_cut_by_a_killed_checkpoint_is_no_damage(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DuckDB cuts blocks that nothing uses off the file before its header says so."""
    closed_world(file)
    more = "select total_blocks + 1, block_size from pragma_database_size()"
    monkeypatch.setattr(migrations, "_BLOCKS", more)
    opened = build_world(file)
    assert (opened.notices, observations(opened)) == ([], len(OBSERVATIONS))
    opened.close()


def newest() -> str:
    return str(max(int(script.name[:3]) for script in paths.SCHEMA.glob("*.sql")))


def test_a_newer_schema_is_left_untouched(file: Path) -> None:
    spoil(closed_world(file), "insert into migration values (999, 'x', now()::timestamp)")
    before = file.read_bytes()
    with pytest.raises(WarehouseNewer) as caught:
        build_world(file)
    assert (caught.value.found, caught.value.known, caught.value.path) == ("999", newest(), file)
    assert caught.value.code == "newer"
    assert file.read_bytes() == before
    assert [entry.name for entry in file.parent.iterdir()] == ["atlas.duckdb"]


def test_an_older_schema_is_brought_up_to_date(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = build_world(file).version
    newer = tmp_path / "schema"
    newer.mkdir()
    for script in paths.SCHEMA.glob("*.sql"):
        (newer / script.name).write_text(script.read_text(encoding="utf-8"), encoding="utf-8")
    (newer / "900_notes.sql").write_text("create table note (words varchar)", encoding="utf-8")
    monkeypatch.setattr(paths, "SCHEMA", newer)
    for _ in range(2):
        opened = build_world(file)
        assert (opened.notices, opened.version) == ([], version + 2)  # the table, the catalogue
        with opened.cursor() as cursor:
            assert cursor.execute("select words from note").fetchall() == []
        opened.close()


def test_a_warehouse_of_the_first_release_keeps_its_figures_and_targets(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tmp_path / "schema"
    first.mkdir()
    for script in sorted(paths.SCHEMA.glob("*.sql"))[:4]:
        (first / script.name).write_text(script.read_text(encoding="utf-8"), encoding="utf-8")
    with monkeypatch.context() as old:
        old.setattr(paths, "SCHEMA", first)
        # That release had no log of targets to start, no lineage and no sums.
        write, store = statements.write, statements.store
        old.setattr(
            building,
            "write",
            lambda to, name, **said: name == "logged_targets" or write(to, name, **said),
        )
        old.setattr(
            building, "store", lambda to, table, rows: table == "lineage" or store(to, table, rows)
        )
        old.setattr(rollups, "start", lambda to: None)
        start_world(file).close()
    spoil(file, "delete from indicator where indicator_id = 'teams'")
    opened = build_world(file)
    assert (opened.notices, observations(opened)) == ([], len(OBSERVATIONS))
    with opened.cursor() as cursor:
        logged = cursor.execute("select area_id, value, version, due from target_log").fetchall()
        catalogue = cursor.execute("select indicator_id from indicator").fetchall()
        lineage = cursor.execute("select count(*), sum(new_share) from lineage where carries")
        assert lineage.fetchall() == [(10, 6.0)]  # one for each area of 2025
    assert logged == [("2024-d911", 80.0, 1, date(2025, 6, 30))]
    assert len(catalogue) == 4, "the catalogue is that of this release"
    opened.close()


def test_a_failing_migration_is_no_damage(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed_world(file)
    (tmp_path / "900_wrong.sql").write_text("create table area (x int)", encoding="utf-8")
    for script in paths.SCHEMA.glob("*.sql"):
        (tmp_path / script.name).write_text(script.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(paths, "SCHEMA", tmp_path)
    with pytest.raises(WarehouseError) as caught:
        build_world(file)
    assert caught.value.details["migration"] == "900_wrong.sql"
    assert {entry.name for entry in file.parent.iterdir()} == {"atlas.duckdb", "backups"}


def test_a_migration_can_be_refused(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed_world(file)
    before = file.read_bytes()
    newer = tmp_path / "schema"
    newer.mkdir()
    for script in paths.SCHEMA.glob("*.sql"):
        (newer / script.name).write_text(script.read_text(encoding="utf-8"), encoding="utf-8")
    (newer / "900_notes.sql").write_text("create table note (words varchar)", encoding="utf-8")
    known = newest()
    monkeypatch.setattr(paths, "SCHEMA", newer)
    monkeypatch.setenv("ATLAS_MIGRATE", "off")
    with pytest.raises(WarehouseUnmigrated) as caught:
        build_world(file)
    assert (caught.value.details["found"], caught.value.details["known"]) == (known, "900")
    assert file.read_bytes() == before
    assert [entry.name for entry in file.parent.iterdir()] == ["atlas.duckdb"]
    monkeypatch.setenv("ATLAS_MIGRATE", "on")
    build_world(file).close()
    (backup,) = found(paths.backup_folder(file))
    assert (backup.reason, backup.schema) == ("migration", int(known))
