"""Every action is in the audit wherever it is done; what is taken away in bulk too; paging."""

import ast
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from api.routes import DECLARED
from data import exports, paths
from data.access import audit, rights, store
from data.access.people import MACHINE, Visitor, anybody
from data.access.rights import Action, RefusedError
from data.access.setting import OPEN
from pages.parts import access_audit, download
from tests.access.granted import somebody
from tests.pages.reading import plain, title, visit
from tests.rooms import modules

# Action × the places where it is done: each of them adds a line. A new action needs a line here,
# and a place that adds one; a new place needs to be named.
AUDITED = {
    Action.DOWNLOAD: {"api.downloads", "api.gate", "pages.parts.download"},
    Action.QUERY: {"pages.parts.query_editor"},
    Action.IMPORT: {"data.imports.storing"},
    Action.UNDO: {"data.imports.storing"},
    Action.REVIEW: {"data.imports.submissions"},  # of one's own; what is decided by its own name
    Action.BOUNDARIES: {"data.boundaries.storing"},
    Action.SIMULATE: {"data.demo.switch"},
    Action.PUBLISH: {"api.publish", "data.publish.__main__"},
    Action.ADMINISTER: {"api.backups", "data.backups.__main__", "data.backups.asked"},
}
NOT_AUDITED = {
    Action.READ: "who opens which page is not kept; rows taken away through the data API are"
}
# What is no right of its own.
OTHERS = {
    "SIGN_IN": {"pages.parts.login"},
    "SIGN_OUT": {"data.access.revoked"},
    "SIGN_OUT_EVERYWHERE": {"data.access.revoked"},
    **{key: {"data.imports.submissions"} for key in ("SUBMIT", "APPROVE", "RETURN", "WITHDRAW")},
    "MAKE_TOKEN": {"data.access.tokens"},
    "END_TOKEN": {"data.access.tokens"},
    "SETTING": {"app"},
    "ROLES_FILE": {"data.access.roles"},
}
OF_ANY = {"api.gate", "data.access.rights"}  # what was refused, whatever it is


def recorded() -> Iterator[tuple[str, str]]:
    """Each action and the module that adds a line of it, as the code says."""
    for code in modules():
        if code.name == "data.access.audit":
            continue
        for call in (node for node in ast.walk(code.tree) if isinstance(node, ast.Call)):
            words = [ast.unparse(each) for each in (call.func, *call.args)]
            if "audit.record" in words:
                yield words[words.index("audit.record") + 2].rsplit(".", 1)[-1], code.name
            elif words[0] == "audit.record_change":
                yield words[1].rsplit(".", 1)[-1], code.name


def test_every_action_is_audited_wherever_it_is_done() -> None:
    assert {*AUDITED, *NOT_AUDITED} == set(Action)
    assert not set(AUDITED) & set(NOT_AUDITED)
    wanted = {(action.name, place) for action, places in AUDITED.items() for place in places}
    wanted |= {(name, place) for name, places in OTHERS.items() for place in places}
    assert {*recorded()} - {("action", place) for place in OF_ANY} == wanted
    names = {getattr(audit, name) for name in OTHERS}
    assert names == set(access_audit.OTHERS)  # each has a word on the page


def test_every_route_that_is_no_reading_has_its_action_audited() -> None:
    done = {action for _route, action in DECLARED if action is not None}
    assert done - {*NOT_AUDITED} <= {*AUDITED}


def test_what_is_demanded_and_refused_is_kept_of_who_is_known() -> None:
    for action in set(Action) - {Action.READ, Action.DOWNLOAD}:
        with pytest.raises(RefusedError):
            rights.demand(somebody("reader", "vn"), action, ("2024-c91001",))
        (line,) = audit.lines(most=1)
        assert (line.action, line.outcome, line.subject) == (action, "refused", "s-somebody")
    with pytest.raises(RefusedError):
        rights.demand(somebody("reporter", "2024-d921"), Action.IMPORT, ("2024-c91001",))
    assert audit.lines(most=1)[0].about == "area 2024-c91001"
    before = audit.counted()
    with pytest.raises(RefusedError):
        rights.demand(anybody(OPEN), Action.IMPORT)
    assert audit.counted() == before


