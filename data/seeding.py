"""The tables a new warehouse starts with: registry, catalogue and the published figures."""

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd

from data import paths
from data.dates import first_day, parse_as_of
from data.placing import Gazetteer, Name, Place, Unit, Village
from data.qualifiers import bounds
from data.release import FILES
from geo.areas import NATION, AreaId
from geo.names import fold, split_type

DATASET = "published"

Row = Mapping[str, str]
Record = dict[str, object]


def tables(
    registry: Path = paths.REGISTRY,
    catalogue: Path = paths.CATALOGUE,
    published: Path = paths.PUBLISHED,
) -> dict[str, pd.DataFrame]:
    """One frame per table, in the table's columns; what has a default may be left out.

    Every row of the published files is in observation_log, target, rule or unplaced_figure.
    Raises ValueError where a file says something that the warehouse cannot hold.
    """
    areas = _table(registry / "areas.csv.gz")
    names = _named(_table(registry / "area_names.csv"), areas)
    indicators = _table(catalogue / "indicators.csv")
    figures = _Figures(
        gazetteer=Gazetteer(_units(areas, names)),
        timings=dict(zip(indicators.indicator_id, indicators.timing, strict=True)),
        dates={(row["title"], row["url"]): row for _, row in _rows(catalogue / "source_dates.csv")},
        remarks={
            f"{row['file']}:{row['line']}": row for _, row in _rows(catalogue / "remarks.csv")
        },
    )
    for name in FILES:
        figures.read(published / name)
    areas = pd.concat([areas, _villages(figures.villages, areas)], ignore_index=True)
    return {
        "area": areas.assign(folded=_folded(areas.short_name)).sort_values("area_id"),
        "area_name": names.drop(columns=["short_name", "note"]),
        "lineage": _table(registry / "lineage.csv.gz"),
        "indicator": indicators,
        "indicator_break": _table(catalogue / "indicator_breaks.csv"),
        **{table: pd.DataFrame(records) for table, records in figures.tables().items() if records},
    }


@dataclass
class _Figures:
    """The published rows, sorted into the tables they belong in."""

    gazetteer: Gazetteer
    timings: Mapping[str, str]
    dates: Mapping[tuple[str, str], Row]
    remarks: Mapping[str, Row]
    villages: dict[str, Village] = field(default_factory=dict)
    sources: dict[str, Record] = field(default_factory=dict)
    batches: list[Record] = field(default_factory=list)
    observations: list[Record] = field(default_factory=list)
    targets: list[Record] = field(default_factory=list)
    rules: list[Record] = field(default_factory=list)
    unplaced: list[Record] = field(default_factory=list)

    def tables(self) -> dict[str, list[Record]]:
        return {
            "source": list(self.sources.values()),
            "batch": self.batches,
            "observation_log": self.observations,
            "target": self.targets,
            "rule": self.rules,
            "unplaced_figure": self.unplaced,
            "remark": [
                {"origin": origin, "remark_vi": row["remark_vi"], "remark_en": row["remark_en"]}
                for origin, row in self.remarks.items()
            ],
        }

    def read(self, file: Path) -> None:
        """Sort the rows of one file, which becomes one batch."""
        sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
        batch_id, before, read = f"b-{sha256[:8]}", len(self.unplaced), 0
        for line, row in _rows(file):
            origin = f"{file.name}:{line}"
            try:
                self._add(row, origin, batch_id)
            except ValueError as error:
                raise ValueError(f"{origin}: {error}") from error
            read += 1
        self.batches.append(
            {
                "batch_id": batch_id,
                "dataset": DATASET,
                "file_name": file.name,
                "sha256": sha256,
                "created_at": _now(),
                "created_by": "seed",
                "rows_read": read,
                "rows_stored": read - (len(self.unplaced) - before),
                "state": "committed",
            }
        )

    def _add(self, row: Row, origin: str, batch_id: str) -> None:
        if row["indicator"] not in self.timings:
            raise ValueError(f"indicator {row['indicator']!r} is not in indicators.csv")
        as_of, precision = parse_as_of(row["as_of"])
        source = self._source(row)
        # A remark may say that the text speaks of units other than those of its date.
        vintage_open = self.remarks.get(origin, {}).get("vintage") == "open"
        dated = (None, "none") if vintage_open else (as_of, precision)
        place = self.gazetteer.place(row["area"], row["level"], row["province"], *dated)
        if place.reason:
            self.unplaced.append(_unplaced(row, place, origin, str(source["source_id"])))
            return
        if place.village:
            self.villages[place.village.area_id] = place.village
        known: Record = {
            "area_id": place.area_id,
            "indicator_id": row["indicator"],
            "value": float(row["value"]),
            "precision": precision,
            "basis": row["as_of_basis"],
            "dataset": DATASET,
            "source_id": source["source_id"],
            "batch_id": batch_id,
            "origin": origin,
        }
        match row["measure"]:
            case "result":
                timing = self.timings[row["indicator"]]
                whole_year = timing == "in_period" and precision == "year"
                self.observations.append(
                    known
                    | _bounded(row)
                    | {
                        "as_of": as_of,
                        "timing": timing,
                        "period_start": first_day(as_of, precision) if whole_year else None,
                        "published_on": source["published_on"],
                        "recorded_at": _now(),
                    }
                )
            case "target":
                kind = "national" if place.area_id == NATION else None
                operator = row["operator"] or None
                terms = {"kind": kind, "operator": operator, "due": as_of, "version": 1}
                self.targets.append(known | terms)
            case "rule":
                self.rules.append(known | _bounded(row) | {"as_of": as_of})
            case other:
                raise ValueError(f"measure {other!r} is not result, target or rule")

    def _source(self, row: Row) -> Record:
        """The row's source: one per title and address."""
        title, url = row["source_title"], row["source_url"]
        digest = hashlib.sha1((title + url).encode(), usedforsecurity=False).hexdigest()
        printed = self.dates.get((title, url), {})
        found: Record = {
            "source_id": f"s-{digest[:8]}",
            "title": title,
            "publisher": (urlsplit(url).hostname or "").removeprefix("www.").rstrip("."),
            "url": url,
            "published_on": _day(printed.get("published_on", "")),
            "published_precision": printed.get("precision", "none"),
            "kind": row["source_kind"],
        }
        known = self.sources.setdefault(str(found["source_id"]), found)
        if known != found:
            raise ValueError(f"source {found!r} has the id of {known!r}")
        return known


