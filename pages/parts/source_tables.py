"""The tables and the text of the page Sources."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from data.cache import frame as ask
from data.datasets import DATASETS, PUBLISHED
from data.dates import parse_as_of
from geo.areas import NATION
from pages.parts import sharing
from pages.parts.datasets import label
from pages.parts.download import offer_csv, offer_table
from pages.parts.escape import escape, web_address
from pages.parts.language import _, either
from pages.parts.wording import (
    LEVELS,
    date_in_words,
    missing,
    number,
    operator_in_words,
    value_in_words,
)

MOST_LISTED = 200_000
KINDS = {"original": "original", "copy": "copy"}
MEASURES = {"result": "result", "target": "target", "rule": "rule"}
REASONS = {
    "unknown_area": "No unit of this name in the lists of units",
    "ambiguous_name": "Several units share this name",
    "vintage_open": (
        "The date does not tell whether the unit before or since 1 July 2025 is meant, and the "
        "two differ"
    ),
}

TREATMENT = (
    (
        "**Over, at least**: the value is a lower bound; nothing is assumed about "
        "how much more. **Nearly, at most**: an upper bound. **About**: the value "
        "plus or minus half a unit of its last digit that is not zero (about 12,000 "
        "is 11,500 to 12,500)."
    ),
    (
        "**Dates** are as precise as the source: a month or a year means its last "
        "day, and the line in the trends spans all days it may mean. A date that was "
        "inferred from the text, or is the date of a plan, is marked so. Undated "
        "figures are listed with their area but are on no map."
    ),
    (
        "**Units**: on 1 July 2025 63 provinces became 34 and districts ended. A "
        "figure belongs to the units of its date. Undated figures, and figures dated "
        "only “2025”, are placed if just one of the two has that name, or if the "
        "area did not change, and then in the units of today."
    ),
    (
        "**Disagreement**: where two sources give figures for one area, indicator "
        "and time that cannot both be true, both are kept and marked ≠. They are "
        "never averaged."
    ),
    "**Missing** is not zero. An area without a figure reads “no data”.",
    (
        "**Rates** are shown as printed. Ranks and scores of the digital "
        "transformation index (DTI) from before and after 2025 were made by "
        "different methods: lines stop there."
    ),
    (
        "**Original and copy**: a copy repeats another publication; the original is "
        "preferred where both give a figure of the same day."
    ),
)


def title(counts: pd.DataFrame) -> str:
    """How much was published, from how many sources, and how much of it has no place.

    Args:
        counts: Rows of counts_by_dataset by dataset.
    """
    published = counts.reindex([PUBLISHED]).fillna(0).iloc[0]
    return _(
        "{figures} published figures from {sources} sources; {unplaced} could not be placed",
        figures=number(published[["observations", "targets", "rules", "unplaced"]].sum(), 0),
        sources=number(published["sources"], 0),
        unplaced=number(published["unplaced"], 0),
    )


def held(counts: pd.DataFrame) -> list[str]:
    """What there is of the published dataset, then of each other; they are not added together.

    Args:
        counts: Rows of counts_by_dataset by dataset.
    """
    lines = []
    for dataset in (each for each in DATASETS if each in counts.index):
        row = counts.loc[dataset]
        said = {name: number(row[name], 0) for name in ("observations", "targets", "rules")}
        if dataset == PUBLISHED:
            line = _(
                "{observations} results, {targets} targets, {rules} rules; the rest is listed "
                "below with the reason.",
                **said,
            )
        else:
            line = _(
                "{figures}: {observations} results, {targets} targets from {sources} sources.",
                figures=label(dataset),
                sources=number(row["sources"], 0),
                **said,
            )
        lines.append(line)
    return lines


def draw_sources(sources: pd.DataFrame) -> None:
    """Draws the list of sources and what the chosen one says."""
    table = pd.DataFrame(
        {
            _("Title"): sources["title"],
            _("Publisher"): sources["publisher"],
            _("Kind"): [_(KINDS[kind]) for kind in sources["kind"]],
            _("Dataset"): [label(dataset) for dataset in sources["dataset"]],
            _("Figures"): sources[["figures", "targets", "rules", "unplaced"]].sum(axis=1),
            _("Link"): [web_address(url) for url in sources["url"]],
        }
    )
    st.caption(_("Choose a row to see what the source says."))
    chosen = st.dataframe(
        table,
        hide_index=True,
        height=400,
        key="source",
        on_select="rerun",
        selection_mode="single-row",
        column_config={
            _("Title"): st.column_config.TextColumn(width="large"),
            _("Dataset"): st.column_config.TextColumn(width="medium"),
            _("Link"): st.column_config.LinkColumn(display_text=_("open"), width="small"),
        },
    )
    sharing.offer_table("sources", "sources", NATION, date.today().isoformat(), rows=sources)
    rows = chosen["selection"]["rows"]
    if rows:
        _draw_one(sources.iloc[rows[0]])


def offer_everything(counts: pd.DataFrame) -> None:
    """Draws the files of all figures, of each dataset by itself.

    Args:
        counts: Rows of counts_by_dataset by dataset.
    """
    for dataset in (each for each in DATASETS if each in counts.index):
        held = counts.loc[dataset, ["observations", "targets", "rules"]].sum()
        if held > MOST_LISTED:
            st.caption(
                _(
                    "{figures}: {n} are too many for a file made here. The page Downloads makes "
                    "files of any size.",
                    figures=label(dataset),
                    n=number(held, 0),
                )
            )
            continue
        figures = ask("all_figures", dataset=dataset)
        prescribed = ask("targets_and_rules", dataset=dataset)
        of_what = "" if dataset == PUBLISHED else f" · {label(dataset)}"
        if len(figures):
            named = "published-results" if dataset == PUBLISHED else "results"
            offer_csv(
                figures, named, NATION, label=_("CSV of all {n} results", n=len(figures)) + of_what
            )
        if len(prescribed):
            offer = _("CSV of targets and rules") + of_what
            offer_table(prescribed, "targets-and-rules", NATION, label=offer)


def _draw_one(source: pd.Series) -> None:
    asked = {"source": source["source_id"], "dataset": source["dataset"]}
    st.subheader(escape(source["title"]))
    held = source[["figures", "targets", "rules", "unplaced"]].sum()
    if held > MOST_LISTED:
        st.caption(_("{n} figures are too many to list here.", n=number(held, 0)))
        return
    said = ask("figures_by_source", **asked)
    st.dataframe(
        pd.DataFrame(
            {
                _("Area"): said["area"],
                _("Indicator"): [either(r.name_vi, r.name_en) for r in said.itertuples()],
                _("Measure"): [_(MEASURES[measure]) for measure in said["measure"]],
                _("Value"): _worded(said.rename(columns={"indicator": "indicator_id"})),
                _("Date"): [date_in_words(r.as_of, r.precision) for r in said.itertuples()],
                _("Placed"): [
                    _("yes") if r.placed else _(REASONS[r.reason]) for r in said.itertuples()
                ],
            }
        ),
        hide_index=True,
    )
    offer_table(said.assign(dataset=source["dataset"]), "source", source["source_id"], NATION)


def draw_unplaced(unplaced: pd.DataFrame) -> None:
    """Draws the figures that are on no map and in no trend, each with the reason."""
    st.caption(
        _(
            "These figures are kept as published. They are on no map and in no trend, "
            "because placing them would be a guess."
        )
    )
    st.dataframe(
        pd.DataFrame(
            {
                _("Area as written"): unplaced["area"],
                _("Level"): [_(LEVELS[level]) for level in unplaced["level"]],
                _("Province"): unplaced["province"],
                _("Date"): [date_in_words(*parse_as_of(text)) for text in unplaced["as_of"]],
                _("Indicator"): [either(r.name_vi, r.name_en) for r in unplaced.itertuples()],
                _("Value"): _worded(unplaced),
                _("Reason"): [
                    either(r.remark_vi, r.remark_en) or _(REASONS[r.reason])
                    for r in unplaced.itertuples()
                ],
                _("Possible units"): unplaced["candidates"].fillna(""),
                _("Source"): unplaced["source"],
            }
        ),
        hide_index=True,
        height=480,
        column_config={_("Reason"): st.column_config.Column(width="large")},
    )
    offer_table(unplaced.assign(dataset=PUBLISHED), "unplaced-figures", NATION)


def draw_treatment() -> None:
    """Draws how qualifiers, dates, units and missing values are treated."""
    st.markdown("\n".join(f"- {_(sentence)}" for sentence in TREATMENT))


def _worded(rows: pd.DataFrame) -> list[str]:
    units_of = ask("indicators").set_index("indicator_id")
    words = []
    for row in rows.itertuples():
        units = units_of.loc[row.indicator_id]
        words.append(
            operator_in_words(None if missing(row.operator) else row.operator)
            + value_in_words(row.value, row.qualifier, units["unit_vi"], units["unit_en"], 4)
        )
    return words
