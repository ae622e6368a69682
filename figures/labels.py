"""Labels at the ends of lines: broken where they are long, moved apart where they would overlap."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

LINE = 17  # pixels from one line of a label to the next
LETTER = 7.4  # pixels that a letter takes on average, rather more than less


def wrapped(label: str, letters: int) -> list[str]:
    """The lines of a label, each of at most `letters` letters where its words allow it.

    Args:
        label: Escaped markup; an entity counts as the letter it stands for, a tag as nothing.
        letters: The most on a line.
    """
    lines: list[str] = []
    for word in label.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer) <= letters:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def width(label: str) -> int:
    """How many letters are read in a label of escaped markup."""
    return len(html.unescape(re.sub("<[^>]*>", "", label)).replace("\u2060", ""))


def spread(wanted: Sequence[float], sizes: Sequence[float], top: float) -> list[float]:
    """Places next to those wanted, in their order, at which things do not overlap.

    Args:
        wanted: Where the middle of each would stand, from 0 up.
        sizes: How high each is, in the same unit.
        top: Above this nothing reaches as long as there is room below.
    """
    order = sorted(range(len(wanted)), key=lambda n: (wanted[n], n))
    places = list(wanted)
    floor = 0.0
    for n in order:
        places[n] = max(places[n], floor + sizes[n] / 2)
        floor = places[n] + sizes[n] / 2
    ceiling = max(top, sum(sizes))
    for n in reversed(order):
        places[n] = min(places[n], ceiling - sizes[n] / 2)
        ceiling = places[n] - sizes[n] / 2
    return places
