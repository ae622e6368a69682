"""What the boundaries in force are and of when, in the session's language."""

from __future__ import annotations

from data import boundaries
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.wording import date_in_words

UNITS = {
    ("2024", "province"): "provinces until 30 June 2025",
    ("2024", "district"): "districts until 30 June 2025",
    ("2024", "commune"): "communes until 30 June 2025",
    ("2025", "province"): "provinces since 1 July 2025",
    ("2025", "commune"): "communes since 1 July 2025",
}


def line(vintage: str, level: str) -> str:
    """Whose boundaries a map of the level draws, as a sentence of escaped markup."""
    origin = boundaries.origin(vintage, level)
    if not origin.title:
        return _(
            "Approximate boundaries of {units}, made from open packages.",
            units=_("March 2025") if vintage == "2024" else _("July 2025"),
        )
    said = _official(origin) + "."
    return said + " " + _("Elsewhere they are approximate.") if origin.approximate else said


def caution(vintage: str, level: str) -> str:
    """What a reader is warned of, as plain text; "" where an office's boundaries are in force."""
    if boundaries.layer_id(vintage, level):
        return ""
    return _("Approximate boundaries, not for determining administrative borders")


def note(vintage: str, level: str) -> str:
    """Whose boundaries they are, or what to be warned of: plain text for the corner of a map."""
    origin = boundaries.origin(vintage, level)
    if not origin.title:
        return caution(vintage, level)
    title = _("Boundaries: {title}", title=origin.title)
    return (
        _("{boundaries}; elsewhere approximate", boundaries=title) if origin.approximate else title
    )


def footer() -> str:
    """What holds for the boundaries on any page."""
    if any(boundaries.layer_id(*layer) for layer in UNITS):
        return _(
            "Each map says whose boundaries it draws; approximate ones are not for determining "
            "administrative borders."
        )
    return _("Boundaries are approximate and not for determining administrative borders.")


def _official(origin: boundaries.Origin) -> str:
    title = escape(origin.title)
    if origin.day is None:
        return _("Boundaries: {title}", title=title)
    return _("Boundaries: {title}, {day}", title=title, day=date_in_words(origin.day, "day"))
