"""The simulated files: one of each kind, province and month, and the sources they name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

import numpy as np
import pandas as pd

from data.datasets import SIMULATED
from data.demo.plan import MONTHS

MARK = SIMULATED
# Where published figures conflict, the title says which of them the simulation follows.
_TITLES = {
    "2024": (
        "báo cáo của các xã trước 1/7/2025 (Thanh Hóa theo 4.351 tổ, không theo 2.349; "
        "Thái Nguyên theo gần 17.000 thành viên, không theo 2–5 người mỗi tổ)"
    ),
    "2025": "báo cáo của các xã từ 1/7/2025",
}
_NAMES = {"results": "báo cáo tháng", "targets": "chỉ tiêu", "teams": "danh sách tổ"}


def sources() -> pd.DataFrame:
    """One source for each time: what divides counts by people takes one source for all areas."""
    return pd.DataFrame(
        {
            "source_id": [f"demo-{vintage}" for vintage in _TITLES],
            "title": [f"{MARK}: {title}" for title in _TITLES.values()],
            "publisher": MARK,
            "url": "",
            "published_precision": "none",
            "kind": "original",
        }
    )


def source_id(province_id: str) -> str:
    """The id of the source of a province, which is that of its time."""
    return f"demo-{province_id[:4]}"


def batch_id(kind: str, province_id: str, period: str, version: int = 1) -> str:
    """The id of a file; version 2 corrects version 1."""
    return f"demo-{kind}-{province_id}-{period}" + ("" if version == 1 else f"-{version}")


def batch(
    kind: str, province_id: str, period: str, created_at: datetime, rows: int, **more: int
) -> dict[str, object]:
    """The row of table batch for one file.

    Args:
        kind: results, targets or teams.
        province_id: Whose.
        period: Month or year.
        created_at: When it came.
        rows: Stored.
        more: version (1), left_out (0).
    """
    version, left_out = more.get("version", 1), more.get("left_out", 0)
    again = "" if version == 1 else " (sửa)"
    return {
        "batch_id": batch_id(kind, province_id, period, version),
        "dataset": "demo",
        "file_name": f"{MARK.split(' /')[0]} {_NAMES[kind]} {province_id} {period}{again}.xlsx",
        "sha256": "0" * 64,  # of no file
        "created_at": created_at,
        "created_by": MARK,
        "rows_read": rows + left_out,
        "rows_stored": rows,
        "state": "committed",
        "kind": kind,
        "office": MARK,
        "source_id": source_id(province_id),
        "rows_added": rows if version == 1 else 0,
        "rows_changed": 0 if version == 1 else rows,
        "rows_same": 0,
        "rows_left_out": left_out,
    }


def each(rows: pd.DataFrame, columns: list[str], say: Callable[..., Any]) -> list[Any]:
    """What `say` makes of the columns of each row; asked once for rows that are alike."""
    number = rows.groupby(columns, sort=False).ngroup().to_numpy()
    said = [say(*row) for row in rows[columns].drop_duplicates().itertuples(index=False)]
    return list(np.array(said, dtype=object)[number])


def evening(month: int) -> datetime:
    """Five in the afternoon of the last day of a month."""
    return datetime.combine(MONTHS[month], time(17))


def period(month: int) -> str:
    """A month as it is written in ids, such as 2024-05."""
    return f"{MONTHS[month]:%Y-%m}"
