"""What a file holds, for programs: columns, sources, days, as CSVW (W3C, 2015) says it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from data.cache import frame as ask
from data.datasets import DOUBTFUL
from data.writing.columns import NUMBER, Column
from data.writing.tables import Table

CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "vi"}]
TITLE = {"vi": "CNSCĐ Atlas: số liệu tải về", "en": "CNSCĐ Atlas: figures taken away"}
RIGHTS = {
    "vi": "Số liệu thuộc về nơi công bố và được dẫn kèm nguồn; khi dùng lại xin dẫn nguồn.",
    "en": "The figures belong to those who published them and are quoted with their source; "
    "cite it when you use them.",
}
# Of the datasets whose figures nobody answers for.
CAUTIONS = {
    "demo": {
        "vi": "Số liệu mô phỏng: không cơ quan nào báo cáo, không được dẫn như số liệu thật.",
        "en": "Simulated figures: no office reported them; not to be cited as real.",
    },
    "submitted": {
        "vi": "Số liệu chờ duyệt: cấp trên chưa duyệt, có thể sai, không được dẫn như số liệu đã "
        "báo cáo.",
        "en": "Figures that wait for approval: nobody of the level above has approved them, they "
        "may be wrong; not to be cited as reported.",
    },
}


def described(
    table: Table, file: str = "", separator: str = ",", decimal: str = "."
) -> dict[str, Any]:
    """The description of a table whose frames are read; it can be written as JSON.

    Args:
        table: What was written.
        file: The name of the CSV beside it; "" where there is none.
        separator: Between its cells.
        decimal: Of its numbers.
    """
    told = table.told
    said: dict[str, Any] = {
        "@context": CONTEXT,
        "dc:title": _both(TITLE),
        "dc:created": date.today().isoformat(),
        "dc:rights": _both(RIGHTS),
        "dc:source": [
            {"dc:title": title, "schema:url": url, "figures": n}
            for (title, url), n in told.sources.most_common()
        ],
        "selection": table.selection.to_query() | {"shape": table.shape},
        "dataset": table.selection.dataset,
        "figures": told.figures,
        "undated": told.undated,
        "first_as_of": told.first and told.first.isoformat(),
        "last_as_of": told.last and told.last.isoformat(),
        "units": table.selection.units,
        "areas": [
            {"level": level, "vintage": vintage, "figures": n}
            for (level, vintage), n in sorted(told.areas.items())
        ],
        "qualifiers": dict(sorted(told.qualifiers.items())),
        "indicators": [_indicator(row) for row in indicators_of(told.indicators)],
        "tableSchema": {"columns": [_column(each, decimal) for each in table.columns]},
    }
    if mark := DOUBTFUL.get(table.selection.dataset):
        said[mark] = _both(CAUTIONS[table.selection.dataset])
    if file:
        said |= {"url": file, "dialect": {"delimiter": separator, "encoding": "utf-8"}}
    return said


def indicators_of(known: Mapping[str, int]) -> list[Any]:
    """Rows of the query indicators, of those that are known, as named tuples."""
    found = ask("indicators")
    return list(found[found["indicator_id"].isin(list(known))].itertuples(index=False))


def _indicator(row: Any) -> dict[str, Any]:
    return {
        "id": row.indicator_id,
        "name": _both({"vi": row.name_vi, "en": row.name_en}),
        "definition": _both({"vi": row.definition_vi, "en": row.definition_en}),
        "unit": _both({"vi": row.unit_vi, "en": row.unit_en}),
        "kind": row.kind,
        "polarity": row.polarity,
    }


def _column(column: Column, decimal: str) -> dict[str, Any]:
    kind: Any = column.kind
    if kind == NUMBER and decimal != ".":
        kind = {"base": NUMBER, "format": {"decimalChar": decimal}}
    titles = _both({"vi": column.vi, "en": column.en})
    return {"name": column.name, "titles": column.name, "dc:description": titles, "datatype": kind}


def _both(texts: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in texts.items()]
