"""Figures in units of today: those of before 1 July 2025 carried over into today's areas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from data import summing
from data.cache import frame as ask
from data.cache import kept
from data.ratios import FARTHEST, OPEN, Number, quotient

TODAY = "2025"  # the vintage of today's areas
CHANGED_ON = summing.CHANGED_ON
ESTIMATE, OPEN_SUM, SUM, OWN = "estimate", "open", "sum", "own"
SAID = ("carried", "parts", "missing_parts", "oldest_as_of", "oldest_precision")
Asking = Callable[..., pd.DataFrame]
Areas = tuple[str, ...] | None
_NUMBER = ("value", "low", "high", "qualifier")


@kept
def history(indicator: str, dataset: str, level: str, within: str = "") -> pd.DataFrame:
    """The dated values of one indicator in today's areas, carried and own, one for each date.

    One row per area_id and as_of: the columns of the query history_by_area and those of `SAID`.

    Args:
        indicator: Its id.
        dataset: Whose figures; never two.
        level: Of today's areas.
        within: The province they lie in; "" for the whole country.
    """
    own = summing.history(indicator, dataset, TODAY, level, within, units="today")
    return joined(own, carried(indicator, dataset, level, within))


@kept
def of_areas(indicator: str, dataset: str, areas: tuple[str, ...]) -> pd.DataFrame:
    """Every value of one indicator in some areas, undated ones too, and what is carried to them.

    Rows of the query trend_by_area with the columns of `SAID`; a district or province that ended
    goes on as the sum of the communes of today that it lives on in.

    Args:
        indicator: Its id.
        dataset: Whose figures.
        areas: Of any level and vintage.
    """
    own = summing.of_areas(indicator, dataset, areas, units="today")
    return joined(own, carried(indicator, dataset, areas=areas))


@kept
def rows_of_areas(indicator: str, dataset: str, areas: tuple[str, ...]) -> tuple[Any, ...]:
    """The rows of `of_areas` as named tuples, which cost more to make than to ask for.

    Args:
        indicator: As for `of_areas`.
        dataset: As for `of_areas`.
        areas: As for `of_areas`.
    """
    return tuple(of_areas(indicator, dataset, areas).itertuples(index=False))


@kept
def carried(
    indicator: str,
    dataset: str,
    level: str = "",
    within: str = "",
    areas: tuple[str, ...] | None = None,
) -> pd.DataFrame:
    """What is carried of one indicator: rows of carried_by_area, ratios reckoned from its counts.

    Args:
        indicator: Its id.
        dataset: Whose figures.
        level: Of today's areas; not asked where areas are named.
        within: The province they lie in; "" for the whole country.
        areas: The areas that are meant; None for all of the level.
    """
    return carried_as_asked(ask, indicator, dataset, level, within, areas)


def carried_as_asked(
    ask: Asking, indicator: str, dataset: str, level: str, within: str, areas: Areas
) -> pd.DataFrame:
    """What `carried` gives, of answers as `data.cache` gives them, or of others, read once."""
    if areas is not None and not summing.has_figures_above_communes(dataset):
        areas = tuple(code for code in areas if "-c" in code)  # all others are sums already
    asked = {"dataset": dataset, "level": level, "within": within, "areas": areas}
    found = ask("carried_by_area", indicator=indicator, **asked)
    catalogue = ask("indicators").set_index("indicator_id").loc[indicator]
    above, below = catalogue["numerator_id"], catalogue["denominator_id"]
    if catalogue["kind"] != "ratio" or pd.isna(above) or pd.isna(below):
        return found
    counts = [ask("carried_by_area", indicator=part, **asked) for part in (above, below)]
    reckoned = _reckoned(*counts)
    if reckoned.empty:
        return found
    units = {"unit": catalogue["unit_vi"], "unit_en": catalogue["unit_en"]}
    return _ordered([found, reckoned.assign(indicator=indicator, **units)])


@kept
def latest(areas: tuple[str, ...], dataset: str) -> pd.DataFrame:
    """What was last said of some areas, own or carried: rows of latest_by_indicator with `SAID`.

    A carried value stands where it is newer than the area's own, or where there is none.

    Args:
        areas: Of any level and vintage.
        dataset: Whose figures.
    """
    catalogue = ask("indicators").set_index("indicator_id", drop=False)
    own = summing.latest(areas, dataset, units="today")
    if not summing.has_figures_above_communes(dataset):
        areas = tuple(code for code in areas if "-c" in code)  # all others are sums already
    known = set(ask("carried_indicators", areas=areas, dataset=dataset)["indicator_id"])
    ratios = catalogue["numerator_id"].isin(known) & catalogue["denominator_id"].isin(known)
    found = [
        carried(indicator, dataset, areas=areas)
        for indicator in sorted(known | {*catalogue.index[ratios]})
    ]
    told = _as_own(own)
    named = catalogue[["name_vi", "name_en", "pillar", "decimals"]]
    for rows in found:
        newest = rows[rows["value"].notna()].groupby("area_id", as_index=False).tail(1)
        said = newest.merge(named, left_on="indicator", right_index=True).assign(superseded=False)
        told = _ordered([told, said.reindex(columns=told.columns)])
    order = told.sort_values("as_of", na_position="first", kind="stable")
    return _compared(order.groupby(["area_id", "indicator"], as_index=False).tail(1))


def joined(own: pd.DataFrame, carried: pd.DataFrame) -> pd.DataFrame:
    """The areas' own rows and those carried to them; of one area and date its own.

    Args:
        own: Rows of the view `figure`.
        carried: Rows of carried_by_area.
    """
    told = _as_own(own)
    said = carried[carried["value"].notna()]
    known = pd.MultiIndex.from_frame(own[["area_id", "as_of"]])
    new = ~pd.MultiIndex.from_frame(said[["area_id", "as_of"]]).isin(known)
    return _ordered([told, said[new].reindex(columns=told.columns)])


def unsaid(
    indicator: str,
    dataset: str,
    level: str = "",
    within: str = "",
    areas: tuple[str, ...] | None = None,
) -> tuple[str, ...]:
    """Ids of the areas whose parts have figures that leave every value of their sum possible.

    Args:
        indicator: As for `carried`.
        dataset: As for `carried`.
        level: As for `carried`.
        within: As for `carried`.
        areas: As for `carried`.
    """
    found = carried(indicator, dataset, level, within, areas)
    known = found.loc[found["value"].notna(), "area_id"]
    return tuple(sorted({*found["area_id"]} - {*known}))


def made_of(area_id: str) -> pd.DataFrame:
    """The old areas whose counts are carried to an area of today, rows of predecessors_by_area.

    Args:
        area_id: Of any area; an old one was made of none. Slivers are left out.
    """
    found = ask("predecessors_by_area", area=area_id)
    return found[found["carries"] & (found["kind"] != "sliver")]


def why_not(indicator: pd.Series) -> str:
    """Why an indicator is not carried into areas that changed, as a code; "" where it is.

    ratio (its two counts are not known), or its kind: rank, score, amount, count (one that does not
    add up).

    Args:
        indicator: A row of the catalogue.
    """
    if indicator["kind"] == "count":
        return "" if indicator["rollup"] == "sum" else "count"
    if indicator["kind"] == "ratio" and not pd.isna(indicator["numerator_id"]):
        return ""
    return str(indicator["kind"])


def parts_for(rows: pd.DataFrame) -> pd.DataFrame:
    """Carried counts in the columns of the query parts_by_area, to divide others by.

    Args:
        rows: Rows of `history`; those with a remark or with parts missing divide nothing.
    """
    return rows[(rows["missing_parts"] == "") & (rows["remark_en"] == "")]


def _as_own(rows: pd.DataFrame) -> pd.DataFrame:
    """The areas' own rows, and sums of their communes, with the columns of `SAID`."""
    oldest = {"oldest_as_of": rows["as_of"], "oldest_precision": rows["precision"]}
    summed = {} if "carried" in rows else {"carried": OWN, "parts": 1}
    return rows.assign(**summed, missing_parts="", **oldest)


