"""API tokens: a hash alone is kept, none may more than its maker, each has an end."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data.access import audit, tokens
from data.access.__main__ import main
from data.access.people import MACHINE, Grant, Visitor
from data.access.places import Place
from data.access.rights import Action, RefusedError, refusal
from data.access.setting import CLOSED, OPEN, Setting
from tests.access.granted import DISTRICT, somebody

HERE = Place(True, "127.0.0.0/24")
SCOPE = (Grant("reporter", (DISTRICT,)),)


def now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def seen(text: str, later: timedelta = timedelta(), mode: str = CLOSED) -> Visitor:
    return tokens.visitor(text, Setting(mode), HERE, now() + later)


def test_a_token_opens_its_scope_until_its_end(world: Path) -> None:
    text, token = tokens.make(MACHINE, SCOPE, 30)
    found = seen(text)
    assert (found.grants, found.subject, found.way) == (SCOPE, token.token_id, "api")
    assert refusal(found, Action.IMPORT, ("2024-c91001",)) is None
    assert refusal(found, Action.IMPORT, ("2024-c92001",))
    assert seen(text, timedelta(days=29, hours=23)).lapsed == ""
    assert seen(text, timedelta(days=30)).lapsed == "unknown"
    kept = (world / "access.sqlite").read_bytes()
    for beside in world.glob("access.sqlite-*"):
        kept += beside.read_bytes()
    assert text.encode() not in kept
    assert text[6:].encode() not in kept
    assert (world / "access.sqlite").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("mode", [OPEN, CLOSED])
@pytest.mark.parametrize("change", ["last", "first", "empty", "prefix", "case"])
def test_a_token_that_is_wrong_opens_nothing(change: str, mode: str) -> None:
    text, _ = tokens.make(MACHINE, SCOPE, 1)
    wrong = {
        "last": text[:-1] + ("a" if text[-1] != "a" else "b"),
        "first": "atlas_x" + text[7:] if text[6] != "x" else "atlas_y" + text[7:],
        "empty": "",
        "prefix": text.removeprefix("atlas_"),
        "case": text.swapcase(),
    }[change]
    found = seen(wrong, mode=mode)
    assert (found.grants, found.lapsed) == ((), "unknown")
    assert getattr(refusal(found, Action.READ), "code", "") == "unknown"


@pytest.mark.parametrize(
    ("maker", "scope", "allowed"),
    [
        (("reporter", DISTRICT), ("reporter", DISTRICT), True),
        (("reporter", DISTRICT), ("reporter", "2025-c91002"), True),
        (("reporter", DISTRICT), ("reader", "vn"), True),  # reading is not divided
        (("reporter", DISTRICT), ("reporter", "2024-d921"), False),
        (("reporter", DISTRICT), ("reporter", "vn"), False),
        (("reporter", DISTRICT), ("analyst", "vn"), False),
        (("administrator", DISTRICT), ("administrator", DISTRICT), False),
        (("administrator", "vn"), ("administrator", "vn"), True),
        (("reader", "vn"), ("reporter", DISTRICT), False),
    ],
)
def test_no_token_may_more_than_its_maker(
    maker: tuple[str, str], scope: tuple[str, str], allowed: bool
) -> None:
    before = len(tokens.made())
    if allowed:
        tokens.make(somebody(*maker), [Grant(scope[0], (scope[1],))], 1)
    else:
        with pytest.raises(RefusedError):
            tokens.make(somebody(*maker), [Grant(scope[0], (scope[1],))], 1)
    assert len(tokens.made()) == before + allowed


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_token_lasts_a_year_at_most(days: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 365"):
        tokens.make(MACHINE, SCOPE, days)


def test_a_token_that_was_ended_opens_nothing_and_stays_listed() -> None:
    text, token = tokens.make(MACHINE, SCOPE, 1)
    tokens.end(MACHINE, token.token_id)
    assert seen(text).lapsed == "unknown"
    (listed,) = [each for each in tokens.made() if each.token_id == token.token_id]
    assert listed.ended_at
    assert replace(listed, ended_at="") == token
    for again in (token.token_id, "t-none"):
        with pytest.raises(LookupError):
            tokens.end(MACHINE, again)
    said = [(line.action, line.about) for line in audit.lines(most=2)]
    assert said == [("end token", token.token_id), ("make token", token.token_id)]


def test_nothing_in_the_file_is_ever_changed(world: Path) -> None:
    tokens.end(MACHINE, tokens.make(MACHINE, SCOPE, 1)[1].token_id)
    with sqlite3.connect(world / "access.sqlite") as connection:
        for table, column in (("audit", "about"), ("token", "ends_at"), ("ended", "since")):
            for statement in (f"update {table} set {column} = 'x'", f"delete from {table}"):
                with pytest.raises(sqlite3.IntegrityError):
                    connection.execute(statement)
    connection.close()


def test_the_command_line_makes_lists_and_ends(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tokens", "make", "--role", "reporter", "--area", DISTRICT, "--days", "7"]) == 0
    text, told = capsys.readouterr().out.splitlines()[:2]
    assert text.startswith("atlas_")
    token_id = told.split()[0]
    assert seen(text).grants == SCOPE
    assert main(["tokens", "list"]) == 0
    (line,) = [each for each in capsys.readouterr().out.splitlines() if token_id in each]
    assert f"…{text[-4:]}" in line
    assert text not in line
    assert "2024-d911" in line
    assert main(["tokens", "revoke", token_id]) == 0
    assert seen(text).lapsed == "unknown"
    assert main(["tokens", "revoke", token_id]) == 1
    assert main(["tokens", "make", "--role", "reporter", "--area", "2024-d000"]) == 1
    assert main(["tokens", "make", "--role", "reporter"]) == 1
    assert "2024-d000" in capsys.readouterr().err


def test_the_command_line_checks_the_roles_file(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 0
    (world / "roles.toml").write_text('[[role]]\nprovider="o"\nrole="king"\n', encoding="utf-8")
    assert main(["check"]) == 1
    assert "line 1: 'king'" in capsys.readouterr().err
    (world / "roles.toml").unlink()
