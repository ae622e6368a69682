"""How a sheet is to be read: which rows and columns hold what; recognised, then corrected."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Self

KINDS = ("results", "targets", "teams")
# Roles of a column. Those of teams are the fields of the team registry, see `forms`.
ROLES = (
    *("code", "area", "commune", "district", "province", "village"),
    *("indicator", "period", "value"),
    *("target_kind", "operator", "due"),
    *("personal", "ignore"),
)
SKIPS = ("blank", "total", "region", "heading", "footnote")


@dataclass(frozen=True)
class Column:
    """One column of the file.

    Attributes:
        place: Counted from 0.
        role: One of ROLES or a field of the team registry.
        header: The words above it, the levels joined by " · ".
        indicator: Id, for a value column of one indicator; "" where rows or the layout say it.
        period: "2019", "2025-06" or "2025-06-30", likewise.
        scale: What its values are multiplied by: 1000 for "Nghìn người", 100 for a share of 1.
        decimal: "," or "."; "" where the layout's own holds.
        confirmed: Whether its scale was said, by the header or a person; else odd sizes are asked.
    """

    place: int
    role: str
    header: str = ""
    indicator: str = ""
    period: str = ""
    scale: float = 1.0
    decimal: str = ""
    confirmed: bool = False


@dataclass(frozen=True)
class Layout:
    """One sheet's. Rows are counted from 0; ranges leave their end out.

    Attributes:
        sheet: Name of the sheet.
        kind: One of KINDS.
        header: Rows of the header, one or two levels: first, end.
        rows: Rows of the data: first, end.
        columns: One per column of the file.
        skipped: Rows among the data that name no area of ours, with one of SKIPS for each.
        decimal: The file's decimal mark: "," (1.800 is 1800), "." (1.800 is 1.8), or "" while
            nothing in the file tells and nobody was asked.
        indicator: Id, where the whole sheet is of one.
        period: As in Column, where the whole sheet is of one.
        within: Area id in which its areas lie; "" where rows say it or names are enough.
        level: Level of its areas where rows and types of names do not say; "" for any.
        vintage: Of its areas, where a period such as the year 2025 lies in both; "" if not said.
        title: The words above the header.
    """

    sheet: str
    kind: str
    header: tuple[int, int]
    rows: tuple[int, int]
    columns: tuple[Column, ...]
    skipped: tuple[tuple[int, str], ...] = ()
    decimal: str = ""
    indicator: str = ""
    period: str = ""
    within: str = ""
    level: str = ""
    vintage: str = ""
    title: str = field(default="", compare=False)

    def of_role(self, role: str) -> tuple[Column, ...]:
        """The columns of a role, in the file's order."""
        return tuple(column for column in self.columns if column.role == role)

    @property
    def shape(self) -> str:
        """What files of the same make share: the headers, whatever periods they name."""
        return json.dumps([self.kind, [_bare(column.header) for column in self.columns]])

    def to_json(self) -> str:
        """The layout as text, for keeping."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The layout that `to_json` wrote. Raises ValueError or KeyError for anything else."""
        said: dict[str, Any] = json.loads(text)
        columns = tuple(Column(**column) for column in said.pop("columns"))
        for name in ("header", "rows"):
            said[name] = tuple(said[name])
        skipped = tuple((int(row), str(reason)) for row, reason in said.pop("skipped"))
        return cls(columns=columns, skipped=skipped, **said)


def _bare(header: str) -> str:
    """The header without its digits: next year's file is of the same shape."""
    return "".join(letter for letter in header.casefold() if not letter.isdigit()).strip()
