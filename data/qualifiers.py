"""What the words around a number say about it: khoảng, gần, trên, ít nhất, không quá."""

from decimal import Decimal

QUALIFIERS = ("exact", "about", "nearly", "more_than", "at_least", "at_most")


def bounds(value: Decimal | float | str, qualifier: str) -> tuple[float | None, float | None]:
    """Lowest and highest value that the qualified number may mean; None where it is open.

    About is half a unit of the place of the last digit that is not zero: 12000 is 11500 to 12500,
    75 is 74.5 to 75.5. Reckoned in decimals, so that 0.24 is 0.235 to 0.245 and not nearly so.
    Raises ValueError for a qualifier that is not one of QUALIFIERS.
    """
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError(f"value {value!r} is not a finite number")
    match qualifier:
        case "exact":
            return float(number), float(number)
        case "more_than" | "at_least":
            return float(number), None
        case "nearly" | "at_most":
            return None, float(number)
        case "about":
            half = _half_of_last_place(number)
            return float(number - half), float(number + half)
    raise ValueError(f"qualifier {qualifier!r} is not one of {', '.join(QUALIFIERS)}")


def _half_of_last_place(number: Decimal) -> Decimal:
    exponent = number.normalize().as_tuple().exponent
    if not isinstance(exponent, int):
        raise TypeError(f"{number!r} has no last place")
    return Decimal(5).scaleb(exponent - 1)
