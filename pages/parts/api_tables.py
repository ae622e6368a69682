"""What the page of the data API says: resources, parameters, columns and rules, by the description.

Names, legal values and limits are read off the description that programs read; the words beside
them are ours, in both languages.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pandas as pd
import streamlit as st

from data import paths
from data.cache import rows as ask_rows
from pages.parts.language import _
from pages.parts.wording import number

RESOURCES = {
    "observations": "Figures",
    "targets": "Targets",
    "areas": "Areas",
    "lineage": "What became of areas",
    "indicators": "Indicators",
    "sources": "Sources",
    "layers": "Map layers",
}
PARAMETERS = {
    "data": "whose figures; datasets are never added together",
    "indicator": "ids of indicators, separated by commas",
    "area": "ids of areas, separated by commas",
    "level": "areas of this level alone",
    "in": "the id of an area: it and what lies in it, before and since 1 July 2025",
    "vintage": "areas of before (2024) or since (2025) 1 July 2025 alone; the nation is of both",
    "first": "from this day on; what has no date is left out",
    "last": "until this day; what has no date is left out",
    "units": "then: in units of their time; today: carried over into the areas of today",
    "sums": "communes: also sums of an area's communes where it has no figure of its own; never of "
    "published figures",
    "name": "part of a name, with or without accents",
    "old": "ids of areas of before 1 July 2025, separated by commas",
    "new": "ids of areas of since 1 July 2025, separated by commas",
    "kind": "rows of this kind alone",
    "pillar": "indicators of this pillar alone",
    "limit": "how many rows a page has at most",
    "after": "where the page before ended, as its answer says",
    "format": "what rows are written as",
    "bom": "1: a CSV begins with a mark by which old spreadsheets know UTF-8",
}
RULES = (
    "**Pages**: rows come in the order of a key, at most {most} a page ({rows} where no limit is "
    "given; a page may have fewer). The address of the next page is in `next`, or in the header "
    "`Link`; walking them until there is none gives each row once. What is stored meanwhile shows "
    "from the place where the walk is; where "
    "`version` differs from `began`, begin anew if all must be of one state.",
    "**Again**: every answer has an `ETag`. Send it with the same question (RFC 9110), and nothing "
    "comes back unless something changed.",
    "**Formats**: JSON; CSV in UTF-8 with dots as decimal signs, where texts that a spreadsheet "
    "would run as formulas begin with an apostrophe; Parquet; GeoJSON with outlines simplified for "
    "a map of the nation.",
    "**Missing** is null or an empty cell, never zero. Bounds and qualifiers come with each value; "
    "an open bound is null.",
    "**Mistakes** are answered with all that is wrong and with the legal values (RFC 9457). A page "
    "that takes more than {seconds} seconds is given up: ask for less at once.",
    "**Simulated figures** say so in every row, in the header `Atlas-Simulated` and in the name of "
    "the file.",
    "Nothing can be written here, and no key is needed: who reaches this app can read all it "
    "holds. Pages of other hosts cannot read it in a browser.",
)
DESCRIPTION = paths.ROOT / "api" / "v1" / "openapi.json"


@cache
def description() -> dict[str, Any]:
    """The OpenAPI document that is served."""
    found: dict[str, Any] = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    return found


def counted(dataset: str) -> int:
    """How many figures and targets of the dataset there are to ask for."""
    found = [row for row in ask_rows("counts_by_dataset") if row.dataset == dataset]
    return sum(int(row.observations) + int(row.targets) for row in found)


def title(figures: int) -> str:
    """The sentence above the page.

    Args:
        figures: How many there are to ask for.
    """
    return _(
        "Programs can read {n} kinds of rows here, {figures} figures and targets among them",
        n=number(len(RESOURCES), 0),
        figures=number(figures, 0),
    )


def terms() -> str:
    """The line under the title: where all begins, and what describes it."""
    return _(
        "Everything begins with `/api/v1/`; programs read [its description](/api/v1/openapi.json) "
        "(OpenAPI 3.1). For whole selections as one file there is the page Downloads."
    )


def choose() -> str:
    """Draws the choice of what is asked for, and gives its name in addresses."""
    labels = {name: _(label) for name, label in RESOURCES.items()}
    chosen = st.pills(
        _("What is asked for"),
        list(labels),
        format_func=labels.__getitem__,
        default="observations",
        required=True,
        key="api-resource",
    )
    return str(chosen)


def parameters(resource: str) -> pd.DataFrame:
    """One row per parameter: its name, what it does, its legal values, what holds without it."""
    lines = []
    for each in _operation(resource)["parameters"]:
        name, schema = each["name"], each["schema"]
        lines.append(
            {
                _("Parameter"): name,
                _("What it does"): _(PARAMETERS[name]),
                _("Legal"): _legal(each),
                _("If left out"): str(schema.get("default", "")),
            }
        )
    return pd.DataFrame(lines)


def columns(resource: str) -> str:
    """The names of the columns, in their order, as markup."""
    named = description()["components"]["schemas"][resource]["properties"]
    return ", ".join(f"`{name}`" for name in named)


def formats(resource: str) -> list[str]:
    """What rows may be written as, as the parameter takes it."""
    (each,) = [one for one in _operation(resource)["parameters"] if one["name"] == "format"]
    return list(each["schema"]["enum"])


def rule(text: str) -> str:
    """One of `RULES`, with the limits that hold.

    Args:
        text: As it stands there.
    """
    (limit,) = [p for p in _operation("areas")["parameters"] if p["name"] == "limit"]
    return _(text).format(
        most=number(limit["schema"]["maximum"], 0),
        rows=number(limit["schema"]["default"], 0),
        seconds=number(description()["info"]["x-seconds"], 0),
    )


def _operation(resource: str) -> dict[str, Any]:
    found: dict[str, Any] = description()["paths"][f"/{resource}"]["get"]
    return found


def _legal(parameter: dict[str, Any]) -> str:
    schema = parameter["schema"]
    if "enum" in schema:
        return ", ".join(filter(None, schema["enum"]))
    if "maximum" in schema:
        return f"{schema['minimum']}–{schema['maximum']}"
    example = parameter.get("example")
    if not example:
        return ""
    text = ",".join(example) if isinstance(example, list) else str(example)
    return _("such as {example}", example=text)
