"""What a page reckons and words for one kind of reader, kept as long as it is true."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import ParamSpec, TypeVar

from data.cache import kept
from pages.parts import asking, language, screen

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def kept_for_reader(make: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """The function or class with its latest answers kept, for each kind of reader by itself.

    Readers are of one kind where they share language, dataset, background, width and day (a
    value's age is said); what they are given is shared too, so never changed in place.

    Args:
        make: What it gives must follow from its arguments, the warehouse and the kind of reader.
    """

    @kept
    def answer(
        _reader: tuple[str, str, bool, bool, date], *args: Asked.args, **kwargs: Asked.kwargs
    ) -> Answer:
        return make(*args, **kwargs)

    @wraps(make)
    def ask(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        looks = (screen.is_dark(), screen.is_phone())
        reader = (language.current(), asking.dataset(), *looks, date.today())
        return answer(reader, *args, **kwargs)

    return ask
