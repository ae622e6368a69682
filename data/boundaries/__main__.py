"""`python -m data.boundaries FILE`: an office's boundaries in, through the running app.

Without a running app the warehouse is opened here. Exit codes: 0 stored, checked, taken back or in
force already; 1 refused, with what is wrong; 2 the app or the file cannot be reached.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

from data import sending, warehouse
from data.access import command_line
from data.access.rights import RefusedError
from data.access.words import sentence
from data.boundaries.draft import LEVELS
from data.boundaries.unattended import Wishes, day_of, stored, take_back, take_in
from data.faults import WarehouseError

MOST_EXAMPLES = 5
_SAYS = {
    "unreadable": "Không đọc được tệp; chưa lưu gì.",
    "refused": "Tệp bị từ chối; chưa lưu gì.",
    "overtaken": "Có tệp khác vừa được lưu; hãy chạy lại.",
    "checked": "Đã kiểm tra, chưa lưu gì.",
    "stored": "Đã lưu; bản đồ dùng ranh giới này từ bây giờ.",
    "same": "Tệp này đang được dùng; không có gì để lưu.",
    "undone": "Đã hoàn tác; bản đồ dùng lại ranh giới trước đó.",
    "held": "Chưa hoàn tác được: một tệp lưu sau dựa trên tệp này. Hãy hoàn tác tệp đó trước:",
    "unknown": "Không có lớp nào như vậy, hoặc đã hoàn tác.",
    "matched": "{matched} trên {units} đơn vị khớp; {features} đối tượng ({kind}, {crs}).",
}
_SAYS_EN = {
    "unreadable": "The file cannot be read; nothing was stored.",
    "refused": "The file is refused; nothing was stored.",
    "overtaken": "Another file was stored meanwhile; run this again.",
    "checked": "Checked; nothing was stored.",
    "stored": "Stored; maps use these boundaries from now on.",
    "same": "This file is in force already; there was nothing to do.",
    "undone": "Taken back; maps use the boundaries from before again.",
    "held": "Not taken back: a file stored later rests on this one. Take that back first:",
    "unknown": "There is no such layer, or it was taken back before.",
    "matched": "{matched} of {units} units matched; {features} features ({kind}, {crs}).",
}
_WRONG = ("unreadable", "refused", "overtaken", "held", "unknown")


def main(arguments: list[str] | None = None) -> int:
    """The exit code, after saying what was found and done."""
    parser = argparse.ArgumentParser(prog="python -m data.boundaries", description=__doc__)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--vintage", choices=tuple(LEVELS), help="2024 until 30 June 2025")
    parser.add_argument("--level", choices=LEVELS["2024"])
    parser.add_argument("--title", default="", help="said with every map")
    parser.add_argument("--dated", default="", help="day of the boundaries, such as 2026-04-30")
    parser.add_argument("--check", action="store_true", help="check, store nothing")
    parser.add_argument("--undo", metavar="LAYER", help="take back what was stored")
    parser.add_argument("--list", action="store_true", help="what was stored so far")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi")
    asked = parser.parse_args(arguments)
    if bool(asked.file) + bool(asked.undo) + asked.list != 1:
        parser.error("give a FILE, --undo LAYER or --list")
    if asked.file and asked.level not in LEVELS.get(asked.vintage, ()):
        parser.error("a FILE needs --vintage and --level; 2025 has no districts")
    try:
        day_of(asked.dated)
    except ValueError as error:
        parser.error(str(error))
    try:
        answer = _answer(asked)
    except RefusedError as error:
        print(sentence(error.refusal, asked.lang), file=sys.stderr)
        return 1
    except (OSError, WarehouseError, HTTPError) as error:
        print(
            f"{asked.file or 'data.boundaries'}: {sending.reason(error, asked.lang)}",
            file=sys.stderr,
        )
        return 2
    _say(answer, asked.lang)
    return 1 if answer["state"] in _WRONG else 0


def _answer(asked: argparse.Namespace) -> dict[str, Any]:
    by = command_line.visitor
    if asked.list:
        return _ask("/api/boundaries/list", {}, stored)
    if asked.undo:
        return _ask(
            "/api/boundaries/undo", {"layer": asked.undo}, lambda: take_back(asked.undo, by())
        )
    wishes = Wishes(
        vintage=asked.vintage,
        level=asked.level,
        title=asked.title,
        dated=asked.dated,
        check=asked.check,
        language=asked.lang,
    )
    name, content = asked.file.name, asked.file.read_bytes()
    here: Callable[[], dict[str, Any]] = lambda: take_in(name, content, wishes, by())  # noqa: E731
    return _ask("/api/boundaries", asdict(wishes), here, content, name)


def _ask(
    path: str,
    wishes: dict[str, Any],
    here: Callable[[], dict[str, Any]],
    content: bytes = b"",
    name: str = "",
) -> dict[str, Any]:
    """What the running app answers, or this process where none runs."""
    answer = sending.post(path, wishes, content, name)
    if answer is not None:
        return answer
    try:
        warehouse.shared()
        return here()
    finally:
        warehouse.forget()


def _say(answer: dict[str, Any], language: str) -> None:
    says = _SAYS if language == "vi" else _SAYS_EN
    if report := answer.get("report"):
        print(says["matched"].format(**report))
    for finding in answer.get("findings", ()):
        print(f"{answer['file']}: {finding['says']}")
        for example in finding["examples"][:MOST_EXAMPLES]:
            print(f"    {example}")
    for layer in answer.get("layers", ()):
        said = (layer[name] for name in ("layer_id", "vintage", "level", "state", "dated", "title"))
        print("\t".join(map(str, said)), f"{layer['matched']}/{layer['units']}", sep="\t")
    if answer["state"] in says:
        print(says[answer["state"]], answer.get("by", answer.get("layer", "")))


if __name__ == "__main__":
    sys.exit(main())
