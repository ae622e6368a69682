"""Reads our own code as syntax trees, for the tests that hold the house plan."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("app", "api", "pages", "figures", "data", "geo", "queries")


@dataclass(frozen=True)
class Module:
    """A Python file of a room: its dotted name, its file and its syntax tree."""

    name: str
    file: Path
    tree: ast.Module

    @property
    def room(self) -> str:
        """The first part of the name."""
        return self.name.split(".")[0]

    @property
    def package(self) -> str:
        """What a relative import with one dot starts from."""
        return self.name if self.file.name == "__init__.py" else self.name.rpartition(".")[0]

    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and full dotted name of everything imported, also inside functions."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                start = self._start(node)
                yield from ((node.lineno, f"{start}.{alias.name}") for alias in node.names)

    def _start(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        parts = self.package.split(".")
        return ".".join([*parts[: len(parts) - node.level + 1], *filter(None, [node.module])])


def module(path: str, code: str) -> Module:
    """The module that `code` would be at `path`, which is relative to the project's folder."""
    parts = Path(path).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(name, ROOT / path, ast.parse(code, path))


@cache
def modules() -> tuple[Module, ...]:
    """Every module of every room, by name."""
    files = [ROOT / "app.py"]
    for room in ROOMS:
        files += sorted((ROOT / room).rglob("*.py"))
    return tuple(
        module(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8"))
        for file in files
        if file.is_file()
    )
