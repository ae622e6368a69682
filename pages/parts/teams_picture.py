"""The picture of the teams: how large they are, beside the rule of their place."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.team_counts import VILLAGE
from data.team_rules import BREACHES, INSIDE, TeamRule
from figures.team_sizes import team_sizes
from pages.parts import asking, sharing, teams_words
from pages.parts.escape import plain
from pages.parts.language import _
from pages.parts.reader import kept_for_reader
from pages.parts.screen import CONFIG, ink
from pages.parts.teams_scene import TeamsScene
from pages.parts.wording import number

KEY = "team-sizes"
MOST = 20  # members; larger teams share one bar


def draw(scene: TeamsScene) -> None:
    """Draws how many teams have how many members."""
    heading = teams_words.verdict_title(scene)
    st.subheader(heading)
    if any(size is not None for size, _verdict in scene.main.sizes):
        st.plotly_chart(_chart(scene), theme=None, key=KEY, config=CONFIG, alt=plain(heading))
    if remarks := teams_words.verdict_remarks(scene):
        st.caption(" ".join(remarks))
    line = teams_words.source_line(scene)
    st.caption(line)
    sharing.offer(KEY, heading, line, "team-sizes", *scene.named, rows=table(scene))


@kept_for_reader
def table(scene: TeamsScene) -> pd.DataFrame:
    """How many teams there are of each size and verdict: one row per level, members, verdict."""
    level = scene.main_level
    ordered = sorted(
        scene.main.sizes.items(), key=lambda each: (each[0][0] is None, each[0][0] or 0, each[0][1])
    )
    return pd.DataFrame(
        [
            {
                "dataset": asking.dataset(),
                "area_id": scene.area_id,
                "area": scene.area["name"],
                "as_of": scene.day.isoformat(),
                "level": level,
                "members": size,
                "verdict": said,
                "teams": count,
            }
            for (size, said), count in ordered
        ]
    ).astype({"members": "Int64"})


@kept_for_reader
def _chart(scene: TeamsScene) -> Any:
    told = {key: n for key, n in scene.main.sizes.items() if key[0] is not None}
    least = min(min(size or 0, MOST + 1) for size, _verdict in told)
    most = max(min(size or 0, MOST + 1) for size, _verdict in told)
    rules = scene.rules_of_main
    span = _span(rules[0], most) if len(rules) == 1 else None
    if span:
        least, most = min(least, max(int(span[0]), 0)), max(most, int(span[1]))
    labels = [number(size, 0) if size <= MOST else f"> {MOST}" for size in range(least, most + 1)]
    counted: dict[tuple[int, str], int] = {}
    for (size, said), count in told.items():
        kind = "outside" if said in BREACHES else "inside" if said == INSIDE else "no_rule"
        place = min(size or 0, MOST + 1) - least
        counted[place, kind] = counted.get((place, kind), 0) + count
    whole: dict[int, int] = {}
    for (place, _kind), count in counted.items():
        whole[place] = whole.get(place, 0) + count
    words = {
        "inside": _("as the rule asks"),
        "outside": _("smaller or larger than the rule asks"),
        "no_rule": _("no rule known"),
        "band": _("rule: {span}", span=teams_words.span(rules[0])) if span else "",
    }
    rows = pd.DataFrame(
        [
            {
                "size": place,
                "kind": kind,
                "teams": count,
                "total": number(whole[place], 0),
                "hover": _(
                    "{members} members: {teams}, {kind}",
                    members=labels[place],
                    teams=teams_words.teams(count),
                    kind=words[kind],
                ),
            }
            for (place, kind), count in sorted(counted.items())
        ]
    )
    return team_sizes(
        rows,
        sizes=labels,
        band=None if span is None else (span[0] - least, span[1] - least),
        words=words,
        axis=_("members of a village team")
        if scene.main_level == VILLAGE
        else _("members of a commune team"),
        ink=ink(),
    )


def _span(rule: TeamRule, most: int) -> tuple[float, float]:
    """What the rule allows, open ends up to the end of the picture."""
    low = rule.low if rule.low is not None else 1
    high = rule.high if rule.high is not None else max(most, low + 1)
    return low, min(high, MOST + 1)
