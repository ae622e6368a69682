"""Shows what a benchmark measured and keeps it in `benchmarks/results.json`."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "results.json"


def show(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Prints a table: words to the left, numbers to the right."""
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    for row in (head, ["-" * width for width in widths], *rows):
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        print("  ".join(cells))


def committed(name: str) -> dict[str, Any]:
    """The benchmark's part of the file as last committed; empty where there is none."""
    try:
        said = subprocess.run(
            ["git", "show", f"HEAD:./{FILE.name}"], cwd=FILE.parent, capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return {}
    part: dict[str, Any] = json.loads(said.stdout).get(name, {})
    return part


def keep(name: str, measured: Mapping[str, object]) -> None:
    """Replaces the benchmark's part of the file and says what it was measured with."""
    kept = json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else {}
    kept[name] = {
        **measured,
        "with": {
            "python": platform.python_version(),
            "streamlit": version("streamlit"),
            "plotly": version("plotly"),
            "duckdb": version("duckdb"),
            "cores": os.cpu_count(),
        },
    }
    text = json.dumps(kept, indent=2, ensure_ascii=False, sort_keys=True)
    FILE.write_text(text + "\n", encoding="utf-8")
