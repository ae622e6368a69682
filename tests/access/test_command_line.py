"""On the command line this machine may all; with an API token no more than the token may."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data import door, warehouse
from data.access import __main__ as of_tokens
from data.access import audit, tokens
from data.access.people import MACHINE, ROLES, Grant
from data.access.rights import Action
from data.backups import __main__ as of_backups
from data.boundaries import __main__ as of_boundaries
from data.demo import __main__ as of_demo
from data.imports import __main__ as of_imports
from data.publish import __main__ as of_publishing
from tests.access.granted import DISTRICT, table
from tests.data.imports.staging import current

INSIDE = "Tên xã;Kỳ;Số tổ\nXã Lá Xanh;6/2024;5\n"
OUTSIDE = INSIDE + "Thị trấn Suối Trong;6/2024;9\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "bao cao.csv"


@pytest.fixture
def token(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Sets the token that commands are run with."""
    yield monkeypatch
    warehouse.forget()


def use(token: pytest.MonkeyPatch, role: str, *areas: str) -> None:
    made, _ = tokens.make(MACHINE, [Grant(role, areas)], 1)
    token.setenv("ATLAS_TOKEN", made)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("text", [INSIDE, OUTSIDE])
def test_role_and_area(
    role: str,
    text: str,
    file: Path,
    token: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    use(token, role, DISTRICT)
    file.write_text(text, encoding="utf-8")
    code = of_imports.main([str(file), "--dry-run", "--lang", "en"])
    told = capsys.readouterr()
    if table()[role, "import"] == "-":
        assert code == 1
        assert "lacks the right to import figures, which the role reporter" in told.err
    else:
        assert code == 0
        assert ("lacks the right to import figures for" in told.out) == (text is OUTSIDE)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("over", [DISTRICT, "vn"])
def test_boundaries_take_the_whole_country(
    role: str, over: str, token: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use(token, role, over)
    code = of_boundaries.main(["--undo", "g-none", "--lang", "en"])
    told = capsys.readouterr()
    assert code == 1
    allowed = table()[role, Action.BOUNDARIES] == "N" and over == "vn"
    assert ("There is no such layer" in told.out) == allowed
    assert ("The right to replace" in told.err or "lacks the right" in told.err) != allowed


def test_without_a_token_this_machine_may_all(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ATLAS_TOKEN", raising=False)
    file.write_text(OUTSIDE, encoding="utf-8")
    assert of_imports.main([str(file)]) == 0
    assert {area for area, *_ in current(warehouse.shared())} == {"2024-c91001", "2024-c92001"}
    (line,) = audit.lines(most=1)
    assert (line.action, line.subject, line.way) == ("import", "machine", "command line")


@pytest.mark.parametrize("value", ["atlas_wrong", "x"])
def test_a_wrong_token_is_no_machine(
    value: str, file: Path, token: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    token.setenv("ATLAS_TOKEN", value)
    file.write_text(INSIDE, encoding="utf-8")
    assert of_imports.main([str(file), "--dry-run"]) == 1
    assert "mã truy cập không đúng" in capsys.readouterr().err
    assert door.find_door() is None


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("over", [DISTRICT, "vn"])
def test_what_takes_the_whole_country_is_refused_by_every_command(
    role: str, over: str, token: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use(token, role, over)
    if (role, over) == ("administrator", "vn"):
        assert of_tokens.main(["tokens", "list"]) == 0
        return
    for command in (
        lambda: of_tokens.main(["tokens", "list"]),
        lambda: of_tokens.main(["tokens", "make"]),
        lambda: of_tokens.main(["tokens", "revoke", "t-none"]),
        lambda: of_publishing.main([]),
        lambda: of_backups.main(["list"]),
        lambda: of_backups.main(["restore", "none"]),
        lambda: of_demo.main(["off"]),
        lambda: of_demo.main(["on"]),
    ):
        assert command() in (1, 2)
        said = capsys.readouterr().err
        assert "the right to" in said.lower()