def _compared(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `superseded` as in latest_by_indicator, carried ones among them."""
    kinds = ask("indicators").set_index("indicator_id")["kind"]
    newest = rows.groupby("indicator")["as_of"].max()
    since = {}
    for indicator, day in newest.items():
        days = ask("breaks_by_indicator", indicator=indicator)["broke_on"]
        since[indicator] = day if kinds[indicator] == "rank" else days[days <= day].max()
    first = pd.to_datetime(rows["indicator"].map(since))
    return rows.assign(superseded=rows["as_of"] < first)


def _reckoned(above: pd.DataFrame, below: pd.DataFrame) -> pd.DataFrame:
    """Percentages of carried counts of the same time: the nearest, at most a year away.

    An area that did not change has its ratios as they were printed, so none is reckoned for it.
    """
    above = above[above["value"].notna() & (above["carried"] != OWN)].sort_values("as_of")
    below = below[below["value"].notna()].sort_values("as_of")
    if above.empty or below.empty:
        return above[:0]
    parts = below.add_prefix("part_").rename(columns={"part_area_id": "area_id"})
    pairs = pd.merge_asof(
        above.assign(part_as_of=above["as_of"]),
        parts.assign(nearest=parts["part_as_of"]).drop(columns="part_as_of"),
        left_on="part_as_of",
        right_on="nearest",
        by="area_id",
        direction="nearest",
        tolerance=FARTHEST,
    )
    ratios = [
        None if pd.isna(row.part_value) else quotient(_number(row), _number(row, "part_"), 100)
        for row in pairs.itertuples(index=False)
    ]
    return _as_ratios(pairs, ratios)[list(above.columns)]


def _as_ratios(pairs: pd.DataFrame, ratios: Sequence[Number | None]) -> pd.DataFrame:
    """The pairs whose ratio is known, with its number and what is said of both counts."""
    known = pairs[[ratio is not None for ratio in ratios]]
    numbers = [ratio for ratio in ratios if ratio is not None]
    either = (known["carried"] == ESTIMATE) | (known["part_carried"] == ESTIMATE)
    return known.assign(
        **{part: [getattr(number, part) for number in numbers] for part in _NUMBER},
        carried=either.map({True: ESTIMATE, False: SUM}),
        missing_parts=_both(known, "missing_parts", ", "),
        source=_both(known, "source", "; "),
        source_id=_both(known, "source_id", " "),
        url=_both(known, "url", " "),
        remark_vi=_both(known, "remark_vi", " "),
        remark_en=_both(known, "remark_en", " "),
        in_conflict=known["in_conflict"] | known["part_in_conflict"].astype(bool),
        disputed=known["disputed"] | known["part_disputed"].astype(bool),
        oldest_as_of=known[["oldest_as_of", "part_oldest_as_of"]].min(axis=1),
        oldest_precision=known["oldest_precision"].where(
            known["oldest_as_of"] <= known["part_oldest_as_of"], known["part_oldest_precision"]
        ),
    )


def _both(rows: pd.DataFrame, column: str, sign: str) -> list[str]:
    """Both texts of each row, one where they are the same."""
    return [
        sign.join(dict.fromkeys(text for text in (one, other) if text))
        for one, other in zip(rows[column], rows[f"part_{column}"], strict=True)
    ]


def _number(row: Any, prefix: str = "") -> Number:
    value, low, high = (
        OPEN if pd.isna(bound) else float(bound)
        for bound in (getattr(row, prefix + name) for name in _NUMBER[:3])
    )
    return Number(value, low, high, getattr(row, prefix + "qualifier"))


def _ordered(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """The rows of all frames by area and date."""
    filled = [frame for frame in frames if len(frame)] or frames[:1]
    rows = pd.concat(filled, ignore_index=True)
    return rows.sort_values(["area_id", "as_of"], kind="stable", ignore_index=True)
