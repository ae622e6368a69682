"""Properties that are reckoned when they are first read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Owner = TypeVar("Owner")
Value = TypeVar("Value")


class reckoned_once(Generic[Owner, Value]):  # noqa: N801  read as a decorator
    """A property kept in its object once it is read: functools.cached_property without its lock.

    Until Python 3.11 that one holds a single lock for all objects of a class, so threads that
    reckon for different readers wait for each other, and forever if also for an answer.
    """

    def __init__(self, reckon: Callable[[Owner], Value]) -> None:
        self._reckon, self._name = reckon, ""
        self.__doc__ = reckon.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        """Learns under which name the object keeps the value."""
        self._name = name

    @overload
    def __get__(self, owner: None, kind: type) -> reckoned_once[Owner, Value]: ...

    @overload
    def __get__(self, owner: Owner, kind: type) -> Value: ...

    def __get__(self, owner: Owner | None, kind: type) -> Any:
        """The value; of the class the property itself."""
        if owner is None:
            return self
        value = owner.__dict__[self._name] = self._reckon(owner)
        return value
