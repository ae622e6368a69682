"""Three key figures of the teams, and what communes report of the villages."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.team_counts import COMMUNE, VILLAGE, Tally
from pages.parts import asking, catalogue, commune_words, teams_words, view
from pages.parts.language import _
from pages.parts.reader import kept_for_reader
from pages.parts.teams_scene import TeamsScene
from pages.parts.wording import date_in_words, number, rounded

COVERAGE = ("villages_covered", "villages_total", "villages_coverage_pct")
TEAMS = {VILLAGE: "teams_village_level", COMMUNE: "teams_commune_level"}


def draw(scene: TeamsScene) -> None:
    """Draws village teams, commune teams and villages without one, and what limits them."""
    columns = st.columns(1)[0].columns(3, gap="small", wrap=False)  # narrow only inside another
    for column, (label, value, said) in zip(columns, _figures(scene), strict=True):
        column.metric(label, value, said, delta_color="off", delta_arrow="off")
    st.caption("  \n".join([_lists(scene), *teams_words.remarks(scene), *_reported(scene)]))
    if _reports(scene):
        st.page_link(
            "commune.py",
            label=_("The monthly reports of {month}", month=teams_words.month(scene)),
            icon=":material/location_city:",
            query_params=view.current().query(),
        )


@kept_for_reader
def _figures(scene: TeamsScene) -> tuple[tuple[str, str, str], ...]:
    parts = scene.parts
    lacking, unclear = sum(p.lacking for p in parts), sum(p.unclear for p in parts)
    villages = sum(p.villages for p in parts)
    return (
        (_("Village teams (lists)"), *_level(scene, scene.village, VILLAGE)),
        (_("Commune teams (lists)"), *_level(scene, scene.commune, COMMUNE)),
        (
            _("Villages without a team"),
            number(lacking, 0) if villages else "–",
            _(
                "of {villages} listed; {unclear} unclear",
                villages=number(villages, 0),
                unclear=number(unclear, 0),
            )
            if villages
            else _("no list of villages"),
        ),
    )


def _level(scene: TeamsScene, tally: Tally, level: str) -> tuple[str, str]:
    if not tally.teams:
        row = _reports(scene).get(TEAMS[level])
        if row is None:
            return "–", _("none in the lists")
        return "–", _("none in the lists; by reports: {n}", n=_told(row))
    average = tally.per_team
    sign = "≥ " if scene.silent else ""
    return sign + number(tally.teams, 0), (
        _("size not said")
        if average is None
        else _("{n} members each", n=number(rounded(average, "exact", 1), 1))
    )


def _told(row: Any) -> str:
    """How many communes report, and how many of them do where not all."""
    said = number(row.value, 0)
    if row.parts >= row.expected:
        return said
    parts = _("{n} of {all} communes", n=number(row.parts, 0), all=number(row.expected, 0))
    return f"{said} ({parts})"


def _lists(scene: TeamsScene) -> str:
    """What is counted here."""
    return _(
        "Counted here are the teams in the lists of teams of {n} of {all} communes, each as it was "
        "last told of until {day}.",
        n=number(scene.communes - scene.silent, 0),
        all=number(scene.communes, 0),
        day=date_in_words(scene.day, "day"),
    )


@kept_for_reader
def _reports(scene: TeamsScene) -> dict[str, Any]:
    """What communes report for the month of teams and of villages: rows of summed_by_area."""
    rows = asking.rows(
        "summed_by_area",
        indicators=("teams", *TEAMS.values(), *COVERAGE),
        areas=(scene.area_id,),
        first=scene.day,
        last=scene.day,
    )
    return {row.indicator: row for row in rows}


def _reported(scene: TeamsScene) -> list[str]:
    """What the month's reports say instead; nothing where there are none."""
    rows, said = _reports(scene), []
    if "teams" in rows:
        said.append(
            _(
                "By the monthly reports of {month} instead: {teams}. There each commune states its "
                "own sum, here each team of a list counts; the two may differ.",
                month=teams_words.month(scene),
                teams=commune_words.value(catalogue.indicator("teams"), rows["teams"]),
            )
        )
    if ratio := rows.get("villages_coverage_pct"):
        said.append(
            _(
                "By the reports of the month, {share} of villages have a team: the ratio of the "
                "sums of {parts} communes; {missing} of {communes} did not say both.",
                share=teams_words.percent(ratio.value),
                parts=number(ratio.parts, 0),
                missing=number(ratio.expected - ratio.parts, 0),
                communes=number(ratio.expected, 0),
            )
        )
    return said
