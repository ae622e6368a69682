"""The months' reports as communes send them: late or never, with blanks, slips and corrections."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.demo.apportion import Flags, Ints
from data.demo.plan import MERGED, MONTHS, Plan, draws
from data.demo.services import Counts, starts

DUE_DAY = 18
REQUIRED = (
    *("teams", "members", "adults", "adults_with_digital_skills", "adults_with_vneid"),
    *("smartphone_users_adult", "training_classes"),
)
IN_PERIOD = (
    *("training_classes", "dossiers_received", "online_dossiers"),
    *("vneid_documents_integrated", "digital_signatures_installed"),
)
AFTER_MERGER = (0.25, 0.14, 0.07)  # more reports than else are missing in these months
INCOMPLETE = "2025-c05923"  # Xã Tân Thành: its last report is always there, without these
BLANK = ("people_with_health_record", "online_dossiers")
SLIPS = ("not_a_number", "negative", "not_whole")


@dataclass(frozen=True)
class Sent:
    """What was sent.

    Attributes:
        indicators: Their ids, by number.
        reports: One row per report that came: area_id, province_id (of its time), month (place in
            MONTHS), line (in the file of its province), received_at, corrected_at (NaT where
            nothing was corrected).
        cells: One row per cell that was filled in: report, indicator (its number), value (as it
            holds), first_value (as first sent), slip (place in SLIPS, -1 for a good number).
    """

    indicators: tuple[str, ...]
    reports: pd.DataFrame
    cells: pd.DataFrame


def send(plan: Plan, old: Counts, new: Counts) -> Sent:
    """The reports of all stored communes of both times.

    Args:
        plan: Whose old communes and which months.
        old: Counts of Plan.old by indicator.
        new: Counts of Plan.new.
    """
    indicators = tuple(sorted(old))
    old_rows = np.flatnonzero(plan.is_stored)
    areas = pd.concat([plan.old.iloc[old_rows], plan.new], ignore_index=True)
    first = np.concatenate([plan.starts()[old_rows], np.full(len(plan.new), MERGED)])
    end = np.concatenate([np.full(len(old_rows), MERGED), np.full(len(plan.new), len(MONTHS))])
    month = np.arange(len(MONTHS))
    owed = (month >= first[:, None]) & (month < end[:, None])
    known = np.concatenate([_known(plan)[old_rows], np.zeros((len(plan.new), len(MONTHS)), bool)])
    comes = known | _comes(owed.shape)
    comes[areas["area_id"] == INCOMPLETE, -1] = True
    area, at = np.nonzero(owed & comes)
    reports = areas.iloc[area][["area_id", "province_id"]].reset_index(drop=True)
    line = areas.groupby("province_id").cumcount().to_numpy() + 3  # below title and header
    reports = reports.assign(month=at, line=line[area], **_days(at))
    values = np.stack(
        [np.concatenate([old[each][old_rows], new[each]])[area, at] for each in indicators], axis=1
    )
    return Sent(indicators, reports, _cells(indicators, values, reports, known[area, at]))


def _known(plan: Plan) -> Flags:
    """Of which old communes and months the totals were published: nothing is missing there."""
    known = np.zeros((len(plan.old), len(MONTHS)), bool)
    for group in plan.groups:
        if group.teams is not None:
            known[group.communes, group.full_by : group.full_by + 2] = True
    return known


def _comes(shape: tuple[int, ...]) -> Flags:
    """Whether each area's report of each month ever comes."""
    chance = draws(10)
    missing = np.repeat(0.01 + 0.06 * chance.random(shape[0])[:, None] ** 2, shape[1], axis=1)
    for after, more in enumerate(AFTER_MERGER):
        missing[:, MERGED + after] += more
    return chance.random(shape) >= missing


def _days(month: Ints) -> dict[str, pd.Series]:
    """When each report came, and when it was corrected."""
    chance = draws(11)
    n = len(month)
    late = chance.random(n) < 0.12
    roll = chance.random(n)
    day = np.where(late, DUE_DAY + (roll**2 * 25).astype(np.int64), 7 + (roll * 11).astype(int))
    hour = 8 + (chance.random(n) * 9).astype(np.int64)
    begins = pd.DatetimeIndex([each.replace(day=1) for each in MONTHS])[month]
    received = begins + pd.to_timedelta(day * 24 + hour, unit="h")
    later = pd.to_timedelta(24 * (2 + (chance.random(n) * 9).astype(np.int64)), unit="h")
    is_corrected = chance.random(n) < 0.02
    corrected = (received + later).where(is_corrected)
    return {"received_at": pd.Series(received), "corrected_at": pd.Series(corrected)}


def _cells(
    indicators: tuple[str, ...], values: Ints, reports: pd.DataFrame, known: Flags
) -> pd.DataFrame:
    chance = draws(12)
    begun = starts()
    first = np.array([begun.get(each, 0) for each in indicators])
    is_asked = first <= reports["month"].to_numpy()[:, None]
    blank = np.array([0.006 if each in REQUIRED else 0.03 for each in indicators])
    is_filled = known[:, None] | (chance.random(values.shape) >= blank)
    incomplete = (reports["area_id"] == INCOMPLETE) & (reports["month"] == len(MONTHS) - 1)
    is_filled[np.ix_(incomplete, np.isin(indicators, BLANK))] = False
    report, indicator = np.nonzero(is_asked & is_filled)
    value = values[report, indicator]
    n = len(value)
    slipped = (chance.random(n) < 0.0002) & ~known[report]
    slips = np.where(slipped, (chance.random(n) * len(SLIPS)).astype(int), -1)
    may_err = reports["corrected_at"].notna().to_numpy()[report] & (slips < 0) & (value > 0)
    errs = may_err & (chance.random(n) < 0.15)
    wrong = np.where(chance.random(n) < 0.3, value * 10, value + 1 + value // 8)
    return pd.DataFrame(
        {
            "report": report.astype(np.int32),
            "indicator": indicator.astype(np.int16),
            "value": value.astype(np.float64),
            "first_value": np.where(errs, wrong, value).astype(np.float64),
            "slip": slips.astype(np.int8),
        }
    )
