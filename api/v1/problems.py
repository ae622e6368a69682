"""What went wrong with a request, as RFC 9457 has it: application/problem+json."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from api.v1.parameters import Fault

PROBLEM = "application/problem+json"


@dataclass(frozen=True)
class Kind:
    """A kind of problem: its status, what it is called in both languages, and what to do."""

    status: int
    title: str
    title_vi: str
    says: str


KINDS = {
    "parameters": Kind(
        400,
        "Some parameters are not legal",
        "Có tham số không hợp lệ",
        "`problems` names each parameter with what was found and what is legal; correct them all.",
    ),
    "signed-out": Kind(
        401,
        "Who asks is not known",
        "Chưa biết ai yêu cầu",
        "Send `Authorization: Bearer` and an API token; `right` says which right is missing.",
    ),
    "not-allowed": Kind(
        403,
        "Who asks may not do this",
        "Không có quyền",
        "`right` says which right is missing; an administrator grants it.",
    ),
    "not-found": Kind(
        404, "There is no such address", "Không có địa chỉ này", "`legal` lists the addresses."
    ),
    "method": Kind(
        405,
        "This address is only read",
        "Địa chỉ này chỉ để đọc",
        "Ask with GET or HEAD; nothing can be written here.",
    ),
    "too-much": Kind(
        422,
        "This asks for too much at once",
        "Yêu cầu quá nhiều trong một lần",
        "Ask for less at once: fewer areas or indicators, a shorter span, a smaller limit.",
    ),
    "too-many": Kind(
        429,
        "Too many requests in a minute",
        "Quá nhiều yêu cầu trong một phút",
        "Ask again after the seconds that Retry-After says; `limit` names what was used up.",
    ),
    "unexpected": Kind(
        500, "Something unexpected failed", "Có lỗi ngoài dự kiến", "The server's log says more."
    ),
    "warehouse": Kind(
        503,
        "The warehouse cannot be read now",
        "Hiện không đọc được kho dữ liệu",
        "Ask again later; the app's pages say why.",
    ),
}


def answer(
    request: Request, kind: str, detail: str = "", headers: Mapping[str, str] = {}, **more: object
) -> Response:
    """The answer that says what is wrong.

    Args:
        request: What was asked.
        kind: One of `KINDS`.
        detail: What is wrong this time; what to do about this kind if left out.
        headers: Further headers.
        more: Further members.
    """
    known = KINDS[kind]
    told = {
        "type": f"/api/v1/problems/{kind}",
        "title": known.title,
        "title_vi": known.title_vi,
        "status": known.status,
        "detail": detail or known.says,
        "instance": request.url.path,
        **more,
    }
    body = json.dumps(told, ensure_ascii=False).encode()
    return Response(body, known.status, {"Cache-Control": "no-store", **headers}, PROBLEM)


def of_faults(request: Request, faults: Iterable[Fault]) -> Response:
    """The answer to parameters that are wrong."""
    listed = [
        {"parameter": fault.parameter, "found": fault.found, "legal": list(fault.legal)}
        for fault in faults
    ]
    named = ", ".join(dict.fromkeys(fault["parameter"] for fault in listed))  # type: ignore[misc]
    return answer(request, "parameters", f"{named}: see problems", problems=listed)
