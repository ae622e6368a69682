"""The answer to a request for rows: read, asked, written, told apart by an ETag."""

from __future__ import annotations

import gzip
import hashlib
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from api.v1 import cursors, formats, outlines, problems
from api.v1.cursors import Place
from api.v1.formats import Page
from api.v1.pages_of import page
from api.v1.parameters import Refused, values_of
from api.v1.resources import DESCRIPTION, LAYERS, Resource
from data import warehouse
from data.datasets import DOUBTFUL
from data.faults import WarehouseError
from data.limited import TooMuch

COMPRESSED_FROM = 500  # bytes
ALWAYS = {
    "Cache-Control": "no-cache",  # kept, but asked about each time: that costs next to nothing
    "Vary": "Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def answer(request: Request, resource: Resource) -> Response:
    """The page of rows that was asked for, or what is wrong with the question.

    Args:
        request: Whose address holds the question.
        resource: Whose rows.
    """
    try:
        return _answer(request, resource)
    except Refused as refused:
        return problems.of_faults(request, refused.faults)
    except TooMuch as much:
        says = problems.KINDS["too-much"].says
        return problems.answer(request, "too-much", f"{str(much).capitalize()}. {says}")
    except WarehouseError as error:
        return problems.answer(request, "warehouse", fault=error.code)


def _answer(request: Request, resource: Resource) -> Response:
    version = warehouse.shared().version
    values = values_of(resource.parameters, request.query_params)
    asked = cursors.question(resource.name, {p.name: values[p.name] for p in resource.filters})
    after = values["after"]
    place = cursors.read(after, asked, resource.key_types) if after else None
    if _known(request, tag := _tag(request, resource, values, version)):
        return Response(status_code=304, headers={**ALWAYS, "ETag": tag})
    found = page(resource, values, place)
    began = place.began if place else found.version
    headers = {
        **ALWAYS,
        "ETag": _tag(request, resource, values, found.version),
        "Atlas-Version": str(found.version),
        "Atlas-Began": str(began),
        "Content-Disposition": f'{_shown(values)}; filename="{_file_name(resource, values)}"',
    }
    said: dict[str, object] = {"version": found.version, "began": began, "next": None}
    if mark := DOUBTFUL.get(values.get("data", "")):
        said[mark] = True
        headers[f"Atlas-{mark.capitalize()}"] = "true"
    if found.ended:
        said["next"] = _address(request, cursors.written(Place(began, found.ended), asked))
        headers["Link"] = f'<{said["next"]}>; rel="next"'
    body = formats.body(Page(found.rows, said), values["format"], values["bom"] == "1")
    return _sent(request, body, headers, formats.MEDIA[values["format"]])


def _sent(request: Request, body: bytes, headers: dict[str, str], media: str) -> Response:
    if len(body) >= COMPRESSED_FROM and _takes_gzip(request):
        body = gzip.compress(body, 5, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return Response(body, headers={**headers, "Content-Type": media})


def _takes_gzip(request: Request) -> bool:
    for part in request.headers.get("accept-encoding", "").lower().split(","):
        name, _, weight = part.replace(" ", "").partition(";q=")
        if name in {"gzip", "*"} and (not weight or weight.strip("0.")):
            return True
    return False


def _tag(request: Request, resource: Resource, values: dict[str, Any], version: int) -> str:
    """What changes whenever the answer may: weak, since compressed and plain are one answer."""
    parts = [_description(), version, request.url.path, sorted(request.query_params.items())]
    if resource is LAYERS or values["format"] == "geojson":
        parts.append(outlines.names_of_all())
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:20]}"'


def _description() -> str:
    """Stands for the release: what an answer looks like is described there."""
    return hashlib.sha256(DESCRIPTION.read_bytes()).hexdigest()


def _known(request: Request, tag: str) -> bool:
    given = [each.strip() for each in request.headers.get("if-none-match", "").split(",")]
    return "*" in given or tag in given or tag.removeprefix("W/") in given


def _address(request: Request, after: str) -> str:
    query = [pair for pair in request.query_params.multi_items() if pair[0] != "after"]
    return f"{request.url.path}?{urlencode([*query, ('after', after)])}"


def _shown(values: dict[str, Any]) -> str:
    return "inline" if values["format"] in {"json", "geojson"} else "attachment"


def _file_name(resource: Resource, values: dict[str, Any]) -> str:
    dataset = values.get("data", "")
    mark = f"{dataset}_" if dataset in DOUBTFUL else ""
    return f"atlas_{mark}{resource.name}.{values['format']}"
