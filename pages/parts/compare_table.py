"""The comparison as a table, and as a list on a phone; HTML, so that one cell can say all."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data import carrying
from data.exports import SUMMED
from data.ratios import REGISTRY
from pages.parts import compare_words as words
from pages.parts.compare_scene import Cell, CompareScene, Measure
from pages.parts.download import offer_table
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.reader import kept_for_reader
from pages.parts.screen import is_phone
from pages.parts.wording import LEVELS, kind_in_words

LINE = "border-bottom:1px solid rgba(125,135,140,.35)"
QUIET = "font-size:.8rem;line-height:1.35;opacity:.85"
CELL = f"padding:.4rem .55rem;vertical-align:top;text-align:left;{LINE}"


def draw(scene: CompareScene) -> None:
    """Draws every measure of the areas, and the file with the same in it."""
    st.html(_markup(scene))
    today = ("today",) if scene.units == "today" else ()
    offer_table(rows(scene), "compare", *today)


@kept_for_reader
def _markup(scene: CompareScene) -> str:
    return _as_list(scene) if is_phone() else _as_table(scene)


def level_in_words(place: pd.Series) -> str:
    """Level, province and time of an area, as in "huyện · Thái Nguyên · trước 7/2025"."""
    if place["level"] == "nation":
        return _(LEVELS["nation"])
    told = [kind_in_words(place["level"], place["type"])]
    if place["level"] != "province" and place["province"]:
        told.append(place["province"])
    told.append(_("before 7/2025") if place["vintage"] == "2024" else _("since 7/2025"))
    return " · ".join(told)


@kept_for_reader
def rows(scene: CompareScene) -> pd.DataFrame:
    """What is seen as a table: one row per measure and area that has a value."""
    return pd.DataFrame(
        [
            {
                "area_id": code,
                "area": scene.places[code]["name"],
                "measure": measure.id,
                "dataset": cell.row.dataset,
                "value": cell.number.value,
                "low": cell.number.low,
                "high": cell.number.high,
                "qualifier": cell.number.qualifier,
                "as_of": cell.row.as_of,
                "precision": cell.row.precision,
                "notes": "; ".join(cell.notes),
                "units": scene.units,
                "carried": getattr(cell.row, "carried", carrying.OWN),
                "missing_parts": getattr(cell.row, "missing_parts", ""),
                "oldest_as_of": getattr(cell.row, "oldest_as_of", cell.row.as_of),
                "source": cell.row.source,
                "url": cell.row.url,
                "part_value": cell.part.value if cell.part else None,
                "part_as_of": cell.part.as_of if cell.part else None,
                "part_source": cell.part.source if cell.part else None,
                "part_url": cell.part.url if cell.part else None,
                **{
                    name: getattr(cell.row, name)
                    for name in SUMMED
                    if hasattr(cell.row, "expected")
                },
            }
            for measure in scene.measures.values()
            for code, cell in measure.cells.items()
        ]
    )


def _as_table(scene: CompareScene) -> str:
    heads = "".join(
        f'<th scope="col" style="{CELL}">{escape(scene.names[code])}'
        f'<div style="{QUIET};font-weight:400">{escape(level_in_words(place))}</div></th>'
        for code, place in scene.places.items()
    )
    body = "".join(
        f'<tr><th scope="row" title="{escape(measure.definition)}" '
        f'style="{CELL};font-weight:600">{escape(measure.name)}</th>'
        + "".join(
            f'<td style="{CELL}">{_cell(measure.cells.get(code))}</td>' for code in scene.areas
        )
        + "</tr>"
        for measure in scene.measures.values()
    )
    label = _("Areas side by side")
    return (
        f'<div style="overflow-x:auto"><table aria-label="{escape(label)}" '
        f'style="border-collapse:collapse;width:100%;table-layout:fixed;'
        f'min-width:{9 + 10 * len(scene.areas)}rem;overflow-wrap:anywhere;font-size:.95rem">'
        f'<thead><tr><td style="{CELL};width:10.5rem"></td>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return f'<span style="{QUIET}">{escape(words.nothing())}</span>'
    return f"<strong>{escape(words.with_rivals(cell))}</strong>{_below(cell)}"


def _below(cell: Cell) -> str:
    """Date and source of a value, and what else must be known of it."""
    row, part = cell.row, cell.part
    notes = [f"<div>{escape(note)}</div>" for note in cell.notes]
    if part and part.source != row.source:
        name = _("registry of units") if part.source_id == REGISTRY else ""
        notes.insert(1, f"<div>÷ {words.site(part.source, part.url, name)}</div>")
    return (
        f'<div style="{QUIET}">{escape(words.day(row))} · '
        f"{words.site(row.source, row.url)}{''.join(notes)}</div>"
    )


def plain(columns: list[str], lines: list[list[str]], name: str) -> None:
    """Draws a table of plain texts, which scrolls in itself where it is long.

    Args:
        columns: The heads.
        lines: A text for each column; an address becomes a link.
        name: What the table is of, for those who hear it.
    """
    heads = "".join(f'<th scope="col" style="{CELL}">{escape(head)}</th>' for head in columns)
    body = "".join(
        "<tr>" + "".join(f'<td style="{CELL}">{_text(text)}</td>' for text in line) + "</tr>"
        for line in lines
    )
    st.html(
        f'<div style="overflow:auto;max-height:26rem" tabindex="0"><table '
        f'aria-label="{escape(name)}" style="border-collapse:collapse;width:100%;'
        f'font-size:.88rem"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _text(text: str) -> str:
    return words.site(text, text) if words.ADDRESS.fullmatch(text) else escape(text)


def _as_list(scene: CompareScene) -> str:
    heads = "".join(
        f"<li><strong>{escape(scene.names[code])}</strong>: "
        f'<span style="{QUIET}">{escape(level_in_words(place))}</span></li>'
        for code, place in scene.places.items()
    )
    return f'<ul style="padding-left:1.1rem;margin:.2rem 0 .6rem">{heads}</ul>' + "".join(
        _block(measure, scene) for measure in scene.measures.values()
    )


def _block(measure: Measure, scene: CompareScene) -> str:
    """One measure and the areas that have it, then those that have not."""
    said = "".join(
        f'<dt style="margin:0">{escape(scene.names[code])}</dt>'
        f'<dd style="margin:0 0 .35rem">{_cell(measure.cells[code])}</dd>'
        for code in scene.areas
        if code in measure.cells
    )
    silent = [escape(scene.names[code]) for code in scene.areas if code not in measure.cells]
    rest = (
        f'<div style="{QUIET}">{escape(words.nothing())}: {", ".join(silent)}</div>'
        if silent
        else ""
    )
    return (
        f'<section style="{LINE};padding:.5rem 0;overflow-wrap:anywhere">'
        f'<div style="font-weight:600;margin-bottom:.25rem">{escape(measure.name)}</div>'
        f'<dl style="margin:0;display:grid;grid-template-columns:6.2rem 1fr;column-gap:.6rem">'
        f"{said}</dl>{rest}</section>"
    )
