"""What communes count: people, households, and how many of them use which service."""

from __future__ import annotations

import csv
from collections.abc import Iterable

import numpy as np
import pandas as pd

from data import paths
from data.demo.apportion import Floats, Ints, apportion, rounded
from data.demo.plan import MERGED, MONTHS, Plan, draws, month
from data.demo.teams import Teams, Villages, counted

WHOLES = ("population", "households", "adults", "people_15plus", "business_households")
SMARTPHONES = ("smartphone_users", "2024-d173", "2022-06", 101_475)  # as published
LAG = 0.04  # of a count is forgotten in the first months after the merger, and made good in a year
_URBAN = {"phường": 1.6, "thị trấn": 1.3}

Counts = dict[str, Ints]  # by indicator: communes (rows) by month


def population(plan: Plan) -> Ints:
    """People of each old commune; provinces, and districts that have a figure, add up to theirs."""
    people = np.zeros(len(plan.old), np.int64)
    roll = draws(2).random((len(plan.old), 2)).sum(axis=1)
    weights = plan.old["type"].map(_URBAN).fillna(1.0).to_numpy() * (0.5 + roll)
    province = plan.old["province_id"].to_numpy()
    for group in plan.groups:
        if group.population is None:
            continue
        unsaid = [
            each.communes
            for each in plan.groups
            if each.population is None and province[each.communes[0]] == group.area_id
        ]
        communes = np.concatenate([group.communes, *unsaid])
        people[communes] = apportion(weights[communes], group.population, least=500)
    return people


def of_old_communes(plan: Plan, people: Ints) -> Counts:
    """The services of every old commune for all months, as if it had gone on until the end."""
    counts = {name: np.repeat(each[:, None], len(MONTHS), 1) for name, each in _wholes(people)}
    counts["dossiers_received"] = _dossiers(people)
    zeal = _zeal(plan)
    for place, row in enumerate(_said()):
        name = row["indicator_id"]
        whole = counts[row["whole"]]
        if row["use"] == "gained":
            counts[name] = np.diff(whole, axis=1, prepend=0)
            continue
        wished = whole * _curve(zeal, place, row)
        if name == SMARTPHONES[0]:
            counts[name] = _meet(plan, np.minimum(wished, whole))
        elif row["use"] == "increase":
            counts[name] = np.diff(np.floor(wished), axis=1, prepend=0).astype(np.int64)
        else:
            counts[name] = np.floor(wished).astype(np.int64)
    adult = np.minimum(counts["smartphone_users_adult"], counts["smartphone_users"])
    counts["smartphone_users_adult"] = adult
    counts["training_classes"] = _classes(len(people))
    return counts


def of_new_communes(plan: Plan, old: Counts) -> Counts:
    """The services of the communes of today for all months: carried over, and lagging at first."""
    after = np.arange(len(MONTHS)) - MERGED
    forgotten = draws(4).random(len(plan.new))[:, None] * LAG * np.clip(1 - after / 12, 0, 1)
    carried = {name: plan.carried(values) for name, values in old.items()}
    kept = {*WHOLES, "dossiers_received", "training_classes"}
    return {
        name: values if name in kept else np.floor(values * (1 - forgotten)).astype(np.int64)
        for name, values in carried.items()
    }


def of_teams(communes: int, teams: Teams, villages: Villages) -> Counts:
    """Teams, members and villages with a team, by commune and month.

    Args:
        communes: How many there are.
        teams: Of these communes.
        villages: Of these communes.
    """
    standing = teams.by_month()
    of_village = (teams.village >= 0)[:, None]
    counts = {
        "teams": counted(communes, teams.commune, standing),
        "teams_village_level": counted(communes, teams.commune, standing & of_village),
        "teams_commune_level": counted(communes, teams.commune, standing & ~of_village),
        "members": counted(communes, teams.commune, teams.sizes * standing),
    }
    covered = np.zeros((len(villages.commune), len(MONTHS)), bool)
    np.logical_or.at(covered, teams.village[of_village[:, 0]], standing[of_village[:, 0]])
    counts["villages_covered"] = counted(communes, villages.commune, covered)
    number = np.bincount(villages.commune, minlength=communes)
    counts["villages_total"] = np.repeat(number[:, None], len(MONTHS), axis=1)
    return counts


def starts() -> dict[str, int]:
    """Place in MONTHS of the first month of each service; others begin with their commune."""
    return {row["indicator_id"]: month(row["starts"]) for row in _said()}


def _said() -> list[dict[str, str]]:
    with (paths.CATALOGUE / "demo_services.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _wholes(people: Ints) -> Iterable[tuple[str, Ints]]:
    roll = draws(3).random((4, len(people)))
    households = np.floor(people / (3.3 + 0.8 * roll[0]))
    adults = np.floor(people * (0.66 + 0.07 * roll[1]))
    yield "population", people
    yield "households", households.astype(np.int64)
    yield "adults", adults.astype(np.int64)
    yield "people_15plus", np.floor(adults * (1.05 + 0.04 * roll[2])).astype(np.int64)
    yield "business_households", np.floor(households * (0.05 + 0.08 * roll[3])).astype(np.int64)


def _zeal(plan: Plan) -> Floats:
    """How fast each old commune goes, from 0 to 1: half its own doing, half its district's."""
    districts = pd.factorize(plan.old["parent_id"], sort=True)[0]
    chance = draws(5)
    of_district = chance.random(int(districts.max()) + 1)[districts]
    zeal: Floats = (of_district + chance.random(len(districts))) / 2
    return zeal


def _curve(zeal: Floats, place: int, row: dict[str, str]) -> Floats:
    """The share that uses a service by old commune and month: rises fast, then ever slower."""
    first, last, half = (float(row[key]) for key in ("first_pct", "last_pct", "half_months"))
    own = (3 * zeal + draws(6, place).random(len(zeal))) / 4
    passed = np.clip(np.arange(len(MONTHS)) - month(row["starts"]) + 1, 0, None)
    x = passed / (half * (1.5 - own))[:, None]
    start = first * (0.7 + 0.5 * own)
    end = last * (0.8 + 0.2 * own)
    curve: Floats = (start[:, None] + (end - start)[:, None] * (x * x / (1 + x * x))) / 100.0
    curve[:, passed == 0] = 0
    return curve


def _meet(plan: Plan, wished: Floats) -> Ints:
    """Smartphone users in whole numbers, with those of Phú Bình as they were published."""
    _, district, day, total = SMARTPHONES
    counts = np.floor(wished).astype(np.int64)
    rows = np.flatnonzero(plan.old["parent_id"] == district)
    counts[rows] = rounded(wished[rows], month(day), total)
    return counts


def _dossiers(people: Ints) -> Ints:
    """Applications of a month: one to two in a hundred people, fewer around Tết."""
    roll = draws(7).random((len(people), len(MONTHS)))
    season = np.array([0.7 if day.month in (1, 2) else 1.0 for day in MONTHS])
    dossiers: Ints = np.floor(people[:, None] * (0.008 + 0.012 * roll) * season).astype(np.int64)
    return dossiers


def _classes(communes: int) -> Ints:
    roll = draws(8).random((communes, len(MONTHS)))
    return np.floor(roll * roll * 4).astype(np.int64)
