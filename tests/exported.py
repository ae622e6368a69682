"""The release with two months of five communes, their targets and teams, taken for simulated."""

from __future__ import annotations

from datetime import date, datetime

import duckdb

from data import rollups
from tests.monthly_rows import SOURCE, add_batch, add_report, add_source, add_value

DISTRICT = "2024-d173"
FIVE = ("2025-c05908", "2025-c05917", "2025-c05923", "2025-c05941", "2025-c05953")
SEPTEMBER, OCTOBER = date(2025, 9, 30), date(2025, 10, 31)
SILENT = FIVE[3]  # in October
USUAL = {
    "teams": 10,
    "members": 50,
    "adults": 1000,
    "adults_with_vneid": 700,
    "adults_with_digital_signature": 300,
    "smartphone_users_adult": 800,
    "households": 400,
    "households_reached": 200,
    "epayment_accounts": 90,
}
ASKED = {"adults_with_vneid": 800, "households_reached": 210}
OLD, MARCH = "2024-c05923", date(2025, 3, 31)  # a commune of the district, and a day of its time
BEFORE = {"teams": 14, "members": 70}
SIZES = (3, 5, 6, 9)  # members of each team of a commune
# area, indicator, day: value
VALUES = {
    (area, indicator, day): usual + place * (1 + usual // 50) + (day == OCTOBER)
    for place, area in enumerate(FIVE)
    for indicator, usual in USUAL.items()
    for day in (SEPTEMBER, OCTOBER)
    if (area, day) != (SILENT, OCTOBER)
} | {(FIVE[4], "adults_with_vneid", OCTOBER): 1200}  # more than there are adults


def fill(cursor: duckdb.DuckDBPyConnection) -> None:
    """Adds the rows, as those of an office, and calls them simulated."""
    add_source(cursor)
    add_source(cursor, "s-other")
    add_batch(cursor, "first")
    add_batch(cursor, "second", day=25)
    add_batch(cursor, "back", state="undone", day=26)
    for (area, indicator, day), value in VALUES.items():
        add_value(cursor, area, indicator, day, value, batch="first")
    for indicator, value in BEFORE.items():
        add_value(cursor, OLD, indicator, MARCH, value, batch="first")
    add_value(cursor, FIVE[0], "teams", OCTOBER, 2, batch="second", holds=False)
    add_value(cursor, FIVE[1], "teams", OCTOBER, 2, batch="back", holds=False)
    add_value(
        cursor,
        *(FIVE[2], "teams", OCTOBER, 99),
        batch="first",
        source="s-other",
        in_conflict=True,
    )
    cursor.execute(
        "update observation set in_conflict = true where dataset = 'reported' and area_id = ? "
        "and indicator_id = 'teams' and as_of = ?",
        [FIVE[2], OCTOBER],
    )
    for area, day in {(area, day) for area, _indicator, day in VALUES}:
        add_report(cursor, area, day, datetime(2025, day.month, 12), batch="first")
    for area in FIVE:
        for indicator, value in ASKED.items():
            cursor.execute(
                "insert into target values (?, ?, 'registered', '>=', ?, ?, 'month', 'printed', 1, "
                "'reported', ?, 'first', 'x')",
                [area, indicator, value, OCTOBER, SOURCE],
            )
    _add_teams(cursor)
    for table in ("observation", "observation_log", "target", "target_log", "batch"):
        cursor.execute(f"update {table} set dataset = 'demo' where dataset = 'reported'")
    rollups.start(cursor)


def _add_teams(cursor: duckdb.DuckDBPyConnection) -> None:
    for area in FIVE[:4]:
        for place, members in enumerate((*SIZES, None)):
            team, village = f"{area}-t{place}", f"{area}-v{place}"
            cursor.execute(
                "insert into village (village_id, commune_id, name, kind, batch_id) "
                "values (?, ?, ?, 'xóm', 'first')",
                [village, area, f"Xóm {place}"],
            )
            if members is None:  # a village without a team
                continue
            cursor.execute(
                "insert into team (team_id, commune_id, level, village_id, name, batch_id) "
                "values (?, ?, 'village', ?, '', 'first')",
                [team, area, village],
            )
            cursor.execute(
                "insert into team_state (team_id, as_of, precision, members, women_union, "
                "trained_members, leader_role, source_id, batch_id, origin, recorded_at) "
                "values (?, ?, 'month', ?, 1, 2, 'village_head', ?, 'first', '', now())",
                [team, OCTOBER, members, SOURCE],
            )
