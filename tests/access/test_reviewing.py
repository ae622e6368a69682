"""Submissions by route and command line: role × action × area, and what each answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data import warehouse
from data.access import audit, tokens
from data.access.people import MACHINE, ROLES, Grant
from data.imports import __main__ as imports
from data.imports import reviewing, reviews
from tests.access.granted import DISTRICT, table
from tests.access.test_gate import app
from tests.api.asking import Answer, get
from tests.data.imports import submitting
from tests.data.imports.staging import current
from tests.data.imports.submitting import RESULTS, STORED, seen, send, state

OVER = (DISTRICT, "2024-c91001", "2024-d921", "vn")


@pytest.fixture(autouse=True)
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    monkeypatch.setenv("ATLAS_APPROVAL", "held")
    yield monkeypatch
    submitting.forget_all()


def key(role: str, *areas: str) -> str:
    return tokens.make(MACHINE, [Grant(role, areas)], 1)[0]


def post(path: str, bearer: str, body: str = "") -> Answer:
    headers = {"host": "localhost:8501", "authorization": f"Bearer {bearer}"}
    return get(app(), f"/api/{path}", headers, "POST", body.encode())


def test_from_the_file_to_the_answer() -> None:
    sender, reviewer = key("reporter", DISTRICT), key("reviewer", DISTRICT)
    sent = post("imports?source=B%C3%A1o%20c%C3%A1o", sender, RESULTS).json
    assert (sent["state"], sent["counts"]["added"]) == ("submitted", 2)
    waits = sent["submission"]
    (listed,) = post("reviews/list", reviewer).json["submissions"]
    assert (listed["submission_id"], listed["areas"], listed["last_as_of"]) == (
        *(waits, 2),
        "2024-06-30",
    )
    shown = post(f"reviews/show?submission={waits}&language=en", reviewer).json
    assert [(row["area"], row["old_value"], row["value"]) for row in shown["changes"]["added"]] == [
        ("Xã Lá Xanh", None, 5),
        ("Xã Bờ Cát", None, 1204),
    ]
    wrong = post(f"reviews/approve?submission={waits}&seen=0-0", reviewer).json
    assert wrong["state"] == "changed"
    assert post(f"reviews/return?submission={waits}", reviewer).json["state"] == "empty"
    done = post(f"reviews/approve?submission={waits}&seen={shown['seen']}", reviewer).json
    assert done["state"] == "approved"
    assert current(warehouse.shared()) == STORED
    again = post(f"reviews/return?submission={waits}", reviewer, "Sai").json
    assert (again["state"], again["decided"]) == ("decided", "approved")
    (mine,) = post("reviews/mine", sender).json["submissions"]
    assert (mine["state"], mine["batch_id"]) == ("approved", done["batch"])
    assert audit.lines(action="approve", most=1)[0].about == f"{waits} {done['batch']}"


@pytest.mark.parametrize("role", ROLES)
def test_role_and_area_by_route_and_command(
    role: str, held: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    waits = send()["submission"]
    mark = seen(waits)
    for over in OVER:
        may = table()[role, "review"] == "A" and over in (DISTRICT, "vn")
        bearer = key(role, over)
        looked = post(f"reviews/show?submission={waits}", bearer)
        assert looked.status == (200 if may else 403), over
        returned = post(f"reviews/return?submission={waits}", bearer)  # without a remark
        assert returned.status == looked.status
        if not may:
            assert returned.json["right"] == "review"
            assert (audit.lines(most=1)[0].outcome, state(waits)) == ("refused", "submitted")
        held.setenv("ATLAS_TOKEN", bearer)
        code = reviews.main(["--lang", "en", "approve", waits, "--seen", "0"])
        said = capsys.readouterr()
        assert code == 1
        if may:
            assert "has changed since you looked" in said.out
        else:
            assert "right to review submissions" in said.err
    assert state(waits) == "submitted"
    assert seen(waits) == mark


def test_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        return reviews.main([*arguments]), capsys.readouterr().out

    assert run("list") == (0, "Không có bản nào.\n")
    waits = send(f"{RESULTS}Xã Bờ Cạt;6/2024;x\n", partly=True)["submission"]
    code, said = run("list")
    assert code == 0
    assert said.startswith(f"{waits}\tchờ duyệt\tbao_cao.csv\t")
    code, said = run("--lang", "en", "show", waits)
    mark = reviewing.look(waits).seen
    assert "added\tXã Bờ Cát\tSố tổ\t2024-06-30\t– → 1204" in said
    assert "New 2, changed 0, stored already 0, left out 1." in said
    assert f"approve {waits} --seen {mark}" in said
    assert "is not a number" in said
    code, said = run("return", waits, "--remark", "gọi 0912345678")
    assert (code, state(waits)) == (1, "submitted")
    assert "giống số điện thoại" in said
    assert run("return", waits, "--remark", "Lá Xanh: ghi lại số tổ")[0] == 0
    assert run("--lang", "en", "approve", waits, "--seen", mark) == (
        *(1,),
        "It waits no more: returned. \n",
    )
    assert run("show", "w-none")[0] == 1
    for kind, text in (("teams", submitting.TEAMS), ("targets", submitting.TARGETS)):
        assert run("show", send(text, kind=kind)["submission"])[0] == 0


def test_a_sender_withdraws_by_command(
    held: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bearer = key("reporter", DISTRICT)
    held.setenv("ATLAS_TOKEN", bearer)
    waits = post("imports", bearer, RESULTS).json["submission"]
    assert reviews.main(["mine"]) == 0
    assert waits in capsys.readouterr().out
    assert reviews.main(["withdraw", waits]) == 0
    assert state(waits) == "withdrawn"
    held.setenv("ATLAS_TOKEN", key("reporter", "vn"))
    assert reviews.main(["withdraw", waits]) == 1  # somebody else's


def test_a_setting_that_is_none_is_a_sentence(
    held: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held.setenv("ATLAS_APPROVAL", "maybe")
    (tmp_path / "a.csv").write_text(RESULTS, encoding="utf-8")
    assert imports.main([str(tmp_path / "a.csv")]) == 2
    assert capsys.readouterr().err == "ATLAS_APPROVAL is one of off, held, marked, not 'maybe'.\n"
    assert current(warehouse.shared()) == {}
