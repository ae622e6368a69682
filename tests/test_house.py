"""House rules that can be read off the files: size, markup, SQL, addresses, quiet imports."""

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rooms import ROOMS, ROOT, Module, module, modules

OUR_FOLDERS = (*ROOMS[1:], "tests", "benchmarks")
MOST_LINES, MOST_LINES_OF_A_PAGE = 300, 79
SQL = re.compile(
    r"\s*(select\b.+\bfrom|insert\s+into|update\b.+\bset|delete\s+from|drop\s+(table|view)|"
    r"create\s+(or\s+replace\s+)?(temp\w*\s+)?(table|view|sequence)|alter\s+table|"
    r"copy\b.+\b(to|from)|attach|with\s+\w+\s+as)\b",
    re.IGNORECASE | re.DOTALL,
)
ADDRESS = re.compile(r"(https?:|wss?:)//(?!(localhost|127\.0\.0\.1)\b)|[\"'(=]//\w", re.IGNORECASE)
ADDRESS_ROOMS = ("app", "api", "pages", "figures")


def python_files() -> list[Path]:
    nested = [file for folder in OUR_FOLDERS for file in sorted((ROOT / folder).rglob("*.py"))]
    return [ROOT / "app.py", *nested]


def shown(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def built_sql(code: Module) -> Iterator[str]:
    """Lines where a statement is put together from strings."""
    for node in ast.walk(code.tree):
        if isinstance(node, ast.expr) and SQL.match(_joined(node)):
            yield f"{code.name}:{node.lineno}"


def _joined(node: ast.expr) -> str:
    """What is known of the text that the expression puts together; empty if it does not."""
    match node:
        case ast.JoinedStr():
            return "".join(_text(part) or " x " for part in node.values)
        case ast.BinOp(left=left, op=ast.Add() | ast.Mod()):
            return f"{_text(left)} x "
        case ast.Call(func=ast.Attribute(value=value, attr="format" | "replace")):
            return f"{_text(value)} "
    return ""


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def outside_addresses(code: Module) -> Iterator[str]:
    """Strings with an address elsewhere, docstrings apart."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(code.tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(code.tree):
        if not isinstance(node, ast.Constant) or id(node) in docstrings:
            continue
        text = _text(node)
        if ADDRESS.search(text) or text.startswith("//"):
            yield f"{code.name}:{node.lineno} {text!r}"


def test_no_file_is_long():
    lines = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in python_files()}
    long = {shown(file): count for file, count in lines.items() if count > MOST_LINES}
    pages = {shown(file): n for file, n in lines.items() if file.parent == ROOT / "pages"}
    assert long == {}
    assert {page: count for page, count in pages.items() if count > MOST_LINES_OF_A_PAGE} == {}


def test_no_markup_is_let_through():
    switch = "unsafe_" + "allow_html"
    files = [file for file in python_files() if file != Path(__file__)]
    assert [shown(f) for f in files if switch in f.read_text(encoding="utf-8")] == []


def test_no_sql_is_put_together():
    assert [place for code in modules() for place in built_sql(code)] == []


def test_nothing_is_fetched_from_elsewhere():
    ours = [code for code in modules() if code.room in ADDRESS_ROOMS]
    assert [place for code in ours for place in outside_addresses(code)] == []
    settings = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert not ADDRESS.search(settings)


@pytest.mark.parametrize(
    "code",
    [
        'f"select value from {table}"',
        'f"""\n  with chosen as (select 1) select * from {table}"""',
        '"delete from " + table',
        '"drop table %s" % table',
        '"insert into {} values (1)".format(table)',
        '"select x from t".replace("t", table)',
        "f\"COPY {table} TO '{file}'\"",
    ],
)
def test_sql_put_together_is_caught(code):
    assert list(built_sql(module("data/x.py", code))) == ["data.x:1"]


@pytest.mark.parametrize(
    "code", ['f"Select an area of {name}"', '"select a from t"', 'f"updated {n} rows"', '"a" + b']
)
def test_plain_text_is_not_taken_for_sql(code):
    assert list(built_sql(module("data/x.py", code))) == []


@pytest.mark.parametrize(
    "code",
    ['"https://tiles.example.org/{z}"', '"//cdn.example.org/x.js"', "'<img src=\"//x.org/a\">'"],
)
def test_an_address_elsewhere_is_caught(code):
    assert len(list(outside_addresses(module("pages/x.py", f"a = {code}")))) == 1


@pytest.mark.parametrize(
    "code", ['"""See https://example.org."""', 'a = "/api/layers/x"', 'a = "http://localhost:1"']
)
def test_an_address_at_home_passes(code):
    assert list(outside_addresses(module("pages/x.py", code))) == []


QUIET_IMPORT = """
import importlib, json, sys
from pathlib import Path
root, folder, names = Path(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3])
sys.path.insert(0, str(root))
done = []
def note(event, args):
    if event == "open" and isinstance(args[0], str):
        file = Path(args[0]).absolute()
        if file.is_relative_to(folder) or (
            file.is_relative_to(root)
            and file.suffix not in {".py", ".pyc"}
            and not any(part.startswith(".") for part in file.relative_to(root).parts)
            and "__pycache__" not in file.parts
        ):
            done.append(f"opens {file}")
    # Matplotlib lists the system's fonts once on a machine, whoever imports it first.
    elif event in {"socket.connect", "subprocess.Popen"} and args[0] != "fc-list":
        done.append(f"{event} {args[:2]}")
sys.addaudithook(note)
found = {}
for name in names:
    importlib.import_module(name)
    if done:
        found[name] = done[:]
        done.clear()
print(json.dumps(found))
"""


def test_importing_a_module_opens_nothing(tmp_path):
    # Streamlit runs the files right in pages/ as scripts; nobody imports them, nor a __main__.
    names = [
        code.name
        for code in modules()
        if code.file.name != "__main__.py"
        and not (code.file.parent == ROOT / "pages" and code.file.name != "__init__.py")
    ]
    done = subprocess.run(
        [sys.executable, "-c", QUIET_IMPORT, str(ROOT), str(tmp_path), json.dumps(names)],
        cwd=tmp_path,
        # Without SPARK_HOME, Spark's client takes `python -c` for a run of its own tests.
        env={**os.environ, "ATLAS_DATA": str(tmp_path / "data"), "SPARK_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {}
    assert list(tmp_path.iterdir()) == []