def _bounded(row: Row) -> Record:
    low, high = bounds(row["value"], row["qualifier"])
    return {"low": low, "high": high, "qualifier": row["qualifier"]}


def _unplaced(row: Row, place: Place, origin: str, source_id: str) -> Record:
    kept = ("area", "level", "province", "as_of", "measure", "unit")
    return {
        **{column: row[column] for column in kept},
        "origin": origin,
        "basis": row["as_of_basis"],
        "indicator_id": row["indicator"],
        "operator": row["operator"] or None,
        "value": float(row["value"]),
        "qualifier": row["qualifier"] or None,
        "source_id": source_id,
        "reason": place.reason,
        "candidates": ",".join(place.candidates),
    }


def _named(names: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """The names with their short and folded forms; the registry has most short forms ready."""
    ready = dict(zip(areas.name, areas.short_name, strict=True))
    shorts = pd.Series(
        [ready.get(name) or split_type(name)[1] for name in names.name], index=names.index
    )
    return names.assign(short_name=shorts, folded=_folded(shorts))


def _folded(shorts: pd.Series) -> pd.Series:
    return shorts.map({short: fold(short) for short in shorts.unique()})


def _units(areas: pd.DataFrame, names: pd.DataFrame) -> Iterator[Unit]:
    """Each area but the nation, with every name on record."""
    by_area: dict[str, list[Name]] = {}
    for row in names.fillna("").itertuples(index=False):
        days = _day(row.valid_from), _day(row.valid_to)
        name = Name(row.short_name, row.folded, row.type, *days)
        by_area.setdefault(row.area_id, []).append(name)
    for row in areas[areas.level != "nation"].fillna("").itertuples(index=False):
        yield Unit(
            area_id=row.area_id,
            vintage=row.vintage,
            level=row.level,
            code=row.code,
            province_id=row.province_id,
            same_as=row.same_as,
            names=tuple(by_area.get(row.area_id, ())),
        )


def _villages(villages: Mapping[str, Village], areas: pd.DataFrame) -> pd.DataFrame:
    """Areas of level village, named as printed, one row per village; nothing else is known."""
    communes = areas.set_index("area_id")
    return pd.DataFrame(
        [
            {
                "area_id": village.area_id,
                "vintage": AreaId.parse(village.area_id).vintage,
                "level": "village",
                "name": village.name,
                "short_name": village.name,
                "parent_id": village.commune_id,
                "province_id": communes.at[village.commune_id, "province_id"],
            }
            for village in villages.values()
        ],
        columns=areas.columns,
    )


def _table(file: Path) -> pd.DataFrame:
    """The file's cells as text, empty ones as missing."""
    cells = pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8")
    return cells.astype(object).mask(cells == "", None)


def _rows(file: Path) -> Iterator[tuple[int, Row]]:
    """Each row by its column names, with its line in the file."""
    with file.open(encoding="utf-8", newline="") as text:
        reader = csv.DictReader(text)
        for row in reader:
            yield reader.line_num, row


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
