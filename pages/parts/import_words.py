"""What rows, columns and choices of a file's layout are called, in the session's language."""

from __future__ import annotations

from data.cache import frame as ask
from data.imports import periods
from data.imports.forms import forms
from data.imports.layout import Column
from data.imports.workbook import letters
from data.imports.written import plain
from pages.parts import catalogue
from pages.parts.escape import escape
from pages.parts.language import _, current, either
from pages.parts.wording import LEVELS, place_in_words

ROLES = {
    "code": "code of the area",
    "area": "name of the area",
    "commune": "commune",
    "district": "district",
    "province": "province",
    "village": "village",
    "indicator": "indicator",
    "period": "period",
    "value": "figures",
    "target_kind": "kind of target",
    "operator": "at least or at most",
    "due": "due date",
    "ignore": "not read",
}
SCALES = {
    1.0: "as written",
    1000.0: "thousands",
    1_000_000.0: "millions",
    1_000_000_000.0: "billions",
    100.0: "shares of 1: 0.8 is 80 %",
}
DECIMALS = {
    "": "as the whole sheet",
    ",": "comma (1.800 is 1800)",
    ".": "point (1,800 is 1800)",
}
VINTAGES = {
    "": "by its period",
    "2024": "units before 1 July 2025",
    "2025": "units since 1 July 2025",
}


def roles(kind: str) -> dict[str, str]:
    """What a column may hold in files of a kind, by role."""
    if kind == "teams":
        fields = {
            field.field: either(field.name_vi, field.name_en) for field in forms()["teams"].fields
        }
        above = {role: _(ROLES[role]) for role in ("commune", "district", "province")}
        return {**fields, **above, "ignore": _("not read")}
    hidden = () if kind == "targets" else ("target_kind", "operator", "due")
    return {role: _(words) for role, words in ROLES.items() if role not in hidden}


def column_in_words(column: Column) -> str:
    """The column's letters and header, as markup: "D Số tổ"."""
    return f"{letters(column.place)} {escape(column.header)}".strip()


def role_in_words(column: Column) -> str:
    """What a column is taken for, with its indicator and period if it has its own."""
    said = [_(ROLES[column.role]) if column.role in ROLES else roles("teams")[column.role]]
    if column.indicator:
        said = [indicator_in_words(column.indicator)]
    if column.period:
        said.append("/".join(reversed(column.period.split("-"))))  # 06/2022
    return ", ".join(said)


def indicator_in_words(indicator_id: str) -> str:
    """The indicator's name; the id where the catalogue has none of that id."""
    if not catalogue.is_known(indicator_id):
        return indicator_id
    return catalogue.indicator(indicator_id).name


def indicators() -> dict[str, str]:
    """The names of all indicators by id, those of the teams first."""
    table = ask("indicators")
    order = {pillar: place for place, pillar in enumerate(catalogue.PILLARS)}
    table = table.assign(order=table["pillar"].map(order)).sort_values("order", kind="stable")
    return {row.indicator_id: either(row.name_vi, row.name_en) for row in table.itertuples()}


def area_in_words(area_id: str) -> str:
    """The area told apart from its namesakes."""
    found = ask("area_by_id", area=area_id)
    if found.empty:
        return area_id
    row = found.iloc[0]
    return place_in_words(row["name"], row["level"], row["vintage"], row["province"])


def levels() -> dict[str, str]:
    """The levels a sheet may be of, "" for any."""
    return {"": _("any"), **{level: _(name) for level, name in LEVELS.items()}}


def period_written(text: str) -> str:
    """The period as it was typed, without outer blanks; "" where it is none."""
    return text.strip() if periods.is_period(text) else ""


def plain_number(value: float) -> str:
    """The number as it is typed, without separators of thousands: "1800", "62,8"."""
    return plain(value, "," if current() == "vi" else ".")
