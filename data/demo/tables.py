"""The simulation as rows of the warehouse's tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd

from data.demo import files, merged, registry, reports, services, targets, teams
from data.demo.plan import MONTHS, Plan
from data.imports.workbook import letters


@dataclass(frozen=True)
class Tables:
    """What is to be stored.

    Attributes:
        rows: By table, in its columns, in the order they are stored.
        cells: Of the reports, as in reports.Sent, with is_good; for observation and its log.
        reports: report (its number in `cells`), area_id, period_start, as_of, sheet, line,
            batch_id, corrected_by.
        indicators: Their ids by number, with timing.
    """

    rows: dict[str, pd.DataFrame]
    cells: pd.DataFrame
    reports: pd.DataFrame
    indicators: pd.DataFrame


def build(plan: Plan) -> Tables:
    """Everything that is simulated; the same for the same plan, on every machine."""
    people = services.population(plan)
    villages, old_teams = teams.build(plan, people)
    became = merged.merge(plan, villages, old_teams)
    old = services.of_old_communes(plan, people)
    new = services.of_new_communes(plan, old)
    today = merged.today(old_teams, became)
    old |= services.of_teams(len(plan.old), old_teams, villages)
    new |= services.of_teams(len(plan.new), today, became.villages)
    sent = reports.send(plan, old, new)
    set_targets = targets.build(plan, old, new)
    told = registry.build(plan, villages, old_teams, became)
    sheets = _sheets(sent)
    return Tables(
        rows={
            "source": files.sources(),
            "batch": pd.DataFrame(
                [*_result_batches(sent), *_target_batches(set_targets), *_team_batches(told)]
            ).sort_values(["created_at", "batch_id"]),
            "report": _reports(sheets),
            "problem": _problems(sent, sheets),
            "target_log": _targets(set_targets),
            **_registry(told),
        },
        cells=sent.cells.assign(is_good=sent.cells["slip"] < 0).drop(columns="slip"),
        reports=sheets.drop(columns=["province_id", "received_at", "corrected_at", "month"]),
        indicators=pd.DataFrame(
            {
                "indicator": np.arange(len(sent.indicators), dtype=np.int16),
                "indicator_id": sent.indicators,
                "timing": [
                    "in_period" if each in reports.IN_PERIOD else "cumulative"
                    for each in sent.indicators
                ],
            }
        ),
    )


def _sheets(sent: reports.Sent) -> pd.DataFrame:
    """The reports with where they stand in which file."""
    frame = sent.reports
    days = pd.Series(MONTHS)[frame["month"]].tolist()
    ids = files.each(
        frame,
        ["province_id", "month"],
        lambda province, month: files.batch_id("results", province, files.period(month)),
    )
    is_corrected = frame["corrected_at"].notna()
    return frame.assign(
        report=np.arange(len(frame), dtype=np.int32),
        period_start=[day.replace(day=1) for day in days],
        as_of=days,
        sheet=[f"Tháng {day.month}" for day in days],
        batch_id=ids,
        corrected_by=pd.Series([f"{each}-2" for each in ids]).where(is_corrected),
    )


def _reports(sheets: pd.DataFrame) -> pd.DataFrame:
    """Each report that came, and once more where it was corrected."""
    first = sheets.assign(
        form="monthly",
        due=[day.replace(day=reports.DUE_DAY) for day in sheets["as_of"]],
        state="received",
    )
    again = first[first["corrected_at"].notna()]
    again = again.assign(received_at=again["corrected_at"], batch_id=again["corrected_by"])
    columns = ["area_id", "form", "period_start", "as_of", "due", "received_at", "state"]
    return pd.concat([first, again])[[*columns, "batch_id"]]


def _result_batches(sent: reports.Sent) -> list[dict[str, object]]:
    cells = sent.cells.assign(
        slipped=sent.cells["slip"] >= 0,
        changed=sent.cells["first_value"] != sent.cells["value"],
    )
    per_report = cells.groupby("report").agg(
        cells=("value", "size"), slipped=("slipped", "sum"), changed=("changed", "sum")
    )
    files_of = sent.reports.join(per_report).groupby(["province_id", "month"])
    batches = []
    for (province, month), file in files_of:
        slipped = int(file["slipped"].sum())
        said = ("results", province, files.period(month))
        stored = int(file["cells"].sum()) - slipped
        came = file["received_at"].max().to_pydatetime()
        batches.append(files.batch(*said, came, stored, left_out=slipped))
        if file["corrected_at"].notna().any():
            came = file["corrected_at"].max().to_pydatetime()
            changed = int(file["changed"].sum())
            batches.append(files.batch(*said, came, changed, version=2))
    return batches


def _target_batches(said: pd.DataFrame) -> list[dict[str, object]]:
    batches = []
    keys = ["kind", "province_id", "year", "version"]
    for (kind, province, year, version), rows in said.groupby(keys):
        first = min(rows["due"])
        came = datetime(first.year, first.month, 1 if version == 1 else 20, 9)
        period = f"{year}-{kind}"
        batches.append(files.batch("targets", province, period, came, len(rows), version=version))
    return batches


def _team_batches(told: registry.Rows) -> list[dict[str, object]]:
    counts = told.team_state.groupby(["province_id", "month"]).size()
    keys = pd.concat([told.village, told.team])[["province_id", "month"]].drop_duplicates()
    every = counts.reindex(counts.index.union(pd.MultiIndex.from_frame(keys)), fill_value=0)
    return [
        files.batch("teams", province, files.period(month), files.evening(month), int(rows))
        for (province, month), rows in every.items()
    ]


def _problems(sent: reports.Sent, sheets: pd.DataFrame) -> pd.DataFrame:
    """The slips, which were left out; what was found is not told where it may be a name."""
    cells = sent.cells[sent.cells["slip"] >= 0]
    of_report = sheets.iloc[cells["report"]]
    code = np.array(reports.SLIPS)[cells["slip"]]
    found = {"not_a_number": "", "negative": "-{n}", "not_whole": "{n},5"}
    numbers = cells["value"].astype(int)
    return pd.DataFrame(
        {
            "batch_id": of_report["batch_id"].to_numpy(),
            "code": code,
            "sheet": of_report["sheet"].to_numpy(),
            "line": of_report["line"].to_numpy(),
            "cell_column": [letters(2 + each) for each in cells["indicator"]],
            "field": np.array(sent.indicators)[cells["indicator"]],
            "found": [found[each].format(n=n) for each, n in zip(code, numbers, strict=True)],
            "expected": "",
        }
    )


def _targets(said: pd.DataFrame) -> pd.DataFrame:
    keys = ["kind", "province_id", "year", "version"]
    came = {each["batch_id"]: each["created_at"] for each in _target_batches(said)}
    batch = files.each(
        said,
        keys,
        lambda kind, province, year, version: files.batch_id(
            "targets", province, f"{year}-{kind}", version
        ),
    )
    return said.drop(columns=["province_id", "year"]).assign(
        precision=np.where(said["kind"] == "registered", "month", "day"),
        basis="printed",
        dataset="demo",
        source_id=files.each(said, ["province_id"], files.source_id),
        batch_id=batch,
        origin=_origins(batch, said.groupby(keys).cumcount()),
        recorded_at=[came[each] for each in batch],
    )


def _origins(batch: list[str], place: pd.Series) -> list[str]:
    """The file and the line of each row; the first stands below title and header."""
    return [f"{each}:{line}" for each, line in zip(batch, (place + 3).tolist(), strict=True)]


def _registry(told: registry.Rows) -> dict[str, pd.DataFrame]:
    def stored(rows: pd.DataFrame) -> pd.DataFrame:
        return rows.drop(columns=["province_id", "month", "months"], errors="ignore").assign(
            batch_id=files.each(
                rows,
                ["province_id", "month"],
                lambda province, month: files.batch_id("teams", province, files.period(month)),
            )
        )

    states = told.team_state
    kept = stored(states)
    return {
        "village": stored(told.village),
        "team": stored(told.team),
        "team_state": kept.assign(
            source_id=files.each(states, ["province_id"], files.source_id),
            origin=_origins(
                kept["batch_id"].tolist(), states.groupby(["province_id", "month"]).cumcount()
            ),
            recorded_at=files.each(states, ["month"], files.evening),
        ),
        "training": stored(told.training),
    }
