"""Which areas stand side by side, and what must be said of their levels and times."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data import peers
from pages.parts import area_search, asking, view
from pages.parts.asking import rows as ask_rows
from pages.parts.compare_scene import CompareScene
from pages.parts.compare_table import level_in_words
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.reader import kept_for_reader

LIKE = {
    "people": "Up to eight of its level and kind whose number of people is within 30 % of its own",
    "area": "Its number of people is not known here: up to eight of its level and kind whose area "
    "is within 30 % of its own",
}
TITLED = 5  # areas that a title can name


def draw(scene: CompareScene) -> None:
    """Draws the areas, each with its way to the map and its removal, and how to add others."""
    now = view.current()
    st.button(
        _("Five areas: Phú Bình, Cà Mau, Thái Bình, Thanh Hóa, Trần Đề"),
        on_click=view.go,
        kwargs={"areas": view.FIVE_AREAS},
        width="stretch",
        icon=":material/filter_5:",
    )
    _offer_similar(scene)
    added = area_search.draw(key="compare", label=_("Add an area"))
    if added and added not in scene.areas:
        view.go(areas=(*scene.areas, added)[-view.MOST_AREAS :])
        st.rerun()
    for code, place in scene.places.items():
        name = escape(scene.names[code])
        link, remove = st.columns([8, 1], gap="small", vertical_alignment="center")
        link.page_link(
            "map.py",
            label=name,
            icon=":material/map:",
            query_params=now.at(code).query(),
            help=_("Show on the map: {area}", area=escape(level_in_words(place))),
        )
        remove.button(
            "✕",
            key=f"remove-{code}",
            help=_("Remove {area}", area=name),
            type="tertiary",
            disabled=len(scene.areas) == 1,
            on_click=view.go,
            kwargs={"areas": tuple(other for other in scene.areas if other != code)},
        )


def _offer_similar(scene: CompareScene) -> None:
    """Draws the button that puts the first area beside those like it, where any are."""
    first = scene.areas[0]
    alike = peers.similar(first, asking.dataset())
    if not alike.areas:
        return
    st.button(
        _("Similar areas: {area}", area=escape(scene.names[first])),
        on_click=view.go,
        kwargs={"areas": (first, *alike.areas)[: view.MOST_AREAS]},
        width="stretch",
        icon=":material/join_inner:",
        help=_(LIKE[alike.basis]),
    )


@kept_for_reader
def title(scene: CompareScene) -> str:
    """A sentence with the answer in it: teams per commune, which areas of any level share."""
    measures = scene.measures
    for measure, sentence in (
        ("teams_per_commune", _("Teams per commune: {values}")),
        ("teams", _("Teams: {values}")),
    ):
        cells = measures[measure].cells if measure in measures else {}
        if len(cells) > 1 or (cells and measure == "teams"):
            ordered = sorted(cells, key=lambda code: -cells[code].number.value)[:TITLED]
            said = [f"{escape(scene.names[code])} {cells[code].words}" for code in ordered]
            more = len(cells) - len(ordered)
            return sentence.format(values=", ".join(said) + (f" (+{more})" if more else ""))
    return _("The number of teams of these areas is not known")


@kept_for_reader
def cautions(scene: CompareScene) -> list[str]:
    """Sentences on what is not alike: levels that ended, provinces that were merged, vintages."""
    said = []
    districts = [code for code, place in scene.places.items() if place["level"] == "district"]
    if districts:
        said.append(
            _(
                "Districts, a level that ended on 1 July 2025: {areas}.",
                areas=_named(scene, districts),
            )
        )
    moved = [
        _("{area} is now in {province}", area=escape(scene.names[code]), province=escape(new))
        for code, place in scene.places.items()
        if (new := _moved_to(place))
    ]
    if moved:
        said.append("; ".join(moved) + ".")
    for code, place in scene.places.items():
        if joined := _joined_by(place):
            said.append(
                _(
                    "{area} has since grown by {others}; the figures are of the old one.",
                    area=escape(scene.names[code]),
                    others=", ".join(map(escape, joined)),
                )
            )
    if scene.units == "today":
        said.append(_("Figures of before 1 July 2025 are carried over into units of today."))
    if len({vintage for vintage, _level in scene.levels}) > 1:
        said.append(
            _(
                "Units before and since 1 July 2025 stand side by side: territory and population "
                "figures of the two are not alike."
            )
        )
    return said


def _named(scene: CompareScene, codes: list[str]) -> str:
    return ", ".join(escape(scene.names[code]) for code in codes)


def _province_now(place: pd.Series) -> Any:
    """The row of the province of 2025 in which an old area lies, as successors_by_area gives it."""
    if place["vintage"] != "2024":
        return None
    found = ask_rows("successors_by_area", area=place["province_id"])
    return next(row for row in found if row.level == "province")


def _moved_to(place: pd.Series) -> str:
    """The name of today's province, where it is another than then; "" otherwise."""
    now = _province_now(place)
    then = place["short_name"] if place["level"] == "province" else place["province"]
    return "" if now is None or now.short_name == then else str(now.short_name)


def _joined_by(place: pd.Series) -> list[str]:
    """Names of the provinces merged into an old province that kept its name."""
    now = _province_now(place)
    if now is None or place["level"] != "province" or _moved_to(place):
        return []
    old = ask_rows("predecessors_by_area", area=now.area_id)
    return sorted(str(row.short_name) for row in old if row.area_id != place["area_id"])
