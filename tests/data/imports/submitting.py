"""Reporters and reviewers of the invented world, and files that the first submit."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from data import warehouse
from data.access.people import API, Grant, Visitor
from data.access.setting import CLOSED
from data.imports import reviewing, submissions, unattended

DISTRICT = "2024-d911"
RESULTS = "Tên xã;Kỳ;Số tổ\nXã Lá Xanh;6/2024;5\nXã Bờ Cát;6/2024;1204\n"
STORED = {("2024-c91001", "teams", "2024-06-30"): 5, ("2024-c91002", "teams", "2024-06-30"): 1204}
TARGETS = "Mã;Tên xã;Năm;Chỉ tiêu;Loại;Dấu;Giá trị\n2024-c91001;;2024;Số tổ;đăng ký;≥;7\n"
TEAMS = "Tên xã;Thôn;Tổ;Số thành viên;Ngày\nXã Lá Xanh;Xóm Gò;Tổ 1;5;1/6/2024\n"


def somebody(role: str, *areas: str, subject: str = "") -> Visitor:
    """Somebody signed in with a role over areas."""
    return Visitor(CLOSED, (Grant(role, areas),), subject or f"s-{role}", "l-1", way=API)


REPORTER = somebody("reporter", DISTRICT)
REVIEWER = somebody("reviewer", DISTRICT)


def send(text: str = RESULTS, by: Visitor = REPORTER, **wishes: Any) -> dict[str, Any]:
    """What a program is answered that sends a file."""
    said = unattended.Wishes(**wishes)
    return unattended.take_in(warehouse.shared(), "bao_cao.csv", text.encode(), said, by)


def seen(submission_id: str) -> str:
    """The mark of what a reviewer would look at now."""
    return reviewing.look(submission_id).seen


def approve(submission_id: str, by: Visitor = REVIEWER) -> str:
    """The batch of a submission that somebody looked at and approved."""
    return submissions.approve(warehouse.shared(), submission_id, seen(submission_id), by)


def state(submission_id: str) -> str:
    """What became of a submission."""
    return str(submissions.found(submission_id).state)


def table(content: bytes) -> list[dict[str, Any]]:
    """What a kept piece holds."""
    found: list[dict[str, Any]] = pa.ipc.open_stream(content).read_all().to_pylist()
    return found


def forget_all() -> None:
    """Takes all that was submitted or reported out of the shared warehouse."""
    with warehouse.shared().transaction() as cursor:
        for name in ("observation", "observation_log", "target", "target_log", "batch", "rollup"):
            cursor.execute(f"delete from {name} where dataset = 'reported'")
        for name in ("submission", "submission_area", "submission_part", "report", "problem"):
            cursor.execute(f"delete from {name}")
        for name in ("team", "team_state", "training", "village"):
            cursor.execute(f"delete from {name}")
