"""The field that finds any area by its name, typed as people type."""

from __future__ import annotations

from datetime import timedelta

from data import area_index
from geo.areas import MERGER
from pages.parts import components, view
from pages.parts.language import _, current
from pages.parts.wording import LEVELS, date_in_words

LAST_DAY = MERGER - timedelta(days=1)


def draw(key: str, label: str) -> str | None:
    """The id of the area that was chosen in this run, after drawing the field; None without one.

    Args:
        key: Tells this field from others on the page.
        label: What the empty field says.
    """
    state = components.mount(
        "search",
        key=key,
        data={
            "address": f"/api/areas/{area_index.name()}",
            "label": label,
            "words": _words(),
        },
        on_chosen_change=_do_nothing,
    )
    chosen = state.chosen
    # What comes from the browser may be anything.
    return chosen if isinstance(chosen, str) and not view.area(chosen).empty else None


def _do_nothing() -> None:
    """Streamlit only keeps a trigger that has a callback; the run reads the value itself."""


def _words() -> dict[str, object]:
    """What the field says; `{…}` is filled in by the browser."""
    english = current() == "en"
    last, first = (date_in_words(day, "day") for day in (LAST_DAY, MERGER))
    return {
        "locale": current(),
        # Vietnamese names say their level themselves.
        "levels": {level: _(name) for level, name in LEVELS.items()} if english else {},
        "2024": _("until {date}", date=last),
        "2025": _("since {date}", date=first),
        "now": _("now in {name}"),
        "communes": _("now {n} communes in {name}"),
        "other": _("also called {name}"),
        "code": _("code {code}"),
        "recent": _("Chosen before"),
        "found": _("{n} areas found"),
        "more": _("{n} more. Add the district or province: “tan thanh phu binh”."),
        "chosen": _("Chosen: {area}"),
        "loading": _("Loading the list of areas …"),
        "failed": _("The list of areas could not be loaded. Try again, or reload the page."),
        "again": _("Try again"),
        "unknown": _(
            "Nothing is called “{text}”. Leave out accents or the last letters, or type the name "
            "and then the province: “phu binh thai nguyen”."
        ),
    }
