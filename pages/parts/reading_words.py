"""How a difference is written: points, places or percent, rounded so that no bound is crossed."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from data import reading
from pages.parts.language import _, current
from pages.parts.wording import number

UNITS = {reading.STEPS: "percentage points", reading.PLACES: "places"}


def moved(said: reading.Verdict) -> str:
    """A change too small to be called one, never rounded up to what would be."""
    difference = said.difference or Decimal(0)
    size = abs(difference).quantize(Decimal("0.1"), ROUND_DOWN)
    amount = _with_unit(_number(size), said.scale)
    return _("up {amount}", amount=amount) if difference > 0 else _("down {amount}", amount=amount)


def spanned(said: reading.Verdict) -> str:
    """From where to where a difference may lie, signed, rounded outward."""
    low = "−∞" if said.low is None else _signed(_rounded(said.low, ROUND_FLOOR))
    high = "∞" if said.high is None else _signed(_rounded(said.high, ROUND_CEILING))
    return _("between {low} and {high}", low=low, high=_with_unit(high, said.scale))


def amount_of(said: reading.Verdict) -> str:
    """How large a difference is, its direction being said: "6,2", "5,5–6,9", "at least 5,5"."""
    least, most = (said.low, said.high) if said.rises else (_less(said.high), _less(said.low))
    if least is None:
        raise ValueError(f"{said!r} has no certain direction")
    if least == most:
        return _with_unit(_number(_rounded(least, ROUND_HALF_EVEN)), said.scale)
    low = _number(_rounded(least, ROUND_FLOOR))
    if most is None:
        return _("at least {value}", value=_with_unit(low, said.scale))
    high = _number(_rounded(most, ROUND_CEILING))
    return _with_unit(low if low == high else f"{low}–{high}", said.scale)


def _less(end: Decimal | None) -> Decimal | None:
    return None if end is None else -end


def _rounded(size: Decimal, way: str) -> Decimal:
    return size.quantize(Decimal("0.1"), way)


def _number(size: Decimal) -> str:
    return number(float(size), 1)


def _signed(size: Decimal) -> str:
    return f"{'−' if size < 0 else '+' if size > 0 else ''}{_number(abs(size))}"


def _with_unit(figure: str, scale: str) -> str:
    if scale == reading.RELATIVE:
        return f"{figure}{'' if current() == 'en' else ' '}%"
    return f"{figure} {_(UNITS[scale])}"
