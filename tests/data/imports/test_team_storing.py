"""Lists of teams: what is stored, and what comes back when a file is undone."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.imports import checks, registry, storing
from data.warehouse import Warehouse
from geo.areas import AreaId
from tests.data.imports.team_files import codes, staged, store, team, teams

LA_XANH = "2024-c91001"


def test_a_village_is_added_once_and_found_again(world: Warehouse) -> None:
    rows = [team(village="Thôn Hà"), team(village="Thôn Hà", team="2"), team(village="Thôn Hạ")]
    with staged(world, rows) as (cursor, _):
        new = [(p.row, p.found) for p in checks.problems(cursor, 9)]
    assert new == [(2, "Thôn Hà"), (4, "Thôn Hạ")]
    batch = store(world, rows)
    with world.cursor() as cursor:
        known = cursor.execute(
            "select village_id, name, kind, commune_id from village_now where batch_id = $b "
            "order by name",
            {"b": batch},
        ).fetchall()
    assert [row[1:] for row in known] == [
        ("Thôn Hà", "thôn", LA_XANH),
        ("Thôn Hạ", "thôn", LA_XANH),
    ]
    assert {AreaId.parse(row[0]).level for row in known} == {"village"}
    with staged(world, rows) as (cursor, _):
        assert checks.problems(cursor, 9) == ()
    bare = [team(village="Thon Ha")]
    assert codes(world, *bare) == [("ambiguous_area", 2, "village", "Thon Ha", "Thôn Hà; Thôn Hạ")]
    with staged(world, [team(village="Xom Go")]) as (cursor, _):
        (found,) = cursor.execute("select village_id from team_row").fetchall()
    assert found == ("2024-v91001-xom-go",)


def test_a_file_is_stored_once(world: Warehouse) -> None:
    rows = [team(village="Xóm Gò", leader_role="Khác", sessions_online="2"), team("9")]
    assert store(world, rows)
    kept = teams(world)
    assert kept == [
        ("", "", "2024-10-31", 9, None, None, None),
        ("Xóm Gò", "", "2024-10-31", 5, None, "other", 2),
    ]
    version = world.version
    assert store(world, rows) == ""
    assert (world.version, teams(world)) == (version, kept)


def test_a_row_with_an_error_stays_out_whole(world: Warehouse) -> None:
    rows = [team(village="Xóm Gò", women_union="x"), team("9")]
    with staged(world, rows) as (cursor, _):
        assert registry.compare(cursor) == (2, 0, 1, 0, 0, 1)
    store(world, rows)
    assert [row[3] for row in teams(world)] == [9]


def test_a_corrected_file_replaces_and_undoing_brings_back(world: Warehouse) -> None:
    old = team("5", village="Thôn A", women_union="2", sessions_online="1")
    new = team("6", village="Thôn A", sessions_online="3")
    before = store(world, [old])
    with staged(world, [new]) as (cursor, _):
        assert registry.compare(cursor) == (1, 0, 0, 1, 0, 0)
        ((told, stored),) = registry.changes(cursor, "changed", 9)[["told", "old"]].values
    assert (stored["members"], told["members"]) == (5, 6)
    assert (stored["women_union"], told["women_union"]) == (2, None)
    assert (stored["sessions_online"], told["sessions_online"]) == (1, 3)
    after = store(world, [new])
    day = ("Thôn A", "", "2024-10-31")
    assert teams(world) == [(*day, 6, None, None, 3)]
    storing.undo(world, after, "x")
    assert teams(world) == [(*day, 5, 2, None, 1)]
    again = store(world, [new])
    storing.undo(world, before, "x")
    assert teams(world) == [(*day, 6, None, None, 3)]
    storing.undo(world, again, "x")
    assert teams(world) == []
    with world.cursor() as cursor:
        logged = cursor.execute("select members from team_state order by entry").fetchall()
        villages = cursor.execute(
            "select name from village_now where dataset = 'reported'"
        ).fetchall()
    assert (logged, villages) == ([(5,), (6,), (6,)], [])


def test_the_latest_day_is_what_a_team_is_now(world: Warehouse) -> None:
    store(world, [team("6", period="12/2024")])
    store(world, [team("5", period="10/2024")])
    assert [row[2:4] for row in teams(world)] == [("2024-12-31", 6)]
    with world.cursor() as cursor:
        states = cursor.execute("select members from team_state_now order by as_of").fetchall()
    assert states == [(5,), (6,)]


def test_origin_says_file_sheet_and_row(world: Warehouse) -> None:
    store(world, [team()])
    with world.cursor() as cursor:
        assert cursor.execute("select origin, source_id from team_state").fetchall() == [
            ("to.xlsx:Tổ 1:2", "s-to")
        ]


States = st.dictionaries(
    st.sampled_from(["Thôn A", "Thôn B"]), st.integers(1, 3).map(str), min_size=1
)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(files=st.lists(st.tuples(States, st.booleans()), min_size=1, max_size=5))
def test_any_files_undone_in_any_order_leave_what_the_others_said(
    world: Warehouse, files: list[tuple[dict[str, str], bool]]
) -> None:
    batches = [
        (
            store(world, [team(members, village=name) for name, members in said.items()]),
            said,
            undone,
        )
        for said, undone in files
    ]
    kept: dict[str, str] = {}
    for batch, said, undone in batches:
        if batch and undone:
            storing.undo(world, batch, "x")
        elif batch:
            kept |= said
    assert {row[0]: str(row[3]) for row in teams(world)} == kept
    for batch, _, undone in batches:
        if batch and not undone:
            storing.undo(world, batch, "x")
    assert teams(world) == []
