"""Three key figures of the teams, and what communes report of the villages."""

from __future__ import annotations

import streamlit as st

from data.team_counts import Tally
from pages.parts import asking, teams_words
from pages.parts.language import _
from pages.parts.reader import kept_for_reader
from pages.parts.teams_scene import TeamsScene
from pages.parts.wording import number, rounded

COVERAGE = ("villages_covered", "villages_total", "villages_coverage_pct")


def draw(scene: TeamsScene) -> None:
    """Draws village teams, commune teams and villages without one, and what limits them."""
    columns = st.columns(1)[0].columns(3, gap="small", wrap=False)  # narrow only inside another
    for column, (label, value, said) in zip(columns, _figures(scene), strict=True):
        column.metric(label, value, said, delta_color="off", delta_arrow="off")
    if lines := [*teams_words.remarks(scene), *_reported(scene)]:
        st.caption("  \n".join(lines))


@kept_for_reader
def _figures(scene: TeamsScene) -> tuple[tuple[str, str, str], ...]:
    parts = scene.parts
    lacking, unclear = sum(p.lacking for p in parts), sum(p.unclear for p in parts)
    villages = sum(p.villages for p in parts)
    return (
        (_("Village teams"), *_level(scene, scene.village)),
        (_("Commune teams"), *_level(scene, scene.commune)),
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


def _level(scene: TeamsScene, tally: Tally) -> tuple[str, str]:
    if not tally.teams:
        return "–", _("none in the lists")
    average = tally.per_team
    sign = "≥ " if scene.silent else ""
    return sign + number(tally.teams, 0), (
        _("size not said")
        if average is None
        else _("{n} members each", n=number(rounded(average, "exact", 1), 1))
    )


def _reported(scene: TeamsScene) -> list[str]:
    """The share of villages with a team by the month's reports; nothing where there are none."""
    rows = {
        row.indicator: row
        for row in asking.rows(
            "summed_by_area",
            indicators=COVERAGE,
            areas=(scene.area_id,),
            first=scene.day,
            last=scene.day,
        )
    }
    ratio = rows.get("villages_coverage_pct")
    if ratio is None:
        return []
    return [
        _(
            "By the reports of the month, {share} of villages have a team: the ratio of the sums "
            "of {parts} communes; {missing} of {communes} did not say both.",
            share=teams_words.percent(ratio.value),
            parts=number(ratio.parts, 0),
            missing=number(ratio.expected - ratio.parts, 0),
            communes=number(ratio.expected, 0),
        )
    ]
