"""Takes stored files out of the warehouse for good, which is done with no figure of an office.

What an office stored is taken back instead, and its history stays: `data.imports.storing.undo`.
"""

from __future__ import annotations

from data.migrations import Cursor
from data.statements import write

# The files before their sources, of which those stay that another file has.
TABLES = (
    *("observation", "observation_log", "target", "target_log", "report", "team", "team_state"),
    *("training", "village", "problem", "batch", "source"),
)


def remove(cursor: Cursor) -> None:
    """Takes every row of the files in the cursor's table `leaving` out, in its transaction.

    Args:
        cursor: Whose `leaving` has their ids and those of their sources. Sums are not renewed.
    """
    for table in TABLES:
        write(cursor, f"remove/{table}")
