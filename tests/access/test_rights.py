"""Who may what: role × action × area, and which areas a right covers over 1 July 2025."""

from dataclasses import replace

import pytest

from data.access.coverage import not_below, outside
from data.access.people import MACHINE, ROLES, anybody
from data.access.rights import RIGHTS, Action, RefusedError, demand, refusal
from data.access.setting import CLOSED, OPEN, PUBLIC
from data.cache import rows
from tests.access.granted import COVERED, DISTRICT, somebody, table


def everywhere() -> set[str]:
    levels = [("2024", each) for each in ("province", "district", "commune", "village")]
    levels += [("2025", "province"), ("2025", "commune")]
    found = {
        row.area_id
        for v, level in levels
        for row in rows("areas_by_level", vintage=v, level=level, within="")
    }
    return found | {"vn"}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("over", [DISTRICT, "vn"])
@pytest.mark.parametrize("area", [*sorted(COVERED)[:2], "2024-p92", "2025-c92001", "vn"])
def test_role_action_area(role: str, action: Action, over: str, area: str) -> None:
    said = table()[role, action]
    inside = over == "vn" or area in COVERED
    allowed = {"Y": True, "A": inside, "N": over == "vn", "-": False}[said]
    found = refusal(somebody(role, over), action, (area,))
    assert (found is None) == allowed
    if found:
        codes = {"A": "area", "N": "whole", "-": "role"}
        assert (found.code, found.action) == (codes[said], action)


def test_the_table_is_of_all_roles_and_actions() -> None:
    assert set(table()) == {(role, action) for role in RIGHTS for action in Action}


def test_a_district_covers_its_communes_of_both_times() -> None:
    found = outside((DISTRICT,), tuple(sorted(everywhere())))
    assert everywhere() - set(found) == COVERED


@pytest.mark.parametrize(
    ("over", "area", "covers"),
    [
        ("2024-c91002", "2025-c91002", True),  # 0.6 of its land
        ("2024-c91003", "2025-c91002", False),  # 0.4 of it
        ("2025-c91002", "2024-c91003", True),  # all of it went there
        ("2024-c92001", "2025-c92001", False),  # 0.14, though nearly all of the old one went there
        ("2024-c92002", "2025-c92001", True),
        ("2024-c92002", "2025-c92002", True),
        ("2025-c92001", "2024-c92001", True),  # 0.98 of the old one
        ("2025-c92001", "2024-c92002", True),  # 0.602
        ("2025-c92002", "2024-c92002", False),  # 0.398
        ("2025-c92002", "2024-c92001", False),  # a sliver
        ("2024-p92", "2025-p92", True),  # both communes of today are more than half its own
        ("2024-p93", "2025-p92", False),  # it has no communes here: nothing is covered
        ("2024-c91001", "2024-v91001-xom-go", True),
        ("2024-c91002", "2024-v91001-xom-go", False),
        ("2024-c91001", "2024-d911", False),
        ("2024-p91", "vn", False),
        ("vn", "vn", True),
        ("2024-p91", "2024-c00000", False),  # not known
        ("nowhere", "2024-c91001", False),
    ],
)
def test_lineage_carries_a_right(over: str, area: str, covers: bool) -> None:
    assert outside((over,), (area,)) == (() if covers else (area,))


@pytest.mark.parametrize(
    ("over", "area", "covers"),
    [
        ("2024-c91001", "2024-c91001", False),
        ("2024-c91001", "2024-v91001-xom-go", False),  # a village is its commune's
        ("2024-d911", "2024-c91001", True),
        ("2024-d911", "2024-v91001-xom-go", True),
        ("2024-d911", "2025-c91002", True),
        ("2024-d911", "2024-c92001", False),
        ("2024-d911", "2024-d911", False),
        ("2024-p91", "2024-d911", True),
        ("2025-p91", "2024-d911", True),
        ("2024-p91", "2024-p91", False),
        ("vn", "2024-p91", True),
        ("vn", "vn", True),  # nothing is above it
        ("2024-p91", "vn", False),
        ("nowhere", "2024-c91001", False),
        ("2024-d911", "nowhere", False),
    ],
)
def test_who_is_above(over: str, area: str, covers: bool) -> None:
    assert not_below((over,), (area,)) == (() if covers else (area,))
    mixed = not_below((over, "2024-c92002"), tuple(sorted({area, "2024-c92001"})))
    assert (area in mixed) != covers
    assert ("2024-c92001" in mixed) == (over != "vn")


def test_no_two_of_the_old_communes_cover_the_same_one_of_today() -> None:
    old = [
        row.area_id for row in rows("areas_by_level", vintage="2024", level="commune", within="")
    ]
    new = [
        row.area_id for row in rows("areas_by_level", vintage="2025", level="commune", within="")
    ]
    for area in new:
        assert len([each for each in old if not outside((each,), (area,))]) == 1


@pytest.mark.parametrize(
    ("mode", "here", "allowed"),
    [
        (OPEN, False, {"read", "download", "query"}),
        (OPEN, True, set(Action)),
        (PUBLIC, False, {"read", "download"}),
        (PUBLIC, True, {"read", "download"}),
        (CLOSED, False, set()),
        (CLOSED, True, set()),
    ],
)
def test_what_a_mode_gives_everybody(mode: str, here: bool, allowed: set[str]) -> None:
    visitor = anybody(mode, here)
    refused = {action: refusal(visitor, action, ("vn",)) for action in Action}
    assert {str(action) for action, found in refused.items() if not found} == allowed
    codes = {found.code for found in refused.values() if found}
    assert codes <= {"elsewhere" if mode == OPEN else "signed_out"}


def test_the_machine_itself_may_all() -> None:
    for action in Action:
        demand(MACHINE, action, ("vn", "2024-c91001"))
    with pytest.raises(RefusedError) as error:
        demand(somebody("reporter", DISTRICT), Action.IMPORT, ("2024-c91001", "2024-c92001"))
    assert error.value.refusal.areas == ("2024-c92001",)


def test_grants_are_added_up_but_not_mixed() -> None:
    both = replace(
        somebody("reporter", "2024-c91001"),
        grants=(
            *somebody("reporter", "2024-c91001").grants,
            *somebody("reader", "vn").grants,
            *somebody("reporter", "2024-c91002").grants,
        ),
    )
    assert refusal(both, Action.IMPORT, ("2024-c91001", "2024-c91002", "2025-c91002")) is None
    found = refusal(both, Action.IMPORT, ("2024-c91003",))  # being a reader everywhere gives none
    assert found
    assert found.areas == ("2024-c91003",)
