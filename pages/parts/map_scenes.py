"""The maps that views show, each reckoned once for all who look at it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from data.cache import frame as ask
from data.cache import kept
from data.datasets import PUBLISHED
from pages.parts import catalogue, editions, view
from pages.parts.filters import widest_date
from pages.parts.map_history import divided, history_of, unsaid
from pages.parts.map_scene import MapScene


def scene_of(now: view.View, indicator_id: str) -> MapScene:
    """The scene of a view.

    Args:
        now: The view.
        indicator_id: What is measured where the view names nothing.
    """
    return _whole(subject_of(now, indicator_id), date.today()).seen(now)


def subject_of(now: view.View, indicator_id: str) -> view.View:
    """The view without what does not change the values of its date."""
    return replace(
        now,
        indicator=indicator_id,
        areas=(),
        opened="",
        series="values",
        against=None,
        other=None,
        two="beside",
        problems=(),
        lost=(),
    )


@kept
def _whole(subject: view.View, today: date) -> MapScene:
    return prepared(subject, today).whole()


@kept
def prepared(subject: view.View, today: date) -> MapScene:
    """The scene of a view as `subject_of` gives it."""
    place = {"vintage": subject.vintage, "level": subject.level, "within": subject.within}
    measured = catalogue.indicator(str(subject.indicator))
    history = divided(history_of(subject), subject)
    covered = catalogue.covered(subject.dataset, *subject.place)
    undated = covered.set_index("indicator_id")["undated"]
    return MapScene(
        catalogue.divided(measured, subject.per),
        history,
        ask("areas_by_level", **place),
        subject.date
        or widest_date(history, editions.breaks_of(measured.id), measured.kind == "rank"),
        subject,
        int(undated.get(measured.id, 0)),
        today if subject.dataset == PUBLISHED else date.min,
        len(unsaid(subject)),
    )
