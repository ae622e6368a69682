"""`python -m data.imports FILE`: a file in from the command line, through the running app.

Without a running app the warehouse is opened here. Exit codes: 0 stored, checked or nothing new;
1 refused, with what is wrong; 2 the app or the file cannot be reached.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

from data import sending, warehouse
from data.access import command_line
from data.access.rights import RefusedError
from data.access.setting import SettingError
from data.access.words import sentence
from data.faults import WarehouseError
from data.imports.layout import KINDS
from data.imports.unattended import Wishes, take_in

_SAYS = {
    "unreadable": "Không đọc được tệp.",
    "open": "Còn điều phải chọn; hãy nhập tệp ở trang Nhập số liệu, hoặc thêm lựa chọn.",
    "refused": "Có lỗi nên chưa lưu gì; --partly lưu những ô không có lỗi.",
    "checked": "Đã kiểm tra, chưa lưu gì.",
    "stored": "Đã lưu.",
    "submitted": "Đã gửi, chờ cấp trên duyệt.",
    "same": "Mọi số liệu đã có sẵn; không có gì để lưu.",
}
_SAYS_EN = {
    "unreadable": "The file cannot be read.",
    "open": "Something is left to choose: use the import page, or give an option.",
    "refused": "There are errors, so nothing was stored; --partly stores the cells without one.",
    "checked": "Checked; nothing was stored.",
    "stored": "Stored.",
    "submitted": "Submitted; it waits for approval by the level above.",
    "same": "Everything was stored already; there was nothing to do.",
}


def main(arguments: list[str] | None = None) -> int:
    """The exit code, after saying what was found and done."""
    parser = argparse.ArgumentParser(prog="python -m data.imports", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--kind", choices=KINDS, default="results")
    parser.add_argument("--dry-run", action="store_true", help="check, store nothing")
    parser.add_argument("--partly", action="store_true", help="store what has no error")
    parser.add_argument("--decimal", choices=(",", "."), default="", help="the decimal mark")
    parser.add_argument("--period", default="", help="such as 10/2026, if the file has none")
    parser.add_argument("--source", default="", help="title of the source")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi")
    asked = parser.parse_args(arguments)
    wishes = Wishes(
        kind=asked.kind,
        dry=asked.dry_run,
        partly=asked.partly,
        decimal=asked.decimal,
        period=asked.period,
        source=asked.source,
        language=asked.lang,
    )
    try:
        answer = _sent(asked.file.name, asked.file.read_bytes(), wishes)
    except RefusedError as error:
        print(sentence(error.refusal, asked.lang), file=sys.stderr)
        return 1
    except SettingError as error:
        print(error, file=sys.stderr)
        return 2
    except (OSError, WarehouseError, HTTPError) as error:
        print(f"{asked.file}: {sending.reason(error, asked.lang)}", file=sys.stderr)
        return 2
    _say(answer, asked.lang)
    return 1 if answer["state"] in ("unreadable", "open", "refused") else 0


def _sent(name: str, content: bytes, wishes: Wishes) -> dict[str, Any]:
    """What the running app answers, or this process where none runs."""
    answer = sending.post("/api/imports", asdict(wishes), content, name)
    if answer is not None:
        return answer
    try:
        return take_in(warehouse.shared(), name, content, wishes, command_line.visitor())
    finally:
        warehouse.forget()


def _say(answer: dict[str, Any], language: str) -> None:
    for problem in answer["problems"]:
        print(problem["says"])
    if counts := answer.get("counts"):
        print(", ".join(f"{name} {number}" for name, number in counts.items()))
    print(
        (_SAYS if language == "vi" else _SAYS_EN)[answer["state"]],
        answer.get("batch") or answer.get("submission", ""),
    )


if __name__ == "__main__":
    sys.exit(main())
