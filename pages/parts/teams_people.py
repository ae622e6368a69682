"""Who the members are, who leads the teams, and who was trained."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.team_counts import GROUPS, ROLES, SHARES, Share, Tally
from figures.bars import bars
from pages.parts import asking, sharing, teams_words
from pages.parts.download import offer_table
from pages.parts.escape import plain
from pages.parts.language import _, current
from pages.parts.reader import kept_for_reader
from pages.parts.screen import CONFIG, ink, is_phone
from pages.parts.teams_parts import leader
from pages.parts.teams_scene import TeamsScene
from pages.parts.wording import missing, number, rounded

KEY = "team-people"
NAMES = {
    "women_union": "women's union",
    "farmers_union": "farmers' union",
    "youth_union": "youth union",
    "other_members": "others",
    "core_members": "core members",
    "trained_members": "trained members",
}
SESSIONS = {
    "in_person": "{n} sessions in person that teams attended, {average} each ({told} said)",
    "online": "{n} sessions online that teams attended, {average} each ({told} said)",
}
NOBODY = pd.DataFrame({"label": [], "value": pd.Series([], dtype=float), "hover": []})


def draw_people(scene: TeamsScene) -> None:
    """Draws the groups the members are from, the core members and the leaders' roles."""
    tally = scene.main
    known = [group for group in GROUPS if tally.shares[group].percent is not None]
    if not known:
        st.info(_("No list says which groups the members are from."))
    else:
        heading = _people_title(tally, known)
        st.markdown(f"**{heading}**")
        st.plotly_chart(_chart(scene), theme=None, key=KEY, config=CONFIG, alt=plain(heading))
        line = teams_words.source_line(scene)
        st.caption(
            _(
                "Share of the members of the teams that said the group ({level}). Core members "
                "are of these groups too.",
                level=teams_words.level(scene.main_level),
            )
            + " "
            + line
        )
        sharing.offer(KEY, heading, line, "team-members", *scene.named, rows=_table(scene))
    if tally.core_told:
        st.markdown(
            _(
                "**{share} of teams have a core member** ({with_core} of the {told} that said; "
                "{silent} did not).",
                share=teams_words.share(tally.with_core, tally.core_told),
                with_core=number(tally.with_core, 0),
                told=number(tally.core_told, 0),
                silent=number(tally.teams - tally.core_told, 0),
            )
        )
    st.markdown(_("Led by: {roles}.", roles=_leaders(tally)))


def _people_title(tally: Tally, known: list[str]) -> str:
    most = max(known, key=lambda group: tally.shares[group].percent or 0)
    return _(
        "Most members are from: {group} ({share})",
        group=_(NAMES[most]),
        share=teams_words.percent(tally.shares[most].percent or 0),
    )


@kept_for_reader
def _chart(scene: TeamsScene) -> Any:
    shares = {group: scene.main.shares[group] for group in (*GROUPS, "core_members")}
    rows = [
        {
            "label": _(NAMES[group]),
            "value": share.percent,
            "low": share.percent,
            "high": share.percent,
            "qualifier": "exact",
            "words": _words(share),
            "hover": f"{_(NAMES[group])}: {_words(share)}",
        }
        for group, share in shares.items()
        if share.percent is not None
    ]
    return bars(
        pd.DataFrame(rows),
        NOBODY,
        narrow=is_phone(),
        ink=ink(),
        separators=",." if current() == "vi" else ".,",
    )


def _words(share: Share) -> str:
    return _(
        "{percent} · {people} people, {teams} said it",
        percent=teams_words.percent(share.percent or 0),
        people=number(share.people, 0),
        teams=teams_words.teams(share.teams),
    )


def _leaders(tally: Tally) -> str:
    found = sorted(((tally.leaders[role], role) for role in ROLES), reverse=True)
    return ", ".join(f"{leader(role)} {number(count, 0)}" for count, role in found if count)


@kept_for_reader
def _table(scene: TeamsScene) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "dataset": asking.dataset(),
                "area_id": scene.area_id,
                "area": scene.area["name"],
                "as_of": scene.day.isoformat(),
                "level": level,
                "group": group,
                "people": tally.shares[group].people,
                "members_of_these_teams": tally.shares[group].members,
                "teams_that_said": tally.shares[group].teams,
                "teams": tally.teams,
            }
            for level, tally in (("village", scene.village), ("commune", scene.commune))
            for group in SHARES
            if tally.teams
        ]
    )


def draw_training(scene: TeamsScene) -> None:
    """Draws how many members were trained and in how many sessions, each level by itself."""
    for level, tally in (("village", scene.village), ("commune", scene.commune)):
        if tally.teams:
            heading = f"**{teams_words.level(level).capitalize()}**"
            st.markdown("\n".join([heading, *_lines(scene, level, tally)]))
    st.caption(teams_words.source_line(scene))
    st.caption(_("The lists do not say what the sessions were about."))
    offer_table(_table(scene), "team-members", *scene.named)


def _lines(scene: TeamsScene, level: str, tally: Tally) -> list[str]:
    trained = tally.shares["trained_members"]
    said = []
    if trained.percent is None:
        said.append(_("No team says how many members were trained."))
    else:
        said.append(
            _(
                "{share} of members were trained: {people} of {members}, in the {told} that said "
                "both; {silent} did not",
                share=teams_words.share(trained.people, trained.members),
                people=number(trained.people, 0),
                members=number(trained.members, 0),
                told=teams_words.teams(trained.teams),
                silent=number(tally.teams - trained.teams, 0),
            )
        )
    for kind, words in SESSIONS.items():
        counts = [getattr(row, kind) for row in scene.certain_teams if row.level == level]
        if sessions := [count for count in counts if not missing(count)]:
            average = rounded(sum(sessions) / len(sessions), "exact", 1)
            said.append(
                _(
                    words,
                    n=number(sum(sessions), 0),
                    average=number(average, 1),
                    told=teams_words.teams(len(sessions)),
                )
            )
    return ["", *(f"- {each}" for each in said)]
