"""Reads the comparison as a reader does: its cells, its lists, and the files behind them."""

import re
from fractions import Fraction

from streamlit.testing.v1 import AppTest

from tests.pages.reading import plain, published

NOTHING = "no figure"


def tables(app: AppTest) -> list[str]:
    """Everything that is drawn as HTML."""
    return [html.proto.body for html in app.get("html")]


def cells(app: AppTest) -> dict[str, list[str]]:
    """What each measure says of each area, by the measure's name."""
    (table,) = [body for body in tables(app) if "Areas side by side" in body]
    found = {}
    for row in re.findall(r"<tr><th scope=\"row\".*?</tr>", table):
        name, *values = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)
        found[read(name)] = [read(value) for value in values]
    return found


def lists(app: AppTest) -> list[str]:
    """The items of all lists."""
    bodies = [body for body in tables(app) if body.startswith("<ul")]
    return [read(item) for body in bodies for item in re.findall(r"<li.*?</li>", body)]


def read(markup: str) -> str:
    """The markup as it is read, in one line."""
    return re.sub(r"\s+", " ", plain(re.sub(r"<[^>]+>", " ", markup))).strip()


def printed(area: str, indicator: str, **where: str) -> Fraction:
    """A published result, read with nothing of ours."""
    (value,) = {
        row["value"]
        for row in published()
        if (row["area"], row["indicator"], row["measure"]) == (area, indicator, "result")
        and all(row[column] == wanted for column, wanted in where.items())
    }
    return Fraction(value)


def near(ratio: Fraction, places: int) -> str:
    """The number rounded."""
    return f"{float(round(ratio, places)):.{places}f}".rstrip("0").rstrip(".")


def down(ratio: Fraction, places: int) -> str:
    """The number rounded down, as a lower bound must be."""
    return near(Fraction(ratio * 10**places // 1, 10**places), places)


def up(ratio: Fraction, places: int) -> str:
    """The number rounded up, as an upper bound must be."""
    return near(Fraction(-(-ratio * 10**places // 1), 10**places), places)
