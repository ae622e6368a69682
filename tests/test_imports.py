"""Each room imports only rooms after it, and heavy libraries and SQL stay in their rooms."""

import ast
from collections.abc import Iterator

import pytest

from tests.rooms import ROOMS, Module, module, modules

# What of ours a room (or a single module) may import besides itself.
OURS = {
    "app": ("api", "pages", "figures", "data", "geo", "queries"),
    "api": ("figures", "data", "geo", "queries"),
    "pages": ("figures", "data", "geo", "queries"),
    "figures": ("geo.classes",),
    "data": ("geo", "queries"),
    "geo": (),
    "queries": (),
}
LEAVES = ("data.paths",)
LIBRARIES = {
    "streamlit": ("app", "pages"),
    "plotly": ("figures",),
    "geopandas": ("geo",),
    "shapely": ("geo",),
    "pyproj": ("geo",),
    "matplotlib": ("geo",),
}
SQL_CALLS = {"execute", "executemany", "sql"}
SQL_HOMES = ("queries", "data.statements", "data.warehouse", "data.migrations", "data.access.store")


def is_within(name: str, homes: tuple[str, ...]) -> bool:
    return any(name == home or name.startswith(f"{home}.") for home in homes)


def trespasses(code: Module) -> Iterator[str]:
    """One sentence for each thing the module does that its room may not."""
    for line, name in code.imports():
        root = name.split(".")[0]
        homes = LIBRARIES.get(root)
        if homes and not is_within(code.name, homes):
            yield f"{code.name}:{line} imports {root}, which belongs in {', '.join(homes)}"
        if root not in ROOMS:
            continue
        itself = () if code.name in LEAVES else (code.room,)
        allowed = () if code.name in LEAVES else OURS[code.room]
        if not is_within(name, itself + allowed):
            yield f"{code.name}:{line} imports {name}; allowed: {', '.join(allowed) or 'nothing'}"
    if is_within(code.name, SQL_HOMES):
        return
    for node in ast.walk(code.tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in SQL_CALLS
        ):
            yield f"{code.name}:{node.lineno} calls .{node.func.attr}() outside queries"


def test_every_module_keeps_to_its_room():
    assert [sentence for code in modules() for sentence in trespasses(code)] == []


def test_every_room_was_read():
    assert {code.room for code in modules()} == set(ROOMS)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("geo/x.py", "import data.warehouse"),
        ("geo/x.py", "from data import paths"),
        ("geo/x.py", "import queries"),
        ("data/x.py", "from figures import map"),
        ("data/x.py", "from pages.parts import escape"),
        ("data/paths.py", "from data import warehouse"),
        ("data/paths.py", "from . import warehouse"),
        ("queries/__init__.py", "from data import paths"),
        ("figures/x.py", "from geo import names"),
        ("figures/x.py", "from geo import classes, names"),
        ("figures/x.py", "from geo.areas import level"),
        ("figures/x.py", "import data"),
        ("api/x.py", "from pages.parts import escape"),
        ("pages/map.py", "from api import routes"),
        ("pages/parts/x.py", "from app import app"),
        ("pages/parts/x.py", "from ...app import app"),
        ("data/x.py", "def late():\n    import streamlit as st"),
        ("api/x.py", "import streamlit"),
        ("figures/x.py", "from streamlit import cache_data"),
        ("pages/map.py", "import plotly.graph_objects as go"),
        ("app.py", "import plotly"),
        ("data/x.py", "from shapely.geometry import shape"),
        ("figures/x.py", "import geopandas"),
        ("api/x.py", "import pyproj"),
        ("pages/map.py", "cursor.execute(text)"),
        ("api/x.py", "warehouse.shared().connection.sql('select 1')"),
        ("data/x.py", "cursor.executemany(text, rows)"),
    ],
)
def test_a_trespass_is_caught(path, code):
    assert len(list(trespasses(module(path, code)))) == 1


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("app.py", "import streamlit as st\nfrom api.routes import ROUTES\nimport pages.shell"),
        (
            "api/x.py",
            "import starlette, queries\nfrom data import paths\nfrom .routes import ROUTES",
        ),
        (
            "pages/map.py",
            "import streamlit\nfrom figures import map\nfrom pages.parts import escape",
        ),
        ("figures/x.py", "import plotly\nfrom geo import classes\nfrom geo.classes import breaks"),
        ("data/x.py", "from data import paths\nfrom geo.names import fold\nimport queries"),
        ("data/paths.py", "import os\nfrom pathlib import Path"),
        ("data/warehouse.py", "cursor.execute(text, params)"),
        ("geo/x.py", "import geopandas\nfrom geo import names\nfrom shapely import Polygon"),
        ("queries/__init__.py", "cursor.execute(text, params)"),
    ],
)
def test_what_a_room_may_do_passes(path, code):
    assert list(trespasses(module(path, code))) == []
