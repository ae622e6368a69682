"""Invented lists of teams on the tiny world: both levels, both times, much of it not said."""

from datetime import date
from pathlib import Path

from data.warehouse import Warehouse
from tests.world import build_world

APRIL, JUNE, AUGUST, OCTOBER = (
    *(date(2025, 4, 30), date(2025, 6, 30)),
    *(date(2025, 8, 31), date(2025, 10, 31)),
)
# village, commune
VILLAGES = [
    ("v-a", "2024-c91001"),
    ("v-b", "2024-c91001"),
    ("v-c", "2024-c91002"),
    ("v-d", "2024-c91003"),
    ("w-a", "2025-c91001"),
    ("w-b", "2025-c91001"),
    ("w-c", "2025-c91002"),
    ("w-d", "2025-c92002"),
]
# team, commune, level, village
TEAMS = [
    ("t1", "2024-c91001", "village", "v-a"),
    ("t2", "2024-c91002", "village", "v-c"),
    ("t3", "2024-c91002", "commune", None),
    ("t4", "2024-c91003", "village", "v-d"),
    ("t5", "2024-c92002", "village", None),
    ("u1", "2025-c91001", "village", "w-a"),
    ("u2", "2025-c91002", "commune", None),
]
# team, as_of, members, women_union, core_members, trained_members, leader_role
STATES = [
    ("t1", APRIL, 3, 1, 0, 2, "village_head"),
    ("t1", JUNE, 4, None, 1, None, "village_head"),
    ("t2", APRIL, 9, 2, None, 9, None),
    ("t3", JUNE, 12, 4, 2, 6, "commune_official"),
    ("t4", JUNE, None, 1, 1, 1, "other"),
    ("t2", AUGUST, 8, 2, 1, 4, "party_cell_secretary"),  # of a commune that went whole to another
    ("t5", AUGUST, 5, None, None, None, None),  # of one that was shared out
    ("u1", AUGUST, 2, None, None, 1, "village_head"),
    ("u1", OCTOBER, 7, 3, 1, 7, "village_head"),
    ("u2", OCTOBER, 11, 5, 2, 3, "commune_official"),
]
# area, indicator, value, low, high, as_of
RULES = [
    ("2024-p91", "members_per_team_min", 2, 2, 2, date(2025, 1, 31)),
    ("2024-p91", "members_per_team_max", 8, 8, 8, date(2025, 1, 31)),
    ("2024-d911", "members_per_team_min", 5, 5, None, date(2025, 6, 1)),  # nearer, and later
    ("2024-c91003", "members_per_team_max", 3, None, 3, None),  # undated: never in force
    ("2025-p92", "members_per_team_max", 4, None, 4, date(2025, 10, 1)),
]
SAID = ("women_union", "core_members", "trained_members")


def build(path: Path) -> Warehouse:
    """The world with lists of teams as reported, and one file that was taken back."""
    warehouse = build_world(path)
    with warehouse.transaction() as cursor:
        for batch, state in (("b-lists", "committed"), ("b-gone", "undone")):
            cursor.execute(
                "insert into batch (batch_id, dataset, file_name, sha256, created_at, created_by, "
                "rows_read, rows_stored, state) values (?, 'reported', '', '', now(), '', 1, 1, ?)",
                [batch, state],
            )
        for indicator in ("members_per_team_min", "members_per_team_max"):
            cursor.execute(
                "insert into indicator select * replace (? as indicator_id) from indicator "
                "where indicator_id = 'teams'",
                [indicator],
            )
        for place, commune in VILLAGES:
            cursor.execute(
                "insert into village (village_id, commune_id, name, kind, batch_id) "
                "values (?, ?, ?, 'xóm', 'b-lists')",
                [place, commune, f"Xóm {place}"],
            )
        for team, commune, level, village in TEAMS:
            cursor.execute(
                "insert into team (team_id, commune_id, level, village_id, name, batch_id) "
                "values (?, ?, ?, ?, '', 'b-lists')",
                [team, commune, level, village],
            )
        for batch, rows in (("b-lists", STATES), ("b-gone", [("t1", JUNE, 99, 0, 0, 0, None)])):
            for team, day, members, women, core, trained, role in rows:
                cursor.execute(
                    "insert into team_state (team_id, as_of, precision, members, women_union, "
                    "core_members, trained_members, leader_role, source_id, batch_id, origin, "
                    "recorded_at) values (?, ?, 'month', ?, ?, ?, ?, ?, 's-moon', ?, '', now())",
                    [team, day, members, women, core, trained, role, batch],
                )
        cursor.execute(
            "insert into training values (nextval('registry_entry'), 't1', ?, "
            "'in_person', 4, 'b-lists')",
            [JUNE],
        )
        for area, indicator, value, low, high, since in RULES:
            cursor.execute(
                "insert into rule (area_id, indicator_id, value, low, high, qualifier, as_of, "
                "precision, basis, dataset, source_id, batch_id, origin) values (?, ?, ?, ?, ?, "
                "'exact', ?, 'day', 'printed', 'published', 's-paper', 'b-world', ?)",
                [area, indicator, value, low, high, since, f"{area}{indicator}"],
            )
    return warehouse