def page_with_files() -> None:
    """Run by AppTest as a page."""
    import pandas as pd  # noqa: PLC0415
    import streamlit as st  # noqa: PLC0415

    from pages.parts.download import offer_table  # noqa: PLC0415

    for rows in st.session_state["rows"]:
        offer_table(pd.DataFrame({"n": range(rows)}), "list", f"{rows}")


@pytest.mark.parametrize(
    ("who", "kept"),
    [(somebody("reader", "vn"), [1000, 2500]), (anybody(OPEN), []), (None, [])],
)
def test_files_of_many_rows_are_kept_of_who_is_signed_in(
    who: Visitor | None, kept: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Any] = []
    monkeypatch.setattr(
        "streamlit.download_button", lambda _label, write, **_: written.append(write)
    )
    app = AppTest.from_function(page_with_files)
    app.session_state["rows"] = [10, download.BULK - 1, download.BULK, 2500]
    if who:
        app.session_state["visitor"] = who
    before = audit.counted()
    app.run()
    assert not app.exception
    assert audit.counted() == before  # nothing is written while the page is drawn
    files = [write() for write in written]
    assert files[2] == exports.table_csv(pd.DataFrame({"n": range(1000)}))
    added = audit.lines(most=audit.counted().lines - before.lines) if who and kept else []
    abouts = [f"page: {exports.file_name('list', str(n))}, {n} rows" for n in kept]
    assert [line.about for line in reversed(added)] == abouts
    assert {line.action for line in added} <= {Action.DOWNLOAD}
    assert audit.counted().lines == before.lines + len(kept)


def test_the_shell_tells_who_reads() -> None:
    app = visit("dictionary.py")
    assert isinstance(app.session_state["visitor"], Visitor)


def test_a_long_list_is_seen_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ContextProxy, "ip_address", None)
    monkeypatch.setattr(ContextProxy, "cookies", {"viewport": "1440"})
    most = access_audit.SHOWN
    add_lines(2 * most + 7)
    app = visit("access.py")
    app.text_input(key="audit_subject").set_value("s-many").run()
    assert not app.exception
    assert title(app).startswith(f"Quyền truy cập: {2 * most + 7} việc trong nhật ký, 0 bị từ chối")
    first = app.dataframe[0].value
    assert list(first.iloc[:, 3]) == [f"{n}" for n in range(2 * most + 6, most + 6, -1)]
    app.pagination(key="audit_part_3").set_value(3).run()
    last = app.dataframe[0].value
    assert list(last.iloc[:, 3]) == [f"{n}" for n in reversed(range(7))]
    assert any(plain(each.value).startswith("Dòng 401 đến 407") for each in app.caption)
    assert audit.lines(subject="s-many", most=3, skipped=2)[0].about == f"{2 * most + 4}"


def add_lines(many: int) -> None:
    audit.record(MACHINE, Action.QUERY)  # so that the file is there
    rows = [(store.now(), "s-many", "page", "", "query", f"{n}", "done") for n in range(many)]
    with closing(sqlite3.connect(paths.access_file())) as connection, connection:
        connection.executemany(
            "insert into audit (happened_at, subject, way, address, action, about, outcome)"
            " values (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )


def test_lines_take_what_the_guide_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    audit.record(MACHINE, Action.QUERY)
    before = paths.access_file().stat().st_size
    with closing(sqlite3.connect(paths.access_file())) as connection, connection:
        connection.executemany(
            "insert into audit (happened_at, subject, way, address, action, about, outcome)"
            " values (?, ?, 'page', '10.1.2.0/24', 'import', ?, 'done')",
            [(store.now(), "s-d6dad973e10481b5e454", f"{n:x}" * 4) for n in range(4000, 9000)],
        )
    a_line = (paths.access_file().stat().st_size - before) / 5000
    assert 80 < a_line < 200
