"""Reads what the overview says, and what was printed."""

import re
from functools import cache

from streamlit.testing.v1 import AppTest

from tests.pages.reading import plain, published, visit

SAID = {"nearly": "nearly ", "more_than": "over ", "about": "about ", "exact": ""}
seen = cache(visit)  # for tests that only read


def english(**params: str) -> AppTest:
    return seen(lang="en", **params)


def printed(area: str, indicator: str, as_of: str) -> dict[str, str]:
    """The one result that is printed of an area and indicator with this date."""
    (row,) = [
        row
        for row in published()
        if (row["area"], row["indicator"], row["as_of"], row["measure"])
        == (area, indicator, as_of, "result")
    ]
    return row


def words(row: dict[str, str], unit: str = "") -> str:
    return f"{SAID[row['qualifier']]}{float(row['value']):,.0f}{unit and ' ' + unit}"


def lines(app: AppTest) -> list[str]:
    """Every line in which figures are said, without addresses."""
    found = [element.value for element in app.markdown]
    return [re.sub(r"\]\(<.*?>\)", "]", line) for text in found for line in plain(text).split("\n")]


def five(app: AppTest) -> dict[str, dict[str, str]]:
    """The table of the five areas by name and column, without addresses."""
    frame = app.table[0].value
    cells = {
        name: [re.sub(r"\]\(<.*?>\)", "]", plain(cell)) for cell in frame[name]] for name in frame
    }
    names = [re.match(r"\*\*(.*?)\*\*", cell)[1] for cell in cells.pop("Area")]  # type: ignore[index]
    return {
        name: {column: cells[column][place] for column in cells} for place, name in enumerate(names)
    }


def links(app: AppTest) -> list[tuple[str, str, str]]:
    """Page, label and parameters of every link in the page."""
    protos = [link.proto for link in app.get("page_link")]
    return [(proto.page, plain(proto.label), proto.query_string) for proto in protos]
