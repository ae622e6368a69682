"""The HTTP routes that the app serves beside its pages."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from api import boundaries, reviews
from api.backups import back_up
from api.downloads import download
from api.health import live, ready
from api.imports import receive
from api.metrics import metrics
from api.publish import publish
from api.v1.routes import ROUTES as DATA_API
from data import area_index, warehouse
from data.access.rights import Action
from data.boundaries import layer_bytes
from data.faults import WarehouseError
from geo.geometry import LayerUnknown

FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
# A worker is under the policy of its script, and the map's asks for layers.
WORKER_POLICY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; connect-src 'self'"
}
AREA_LIST = re.compile(r"\d+\.json")
FONTS = Path(__file__).parent / "fonts"
VENDOR = Path(__file__).resolve().parent / "vendor"


async def layer(request: Request) -> Response:
    """One map layer as gzip-compressed GeoJSON; its name carries a hash of its content."""
    name = request.path_params["name"]
    try:
        body = await run_in_threadpool(layer_bytes, name)
    except LayerUnknown as unknown:
        return JSONResponse({"error": unknown.args[0]}, status_code=404)
    except WarehouseError as error:
        return JSONResponse({"warehouse": type(error).__name__}, status_code=503)
    return Response(
        body,
        media_type="application/geo+json",
        headers={**FOREVER, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"},
    )


async def areas(request: Request) -> Response:
    """The list that the area search looks in; a page from before an import is led to today's."""
    try:
        index = await run_in_threadpool(area_index.current)
    except WarehouseError as error:
        return JSONResponse({"warehouse": type(error).__name__}, status_code=503)
    asked = request.path_params["name"]
    if asked != index.name and AREA_LIST.fullmatch(asked):
        return RedirectResponse(f"/api/areas/{index.name}", 307)
    if asked != index.name:
        return JSONResponse({"error": f"no such list; today's is {index.name}"}, status_code=404)
    return Response(
        index.body,
        media_type="application/json",
        headers={**FOREVER, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"},
    )


async def font(request: Request) -> Response:
    """One of the product's own font files."""
    # Looked for among those there are: what was asked never becomes a path.
    name = request.path_params["name"]
    file = next((each for each in FONTS.glob("*.woff2") if each.name == name), None)
    if file is None:
        return Response(status_code=404)
    return FileResponse(file, media_type="font/woff2", headers=FOREVER)


async def library(request: Request) -> Response:
    """A file of a bundled JavaScript library; the folder's name holds the version."""
    asked = (request.path_params["folder"], request.path_params["name"])
    files = VENDOR.glob("*/*.mjs")
    file = next((each for each in files if (each.parent.name, each.name) == asked), None)
    if file is None:
        return Response(status_code=404)
    return FileResponse(file, media_type="text/javascript", headers={**FOREVER, **WORKER_POLICY})


async def start(_: Request) -> Response:
    """The script in every page's head: what the server must know, and what can be read early."""
    return FileResponse(Path(__file__).parent / "start.js", media_type="text/javascript")


async def health(_: Request) -> Response:
    """Whether the warehouse can be read, and its version."""
    try:
        version = await run_in_threadpool(lambda: warehouse.shared().version)
    except WarehouseError as error:
        return JSONResponse({"warehouse": type(error).__name__}, status_code=503)
    return JSONResponse({"warehouse": "ok", "version": version})


async def lost(_: Request) -> Response:
    """That there is nothing here; Streamlit would send its page for any address."""
    return JSONResponse({"error": "there is no such address"}, status_code=404)


# Every route with what it does, which the gate asks for; None: what anybody may.
DECLARED: list[tuple[BaseRoute, Action | None]] = [
    *((route, Action.READ) for route in DATA_API),
    (Route("/api/layers/{name}", layer), Action.READ),
    (Route("/api/areas/{name}", areas), Action.READ),
    (Route("/api/fonts/{name}", font), None),
    (Route("/api/vendor/{folder}/{name}", library), None),
    (Route("/api/start.js", start), None),
    (Route("/api/health", health), None),
    (Route("/health/live", live), None),
    (Route("/health/ready", ready), None),
    (Route("/metrics", metrics), None),
    (Route("/api/downloads", download), Action.DOWNLOAD),
    (Route("/api/imports", receive, methods=["POST"]), Action.IMPORT),
    (Route("/api/reviews/list", reviews.waiting, methods=["POST"]), Action.REVIEW),
    (Route("/api/reviews/show", reviews.show, methods=["POST"]), Action.REVIEW),
    (Route("/api/reviews/approve", reviews.approve, methods=["POST"]), Action.REVIEW),
    (Route("/api/reviews/return", reviews.send_back, methods=["POST"]), Action.REVIEW),
    (Route("/api/reviews/mine", reviews.mine, methods=["POST"]), Action.IMPORT),
    (Route("/api/reviews/withdraw", reviews.withdraw, methods=["POST"]), Action.IMPORT),
    (Route("/api/publish", publish, methods=["POST"]), Action.PUBLISH),
    (Route("/api/backups", back_up, methods=["POST"]), Action.ADMINISTER),
    (Route("/api/boundaries", boundaries.receive, methods=["POST"]), Action.BOUNDARIES),
    (Route("/api/boundaries/list", boundaries.stored, methods=["POST"]), Action.BOUNDARIES),
    (Route("/api/boundaries/undo", boundaries.take_back, methods=["POST"]), Action.BOUNDARIES),
    (Route("/api/{rest:path}", lost), None),  # the last: whatever is left
]
ROUTES = [route for route, _ in DECLARED]
