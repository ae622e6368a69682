"""What it costs to take files in, against DuckDB's bare `read_csv` of the same file.

A long CSV of ten thousand, a hundred thousand and a million rows (code, commune, province,
indicator, month, value as Vietnam writes it; simulated) is read, checked, located and committed
with its history. Each run is a process of its own with a warehouse of its own, so that its peak of
memory is the import's. And a spreadsheet of 5,000 rows, from its bytes to the layout that is shown.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

import duckdb
import numpy as np
from openpyxl import Workbook

from benchmarks import results
from data import paths, warehouse
from data.imports import incoming
from data.imports.delivery import Delivery, Origin
from data.imports.lore import lore

SIZES = (10_000, 100_000, 1_000_000)
INDICATORS = (
    "Số tổ công nghệ số cộng đồng",
    "Thành viên tổ công nghệ số cộng đồng",
    "Số hộ được hướng dẫn",
    "Số người được tập huấn",
    "Số người dùng điện thoại thông minh",
)
MONTHS = tuple(f"{month:02d}/{year}" for year in (2022, 2023, 2024) for month in range(1, 13))
MONTHS += tuple(f"{month:02d}/2025" for month in range(1, 5))
SHEET_ROWS, SHEET_MONTHS = 5_000, 12
MOST_TIMES, MOST_BYTES, MOST_SECONDS = 15, 1e9, 3.0


def communes(many: int) -> list[tuple[str, str, str]]:
    """Id, name and province of so many communes of the vintage 2024."""
    with duckdb.connect() as connection:
        found = connection.execute(
            "select c.area_id, c.name, p.name from read_csv($file, all_varchar = true) as c "
            "inner join read_csv($file, all_varchar = true) as p on p.area_id = c.province_id "
            "where c.level = 'commune' and c.vintage = '2024' order by c.area_id limit $many",
            {"file": str(paths.REGISTRY / "areas.csv.gz"), "many": many},
        ).fetchall()
    return [(area_id, name, province) for area_id, name, province in found]


def write_long(file: Path, size: int) -> None:
    """The long CSV of so many rows: counts that grow by month in every commune."""
    random = np.random.default_rng(5)
    each = len(MONTHS) * len(INDICATORS)
    areas = communes(size // each)
    first = random.integers(3, 400, (len(areas), len(INDICATORS)))
    grown = random.integers(0, 9, (len(areas), len(MONTHS), len(INDICATORS))).cumsum(axis=1)
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text, delimiter=";")
        writer.writerow(["Mã", "Xã", "Tỉnh", "Chỉ tiêu", "Kỳ", "Giá trị"])
        for place, (area_id, name, province) in enumerate(areas):
            for at, month in enumerate(MONTHS):
                for which, indicator in enumerate(INDICATORS):
                    value = int(first[place, which] + grown[place, at, which])
                    written = f"{value:,}".replace(",", ".")
                    writer.writerow([area_id, name, province, indicator, month, written])


def sheet() -> Iterator[list[object]]:
    """The rows of the spreadsheet: months across."""
    yield ["Mã", "Tên xã", "Tỉnh", *MONTHS[:SHEET_MONTHS]]
    random = np.random.default_rng(6)
    for area_id, name, province in communes(SHEET_ROWS):
        yield [area_id, name, province, *random.integers(3, 99, SHEET_MONTHS).tolist()]


def import_once(data: Path, file: Path, size: int) -> dict[str, float]:
    """Seconds and peak memory of one import of so many rows into a new warehouse."""
    opened = warehouse.open_warehouse(data / "atlas.duckdb")
    started = perf_counter()
    arrived = incoming.open_file(opened, file.name, file.read_bytes())
    said = Delivery(file.name, arrived.workbook.sha256, Origin(file.name, "benchmark"), "benchmark")
    run = incoming.dry_run(opened, arrived, said, date(2026, 11, 1))
    counts = run.counts
    run.commit()
    seconds = perf_counter() - started
    run.close()
    if counts.added != size:
        raise RuntimeError(f"{counts!r} instead of {size} rows; {run.severities!r}")
    opened.close()
    peak = 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"seconds": seconds, "peak bytes": peak}


def read_once(data: Path, file: Path) -> float:
    """Seconds that DuckDB takes to read the file into a table of a new database."""
    started = perf_counter()
    with duckdb.connect(data / "bare.duckdb") as connection:
        connection.execute("create table t as select * from read_csv($file)", {"file": str(file)})
    return perf_counter() - started


def preview_once(data: Path, content: bytes) -> float:
    """Seconds from a spreadsheet's bytes to its layout."""
    opened = warehouse.open_warehouse(data / "atlas.duckdb")
    lore(opened)  # a running app knows its areas
    started = perf_counter()
    incoming.open_file(opened, "so_lieu.xlsx", content)
    seconds = perf_counter() - started
    opened.close()
    return seconds


def in_a_process(file: Path, size: int) -> dict[str, float]:
    """What `import_once` measures, in a process that does nothing else."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        said = subprocess.run(
            [sys.executable, "-m", "benchmarks.imports", "--once", str(file), folder, str(size)],
            capture_output=True,
            check=True,
            text=True,
        )
    measured: dict[str, float] = json.loads(said.stdout.splitlines()[-1])
    return measured


def measure(folder: Path, size: int, runs: int) -> dict[str, float]:
    """Of a file of so many rows: median seconds, how many times the bare reading, and peak MB."""
    file = folder / f"so_lieu_{size}.csv"
    write_long(file, size)
    imports, bare = [], []
    for run in range(runs):
        data = folder / f"{size}-{run}"
        data.mkdir()
        imports.append(in_a_process(file, size))
        bare.append(read_once(data, file))
    seconds, read = median(each["seconds"] for each in imports), median(bare)
    return {
        "seconds": round(seconds, 2),
        "read_csv seconds": round(read, 3),
        "ratio": round(seconds / read, 1),
        "peak MB": round(max(each["peak bytes"] for each in imports) / 1e6),
    }


def measure_preview(folder: Path, runs: int) -> float:
    """Median seconds from a spreadsheet's bytes to its layout."""
    book = Workbook(write_only=True)
    table = book.create_sheet("Số tổ")
    for row in sheet():
        table.append(row)
    file = folder / "so_lieu.xlsx"
    book.save(file)
    (folder / "preview").mkdir()
    content = file.read_bytes()
    return round(median(preview_once(folder / "preview", content) for _run in range(runs)), 2)


def main() -> int:
    """Measures, prints one table and keeps the numbers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--once", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.once:
        file, data, size = asked.once
        print(json.dumps(import_once(Path(data), Path(file), int(size))))
        return 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        measured = {f"{size:,}": measure(Path(folder), size, asked.runs) for size in SIZES}
        preview = measure_preview(Path(folder), asked.runs)
    heads = ["rows taken in", *measured[f"{SIZES[0]:,}"]]
    results.show(heads, [[size, *map(str, now.values())] for size, now in measured.items()])
    print(f"wanted of the most rows: ratio {MOST_TIMES}, peak {MOST_BYTES / 1e6:.0f} MB, at most")
    print(f"layout of an XLSX of 5,000 rows: {preview} s, wanted {MOST_SECONDS:.0f} at most")
    kept = {"runs": asked.runs, "measured": measured, "XLSX preview seconds": preview}
    results.keep("imports", kept)
    return 0


if __name__ == "__main__":
    sys.exit(main())
