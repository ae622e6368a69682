"""Every service as a table: with a figure or without one, and the ways to its map and trend."""

from __future__ import annotations

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from data.datasets import with_figures
from pages.parts import asking, datasets, sharing
from pages.parts import services_words as words
from pages.parts.escape import web_address
from pages.parts.language import _
from pages.parts.reader import kept_for_reader
from pages.parts.services_scene import Line, shares
from pages.parts.targets_tables import TWO_LINES
from pages.parts.view import View

# Pixels; what a month shows is together what a screen of 1440 leaves beside the column of choices.
WIDTHS = {
    "Service": 222,
    "Stage": 150,
    "Value": 152,
    "The month before": 150,
    "Of those meant": 164,
    "Communes": 60,
    "Date": 76,
    "Source": 300,
    "Link": 56,
    "Map": 58,
    "Trends": 74,
}
LINKS = ("Link", "Map", "Trends")


def draw(lines: tuple[Line, ...], area: str, now: View, month: str) -> None:
    """Draws the table, and the file with the same in it where no picture offers it.

    Args:
        lines: As `lines_of` gives them.
        area: The place.
        now: The view, for the links.
        month: ISO date of the month's end, "" for the latest figures; for the file's name.
    """
    table = _table(lines, now.at(area))
    st.dataframe(
        table,
        hide_index=True,
        column_config={
            _(column): st.column_config.LinkColumn(display_text=_("open"), width=width)
            if column in LINKS
            else st.column_config.Column(width=width)
            for column, width in WIDTHS.items()
        },
        row_height=TWO_LINES,
    )
    if not shares(lines):  # else it is offered with the picture
        named = ["services", area, *([month] if month else [])]
        sharing.offer_table("services-table", *named, rows=rows(lines, area))


def draw_nothing(area: str) -> None:
    """Says that nothing is known here, and leads to the datasets that have figures."""
    if asking.dataset() not in with_figures():
        datasets.say_nothing("services.py")
        return
    st.info(_("Nobody has reported or published a figure on any of these services here."))
    datasets.offer_of_areas("services.py", (area,))


@kept_for_reader
def _table(lines: tuple[Line, ...], there: View) -> pd.DataFrame:
    """The table without columns that say nothing; one source of all is said under the picture."""
    table = pd.DataFrame(
        [
            {
                _("Service"): words.name(line.service),
                _("Stage"): _(words.STAGES[line.service.stage]),
                _("Value"): words.value(line),
                _("The month before"): words.before(line).partition(": ")[2],
                _("Of those meant"): words.counted(line),
                _("Communes"): words.communes(line, short=True),
                _("Date"): words.dated(line),
                _("Source"): "" if line.row is None else datasets.titled(line.row.source),
                _("Link"): web_address(line.row.url) if line.row is not None else None,
                _("Map"): _way("/map", line, there),
                _("Trends"): _way("/trends", line, there),
            }
            for line in sorted(lines, key=lambda line: line.row is None)
        ]
    )
    empty = [name for name in table.columns if (table[name].isna() | (table[name] == "")).all()]
    sources = {line.row.source for line in lines if line.row is not None}
    if _("Link") in empty and len(sources) == 1 and shares(lines):
        empty.append(_("Source"))
    return table.drop(columns=empty)


def _way(page: str, line: Line, there: View) -> str | None:
    if line.row is None:
        return None
    return f"{page}?{urlencode(there.query(indicator=line.service.indicator_id))}"


@kept_for_reader
def rows(lines: tuple[Line, ...], area: str) -> pd.DataFrame:
    """What is seen as a file: one row per service and stage; value empty where none is known."""
    return pd.DataFrame(
        [
            {
                "dataset": asking.dataset(),
                "area_id": area,
                "pillar": line.service.pillar,
                "service": line.service.service,
                "stage": line.service.stage,
                "indicator": line.service.indicator_id,
                **_figures(line),
            }
            for line in lines
        ]
    )


def _figures(line: Line) -> dict[str, object]:
    row, before = line.row, line.before
    plain = ("value", "low", "high", "qualifier", "unit", "as_of", "precision")
    return {
        **{name: getattr(row, name, None) for name in plain},
        "numerator": line.above,
        "denominator": line.below,
        "parts": getattr(row, "parts", None),
        "expected_parts": getattr(row, "expected", None),
        "month_before": None if before is None else before.value,
        "month_before_qualifier": None if before is None else before.qualifier,
        "source": getattr(row, "source", None),
        "url": getattr(row, "url", None),
    }
