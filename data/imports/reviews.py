"""`python -m data.imports.reviews`: what waits for a reviewer, looked at, approved, returned.

Through the running app; without one the warehouse is opened here. Exit codes: 0 done; 1 refused, or
not as it was when it was looked at; 2 the app or the warehouse cannot be reached.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any
from urllib.error import HTTPError

from data import sending, warehouse
from data.access import command_line
from data.access.people import Visitor
from data.access.rights import RefusedError
from data.access.words import sentence
from data.faults import WarehouseError
from data.imports import reviewing

_STATES = {
    "vi": {
        "submitted": "chờ duyệt",
        "approved": "đã duyệt",
        "returned": "đã trả lại",
        "withdrawn": "đã rút",
    },
    "en": {
        "submitted": "waits",
        "approved": "approved",
        "returned": "returned",
        "withdrawn": "withdrawn",
    },
}
_SAYS = {
    "vi": {
        "approved": "Đã duyệt và lưu.",
        "returned": "Đã trả lại kèm nhận xét.",
        "withdrawn": "Đã rút bản đã gửi.",
        "changed": "Kho đã thay đổi từ khi xem; hãy xem lại (show) rồi duyệt. Chưa làm gì.",
        "decided": "Bản này không còn chờ duyệt: {decided}.",
        "unknown": "Không có bản nào như vậy.",
        "empty": "Trả lại cần có nhận xét (--remark).",
        "long": "Nhận xét dài quá 500 ký tự.",
        "personal": "Nhận xét có chỗ giống số điện thoại, số giấy tờ hoặc địa chỉ thư; hãy bỏ đi.",
        "none": "Không có bản nào.",
        "seen": "Để duyệt đúng những gì vừa xem: approve {submission} --seen {seen}",
        "counts": "Mới {added}, thay đổi {changed}, đã có sẵn {same}, bỏ lại {left_out}.",
    },
    "en": {
        "approved": "Approved and stored.",
        "returned": "Returned with the remark.",
        "withdrawn": "Withdrawn.",
        "changed": "What is stored has changed since you looked: show it again. Nothing was done.",
        "decided": "It waits no more: {decided}.",
        "unknown": "There is no such submission.",
        "empty": "Returning needs a remark (--remark).",
        "long": "The remark has more than 500 letters.",
        "personal": "The remark has what looks like a phone or identity number or an address; "
        "leave that out.",
        "none": "There is none.",
        "seen": "To approve what you just saw: approve {submission} --seen {seen}",
        "counts": "New {added}, changed {changed}, stored already {same}, left out {left_out}.",
    },
}
OF_FIGURES = ("old_value", "value")
_DONE = ("listed", "submitted", "approved", "returned", "withdrawn")
Work = Callable[[Visitor], dict[str, Any]]


def main(arguments: list[str] | None = None) -> int:
    """The exit code, after saying what waits, or what became of the wish."""
    parser = argparse.ArgumentParser(prog="python -m data.imports.reviews", description=__doc__)
    parser.add_argument("--lang", choices=("vi", "en"), default="vi")
    parts = parser.add_subparsers(required=True, dest="part")
    parts.add_parser("list", help="what waits for you to decide")
    parts.add_parser("mine", help="what you submitted, and what became of it")
    parts.add_parser("show", help="what approving would do").add_argument("submission")
    approving = parts.add_parser("approve", help="store it as it was looked at")
    approving.add_argument("submission")
    approving.add_argument("--seen", required=True, help="the mark that show said")
    returning = parts.add_parser("return", help="give it back with a remark")
    returning.add_argument("submission")
    returning.add_argument("--remark", required=True)
    parts.add_parser("withdraw", help="take back what you submitted").add_argument("submission")
    asked = parser.parse_args(arguments)
    try:
        answer = _answer(asked)
    except RefusedError as error:
        print(sentence(error.refusal, asked.lang), file=sys.stderr)
        return 1
    except HTTPError as error:
        print(sending.reason(error, asked.lang), file=sys.stderr)
        return 1 if error.code in (401, 403) else 2
    except (OSError, WarehouseError) as error:
        print(sending.reason(error, asked.lang), file=sys.stderr)
        return 2
    _say(answer, asked.lang)
    return 0 if answer["state"] in _DONE else 1


def _answer(asked: argparse.Namespace) -> dict[str, Any]:
    """What the running app answers, or this process where none runs."""
    wishes = {
        name: value
        for name, value in vars(asked).items()
        if name in ("submission", "seen") and value is not None
    }
    content = asked.remark.encode() if asked.part == "return" else b""
    query = {**wishes, "language": asked.lang}
    answer = sending.post(f"/api/reviews/{asked.part}", query, content)
    if answer is not None:
        return answer
    try:
        warehouse.shared()
        return _here(asked)(command_line.visitor())
    finally:
        warehouse.forget()


def _here(asked: argparse.Namespace) -> Work:
    opened = warehouse.shared()
    works: dict[str, Work] = {
        "list": reviewing.listed,
        "mine": lambda by: reviewing.listed(by, mine=True),
        "show": lambda by: reviewing.shown(by, asked.submission, asked.lang),
        "approve": lambda by: reviewing.approve(opened, by, asked.submission, asked.seen),
        "return": lambda by: reviewing.send_back(opened, by, asked.submission, asked.remark),
        "withdraw": lambda by: reviewing.withdraw(opened, by, asked.submission),
    }
    return works[asked.part]


def _say(answer: dict[str, Any], language: str) -> None:
    says, states = _SAYS[language], _STATES[language]
    for row in answer.get("submissions", ()):
        span = f"{row['first_as_of']}–{row['last_as_of']}"
        said = (row["submission_id"], states[row["state"]], row["file_name"], row["office"], span)
        print("\t".join(map(str, said)), f"{row['areas']}", row["remark"], sep="\t")
    if answer["state"] == "listed":
        if not answer["submissions"]:
            print(says["none"])
        return
    if answer["state"] != "submitted":
        decided = states.get(answer.get("decided", ""), "")
        print(says[answer["state"]].format(decided=decided), answer.get("batch", ""))
        return
    for problem in answer["problems"]:
        print(problem)
    for status in ("changed", "added"):
        for line in answer["changes"][status]:
            print(status, *_figure(line), sep="\t")
    print(says["counts"].format(**answer["counts"]))
    print(says["seen"].format(**answer))


def _figure(line: dict[str, Any]) -> tuple[Any, ...]:
    """What is printed of a figure, a target or a team: where, what, when, old → new."""
    old, new = (line[name] for name in (("old", "told") if "told" in line else OF_FIGURES))
    what = line.get("village") or line.get("name_vi", "")
    return line["area"], what, line["as_of"], f"{'–' if old is None else old} → {new}"


if __name__ == "__main__":
    sys.exit(main())
