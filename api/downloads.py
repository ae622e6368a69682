"""The route by which figures are taken away, in files that are made while they are sent."""

from __future__ import annotations

import threading

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from api.sent import sender_of
from data.access import audit
from data.access.rights import Action
from data.faults import WarehouseError
from data.unchanged import FiguresChanged

MOST_AT_ONCE = 3  # large files that are being made, for this machine's sake
SMALL = 20_000  # figures: so few are made at once, and their length is known
_free = threading.BoundedSemaphore(MOST_AT_ONCE)


async def download(request: Request) -> Response:
    """The file; or why not: 400 a wrong address, 413 too much for the format, 503 not now."""
    is_wanted = request.method != "HEAD"
    answer = await run_in_threadpool(_answer, dict(request.query_params), is_wanted)
    if is_wanted and answer.status_code == 200:
        said = str(request.url.query)
        await run_in_threadpool(audit.record, sender_of(request), Action.DOWNLOAD, said)
    return answer


def _answer(params: dict[str, str], is_wanted: bool) -> Response:
    # Not before a file is asked for: what writes files is not needed for a start.
    from data import selecting  # noqa: PLC0415
    from data.writing import formats  # noqa: PLC0415

    try:
        selection, wish = selecting.from_query(params), formats.wish_of(params)
        # What is carried is reckoned to be counted: only where there is a most.
        is_counted = not selection.is_reckoned or formats.is_limited(wish)
        figures = selecting.count(selection) if is_counted else None
    except selecting.SelectionError as error:
        return _wrong(error)
    except WarehouseError as error:
        return JSONResponse({"warehouse": type(error).__name__}, 503)
    most, instead = formats.refusal(selection, wish, figures or 0)
    if most:
        said = f"{figures} figures are more than the {most} of this format; take {instead}"
        return JSONResponse({"error": said, "figures": figures, "instead": instead}, 413)
    media = formats.FORMATS[wish.format].media
    headers = {
        "Content-Disposition": f'attachment; filename="{formats.file_name(selection, wish)}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    } | ({} if figures is None else {"X-Figures": str(figures)})
    if not is_wanted:  # a program that only asks what there is
        bare = Response(media_type=media, headers=headers)
        del bare.headers["Content-Length"]  # which is that of no body
        return bare
    parts = formats.parts(selection, wish)
    if figures is not None and figures <= SMALL:
        try:
            return Response(b"".join(parts), media_type=media, headers=headers)
        except FiguresChanged:
            return _later("figures were stored meanwhile; ask again")
    if not _free.acquire(blocking=False):
        return _later(f"{MOST_AT_ONCE} large files are being made; ask again in a minute")
    return _Streamed((part for part in parts if part), media_type=media, headers=headers)


class _Streamed(StreamingResponse):
    """A large file on its way; when it has ended, or the reader has left, the next may come."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            _free.release()


def _wrong(error: Exception) -> Response:
    problems = [
        {"parameter": each.parameter, "found": each.found, "legal": list(each.legal)}
        for each in getattr(error, "problems", ())
    ]
    return JSONResponse({"error": str(error), "problems": problems}, 400)


def _later(why: str) -> Response:
    return JSONResponse({"error": why}, 503, {"Retry-After": "60"})
