"""The rows of the registry: villages, teams, what is told of teams when, and their training."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.demo.apportion import Array, Ints
from data.demo.merged import Merged
from data.demo.plan import MERGED, MONTHS, Plan, draws
from data.demo.teams import Teams, Villages
from geo.names import fold

TOLD_OLD = (*(at for at, day in enumerate(MONTHS[:MERGED]) if day.month == 12), MERGED - 1)
TOLD_NEW = (MERGED, MERGED + 5, MERGED + 11, len(MONTHS) - 1)
ROLES = ("village_head", "party_cell_secretary", "youth_union_secretary", "other")
UNSAID = 0.04  # of what is told of teams leaves out the groups


@dataclass(frozen=True)
class Rows:
    """Frames in the columns of the tables, and in which file their rows come.

    That is month (place in MONTHS) and province_id.
    """

    village: pd.DataFrame
    team: pd.DataFrame
    team_state: pd.DataFrame
    training: pd.DataFrame


def build(plan: Plan, villages: Villages, teams: Teams, merged: Merged) -> Rows:
    """Everything that files of both times tell of villages and teams."""
    of_place = plan.old["province_id"].isin(_stored(plan)).to_numpy()
    is_old = of_place[teams.commune] & (teams.since < MERGED)
    lags = merged.lags
    old_village = _village_rows(plan, plan.old, villages)
    new_village = _village_rows(plan, plan.new, merged.villages)
    old_team = _team_rows(plan.old, teams.commune, teams.village, teams.number, old_village, teams)
    moved = np.where(teams.village < 0, -1, merged.village_of[teams.village])
    new_team = _team_rows(plan.new, merged.commune_of, moved, merged.number, new_village, teams)
    today = plan.new["province_id"].to_numpy()[merged.commune_of]
    told_old = _told(teams, np.flatnonzero(is_old), TOLD_OLD, 0)
    told_lag = _told(teams, np.flatnonzero(lags), TOLD_NEW, MERGED)
    told_new = _told(teams, np.flatnonzero(~lags), TOLD_NEW, MERGED)
    states = pd.concat(
        [
            _states(told_old, old_team, teams, draws(14, 0)),
            _states(told_lag, old_team.assign(province_id=today), teams, draws(14, 1)),
            _states(told_new, new_team, teams, draws(14, 2)),
        ],
        ignore_index=True,
    )
    named = pd.concat(
        [
            old_team[is_old],
            old_team[lags & ~is_old].assign(province_id=today[lags & ~is_old], month=MERGED),
            new_team[~lags].assign(month=np.maximum(new_team["month"][~lags], MERGED)),
        ],
        ignore_index=True,
    )
    still = np.unique(teams.village[lags & (teams.village >= 0)])
    begun = plan.starts()[villages.commune]
    is_known = of_place[villages.commune]
    extra = np.setdiff1d(still, np.flatnonzero(is_known))
    heir = plan.new["province_id"].to_numpy()[merged.villages.commune[merged.village_of]]
    village = pd.concat(
        [
            old_village.assign(month=begun)[is_known],
            old_village.assign(province_id=heir, month=MERGED).iloc[extra],
            new_village.assign(month=MERGED),
        ],
        ignore_index=True,
    )
    return Rows(village, named, states, _training(states))


def _stored(plan: Plan) -> set[str]:
    return set(plan.old["province_id"][plan.is_stored])


def _village_rows(plan: Plan, communes: pd.DataFrame, villages: Villages) -> pd.DataFrame:
    kinds = {group.area_id: (group.rural, group.urban) for group in plan.groups}
    of_place = communes.iloc[villages.commune]
    code = of_place["area_id"].str.replace("-c", "-v").to_numpy()
    # A province of today has the number of one of its old ones, and its words for villages.
    old_place = "2024" + of_place["province_id"].str[4:]
    is_rural = (of_place["type"] == "xã").to_numpy()
    kind = [kinds[place][not rural] for place, rural in zip(old_place, is_rural, strict=True)]
    slug = {each: fold(each).replace(" ", "-") for each in set(kind)}
    number = villages.number.tolist()
    return pd.DataFrame(
        {
            "village_id": [
                f"{commune}-{slug[each]}-{n}"
                for commune, each, n in zip(code, kind, number, strict=True)
            ],
            "commune_id": of_place["area_id"].to_numpy(),
            "name": [f"{each} {n}" for each, n in zip(kind, number, strict=True)],
            "kind": [each.lower() for each in kind],
            "province_id": of_place["province_id"].to_numpy(),
        }
    )


def _team_rows(
    communes: pd.DataFrame,
    commune: Ints,
    village: Ints,
    number: Ints,
    villages: pd.DataFrame,
    teams: Teams,
) -> pd.DataFrame:
    of_place = communes.iloc[commune]
    is_communal = village < 0
    days = pd.Series(MONTHS)[teams.since].to_numpy()
    name = np.where(number > 1, number.astype(str), "")
    place = np.where(is_communal, of_place["area_id"], villages["village_id"].to_numpy()[village])
    return pd.DataFrame(
        {
            "team_id": [f"demo-{each}-{n}" for each, n in zip(place, number, strict=True)],
            "commune_id": of_place["area_id"].to_numpy(),
            "level": np.where(is_communal, "commune", "village"),
            "village_id": np.where(is_communal, None, place),
            "name": name,
            "set_up_on": days,
            "set_up_precision": "month",
            "province_id": of_place["province_id"].to_numpy(),
            "month": teams.since,
        }
    )


def _told(teams: Teams, which: Ints, at: tuple[int, ...], first: int) -> tuple[Ints, Ints]:
    """Teams and months of which something is told: when they were set up, and at fixed times."""
    times = np.zeros((len(which), len(MONTHS)), bool)
    times[:, list(at)] = True
    since = teams.since[which]
    end = MERGED if first == 0 else len(MONTHS)
    is_new = (since >= first) & (since < end)
    times[np.flatnonzero(is_new), since[is_new]] = True
    months = np.arange(len(MONTHS))
    times &= months >= since[:, None]
    row, month = np.nonzero(times)
    return which[row], month


def _states(
    told: tuple[Ints, Ints], named: pd.DataFrame, teams: Teams, chance: np.random.Generator
) -> pd.DataFrame:
    team, month = told
    members = teams.sizes[team, month]
    women, farmers, youth = _parts(members, chance)
    known = chance.random(len(team)) >= UNSAID
    trained_share = np.minimum(1, 0.2 + (month - teams.since[team]) / 40) * (
        0.6 + 0.4 * draws(15).random(len(teams.commune))[team]
    )
    role = (draws(16).random(len(teams.commune)) ** 2 * len(ROLES)).astype(np.int64)
    is_communal = (teams.village < 0)[team]
    return pd.DataFrame(
        {
            "team_id": named["team_id"].to_numpy()[team],
            "as_of": pd.Series(MONTHS)[month].to_numpy(),
            "precision": "month",
            "members": members,
            "women_union": _said(women, known),
            "farmers_union": _said(farmers, known),
            "youth_union": _said(youth, known),
            "other_members": _said(members - women - farmers - youth, known),
            "core_members": _said(np.minimum(members, 1 + (members > 8)), known),
            "trained_members": np.floor(members * trained_share).astype(np.int64),
            "leader_role": np.where(is_communal, "commune_official", np.array(ROLES)[role[team]]),
            "province_id": named["province_id"].to_numpy()[team],
            "month": month,
            "months": month - teams.since[team],
        }
    )


def _parts(members: Ints, chance: np.random.Generator) -> tuple[Ints, Ints, Ints]:
    """Members from the three unions; the rest are others."""
    roll = chance.random((3, len(members)))
    women = np.floor(members * (0.15 + 0.25 * roll[0])).astype(np.int64)
    farmers = np.floor(members * (0.1 + 0.2 * roll[1])).astype(np.int64)
    youth = np.floor(members * (0.15 + 0.2 * roll[2])).astype(np.int64)
    return women, farmers, youth


def _said(numbers: Ints, known: Array) -> pd.Series:
    return pd.Series(numbers, dtype="Int64").where(known)


def _training(states: pd.DataFrame) -> pd.DataFrame:
    """Sessions that each team had so far; most online ones came later."""
    sessions = {
        "in_person": 1 + states["months"] // 9,
        "online": states["months"] // 6,
    }
    keys = states[["team_id", "as_of", "province_id", "month"]]
    frames = [keys.assign(kind=kind, sessions=number) for kind, number in sessions.items()]
    everything = pd.concat(frames, ignore_index=True)
    return everything[everything["sessions"] > 0]
