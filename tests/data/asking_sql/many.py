"""`python -m tests.data.asking_sql.many`: many questions in one process bounded like any other.

A process takes a third of a second to start; the real one answers a single question.
"""

import json
import sys
from pathlib import Path

from data.asking_sql import child
from queries import locked
from queries.guard import RefusedError


def outcomes(asked: dict[str, object], questions: list[str]) -> list[tuple[str, dict[str, str]]]:
    """The code of each refusal and what it says; ("answered", {}) for an answer."""
    files = {view: Path(file) for view, file in dict(asked["files"]).items()}  # type: ignore[call-overload]
    connection = locked.connect(files, 100)
    found: list[tuple[str, dict[str, str]]] = []
    for sql in questions:
        try:
            locked.answer(connection, sql, files, 100)
            found.append(("answered", {}))
        except RefusedError as refused:
            found.append((refused.code, refused.said))
    return found


if __name__ == "__main__":
    wish = json.load(sys.stdin)
    child.confine(100, 60)
    json.dump(outcomes(wish, wish["questions"]), sys.stdout)
