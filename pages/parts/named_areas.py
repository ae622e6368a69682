"""The areas that a URL names, and what is said of codes that are none."""

from __future__ import annotations

import pandas as pd

from data import lost_codes
from data.cache import frame as ask
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.wording import place_in_words


def named_areas(
    asked: str, most: int, problems: list[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The areas that there are, and the codes that are none.

    Args:
        asked: Codes with commas between them.
        most: How many areas are taken.
        problems: Gets a sentence for each code that is no area, and for too many.
    """
    wanted = list(dict.fromkeys(code for code in asked.split(",") if code))
    if len(wanted) > most:
        problems.append(
            _(
                "The link names {n} areas; the first {most} are shown.",
                n=len(wanted),
                most=most,
            )
        )
    wanted = wanted[:most]
    known = tuple(code for code in wanted if not _area(code).empty)
    lost = tuple(code for code in wanted if code not in known)
    problems += [_lost(code) for code in lost]
    return known, lost


def _lost(code: str) -> str:
    meant = [
        place_in_words(
            *(row.short_name, row.level, row.vintage, row.province),
            _area(row.area_id)["type"].iloc[0],
        )
        for row in lost_codes.meant(code).itertuples(index=False)
    ]
    if not meant:
        return _(
            "The link names the area “{found}”, which there is not. An area code "
            "looks like 2024-p38 (a province before 1 July 2025) or 2025-p38 (since "
            "then); it is left out.",
            found=escape(code),
        )
    return _(
        "The link names the area “{found}”, which there is not; it is left out. Perhaps this is "
        "meant: {areas}.",
        found=escape(code),
        areas=escape("; ".join(meant)),
    )


def _area(area_id: str) -> pd.DataFrame:
    return ask("area_by_id", area=area_id)
