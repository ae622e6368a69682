"""The picture of one service over the months, beside its targets and the nation's."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from data.datasets import PUBLISHED
from figures.aims import aims
from geo.areas import MERGER
from pages.parts import asking, sharing, targets_words
from pages.parts.datasets import label, named, titled
from pages.parts.escape import escape, plain
from pages.parts.language import _, current, either
from pages.parts.reader import kept_for_reader
from pages.parts.screen import CONFIG, ink, is_phone
from pages.parts.targets_months import Course, National, Step, course_of
from pages.parts.targets_scene import Line, Scene
from pages.parts.wording import date_in_words, missing, operator_in_words, time_in_words

KEY = "targets-trend"
NAMES = {"registered": "registered by the month", "assigned": "assigned by a due date"}


def draw(scene: Scene, line: Line) -> None:
    """Draws the months of a line's service with their table, and what they can be saved as."""
    course = course_of(scene, line)
    heading = title(scene, line)
    st.subheader(heading)
    if not course.results:
        st.caption(_("No month has a figure."))
        return
    figure = chart(scene, line)
    st.plotly_chart(figure, theme=None, key=KEY, config=CONFIG, alt=plain(heading))
    source = source_line(course, line)
    st.caption(source)
    if said := notes(course, scene):
        st.caption(said)
    name = ("targets", line.indicator.id, scene.area_id)
    sharing.offer(KEY, heading, source, *name, rows=saved(scene, line))
    with st.expander(_("Table of the months")):
        st.dataframe(table(scene, line), hide_index=True)


def title(scene: Scene, line: Line) -> str:
    """The sentence above the picture, as escaped markup."""
    shown, month = line.indicator, scene.month.words
    if not line.is_reported:
        return _("{service}: not reported for {month}", service=escape(shown.name), month=month)
    return _(
        "{service}: {value}, target {target}, {month} {state}",
        service=escape(shown.name),
        value=escape(shown.words(line.row.value, line.row.qualifier)),
        target=escape(shown.words(line.row.target)),
        month=month,
        state=escape(f"({targets_words.state(line)})"),
    )


@kept_for_reader
def chart(scene: Scene, line: Line) -> Any:
    """The picture, a Plotly figure."""
    course, shown = course_of(scene, line), line.indicator
    points = pd.DataFrame(
        {
            "area_id": [scene.area_id] * len(course.results),
            "starts_on": [row.starts_on for row in course.results],
            "as_of": [row.as_of for row in course.results],
            "value": [row.value for row in course.results],
            "low": [row.low for row in course.results],
            "high": [row.high for row in course.results],
            "qualifier": [row.qualifier for row in course.results],
            "in_conflict": [row.in_conflict for row in course.results],
            "hover": [_hover_of_result(row, line, course) for row in course.results],
        }
    )
    steps = pd.DataFrame(
        {
            "kind": [step.kind for step in course.steps],
            "begins": pd.to_datetime([step.begins for step in course.steps]),
            "ends": pd.to_datetime([step.ends for step in course.steps]),
            "value": [step.value for step in course.steps],
            "is_current": pd.Series([step.is_current for step in course.steps], dtype=bool),
            "hover": [_hover_of_step(step, line) for step in course.steps],
        }
    )
    kinds = {step.kind for step in course.steps}
    days = [row.as_of.date() for row in course.results]
    return aims(
        points,
        steps,
        result=_("result"),
        names={kind: _(name) for kind, name in NAMES.items() if kind in kinds},
        levels=[_level(each, line) for each in course.national if each.value is not None],
        unit=escape(either(shown.unit_vi, shown.unit_en)),
        separators=",." if current() == "vi" else ".,",
        narrow=is_phone(),
        ink=ink(),
        height=380 if is_phone() else 420,
        marks=[(MERGER, _("7/2025: new units"))] if min(days) < MERGER <= max(days) else [],
    )


def _hover_of_result(row: Any, line: Line, course: Course) -> str:
    said = [
        f"<b>{escape(line.indicator.name)}</b>",
        f"{date_in_words(row.as_of, 'month')}: "
        + escape(line.indicator.words(row.value, row.qualifier)),
    ]
    if among := communes(row, course):
        said.append(among)
    return "<br>".join([*said, escape(titled(row.source))])


def communes(row: Any, course: Course) -> str:
    """How many communes a result is of; "" where it is one's own."""
    if not course.is_sum and row.carried == "own":
        return ""
    return _("{n} of {m} communes", n=row.parts, m=row.expected)


def aimed(step: Step, line: Line) -> str:
    """A target with its sign and unit."""
    if step.operator is None:
        sign = _("sign not stated:") + " "
    else:
        sign = "= " if step.operator == "=" else operator_in_words(step.operator)
    return sign + line.indicator.words(step.value)


def _hover_of_step(step: Step, line: Line) -> str:
    said = [
        f"<b>{escape(_(NAMES[step.kind]))}</b>: {escape(aimed(step, line))}",
        _("due {day}", day=date_in_words(step.due, "day")),
    ]
    if step.parts:
        said.append(_("{n} of {m} communes", n=step.parts, m=step.expected))
    elif not missing(step.recorded_at):
        version = _("version {n}", n=step.version)
        said.append(f"{version}, {_('Recorded')}: {time_in_words(step.recorded_at)}")
        if not step.is_current:
            said.append(_("no longer holds"))
    return "<br>".join([*said, escape(titled(step.source))])


def _level(each: National, line: Line) -> tuple[float, str, str]:
    """Value, name and hover of a national target; of a share it says what it is a share of."""
    due = date_in_words(each.row.due, each.row.precision)
    stated = _stated(each).replace(" ", "\u00a0")  # stays on one line of the label
    name = _("nation, by {due}: {target}", due=due, target=stated)
    value = float(each.value or 0)
    said = [f"<b>{escape(name)}</b>", escape(each.shown.name)]
    if each.below:
        of, figure = each.below
        said.append(
            escape(
                _(
                    "{value} here: {target} of {whole}",
                    value=line.indicator.words(round(value)),
                    target=each.shown.words(each.row.value),
                    whole=f"{of.words(figure.value, figure.qualifier)} ({of.name})",
                )
            )
        )
    return value, escape(name), "<br>".join([*said, escape(each.row.source)])


def _stated(each: National) -> str:
    operator = each.row.operator
    if missing(operator):
        return each.shown.words(each.row.value)
    sign = "= " if operator == "=" else operator_in_words(operator)
    return sign + each.shown.words(each.row.value)


def source_line(course: Course, line: Line) -> str:
    """The line under the picture: the sources of results and targets, and of the nation's."""
    texts = [row.source for row in course.results] + [step.source for step in course.steps]
    titles = dict.fromkeys(part for text in texts for part in text.split("; "))
    first, last = (date_in_words(course.results[at].as_of, "month") for at in (0, -1))
    said = named(
        _("Sources: {sources}.", sources="; ".join(map(escape, titles)))
        + " "
        + _("Months {first} – {last}.", first=first, last=last)
    )
    if not course.national:
        return said
    national = dict.fromkeys(each.row.source for each in course.national)
    return f"{said} " + _(
        "National target ({dataset}): {sources}.",
        dataset=label(PUBLISHED),
        sources="; ".join(map(escape, national)),
    )


def notes(course: Course, scene: Scene) -> str:
    """What a reader must know of the lines: whose sums they are, and where the nation aims."""
    said = []
    if course.is_sum:
        said.append(
            _(
                "Of each month the communes that have a result and a target and state how these "
                "compare; how many they are differs between months and is said at each point."
            )
        )
    for each in course.national:
        due = date_in_words(each.row.due, each.row.precision)
        here = _("no data") if each.result is None else each.shown.say(each.result)
        sentence = _(
            "National target by {due}: {target} ({name}); here {value} in {month}.",
            due=due,
            target=_stated(each),
            name=each.shown.name,
            value=here,
            month=scene.month.words,
        )
        said.append(escape(sentence))
        if each.value is None:
            said.append(
                _("It is not drawn: not all communes have said what the share would be of.")
            )
    return " ".join(said)


@kept_for_reader
def table(scene: Scene, line: Line) -> pd.DataFrame:
    """The months in words, the newest first: result, targets of each kind, versions, communes."""
    course, shown = course_of(scene, line), line.indicator
    results = {row.as_of.date(): row for row in course.results}
    held = {(step.kind, step.ends): step for step in course.steps if step.is_current}
    former = {(step.kind, step.ends) for step in course.steps if not step.is_current}
    days = sorted({*results, *(ends for _kind, ends in held)}, reverse=True)
    columns: dict[str, list[str]] = {
        _("Month"): [date_in_words(day, "month") for day in days],
        _("Result"): [
            shown.words(results[day].value, results[day].qualifier)
            if day in results
            else _("not reported")
            for day in days
        ],
    }
    for kind, name in NAMES.items():
        if any(each == kind for each, _ends in held):
            columns[_(name).capitalize()] = [
                _cell(held.get((kind, day)), line, (kind, day) in former) for day in days
            ]
    if any(communes(row, course) for row in course.results):
        columns[_("Compared")] = [
            communes(results[day], course) if day in results else "" for day in days
        ]
    return pd.DataFrame(columns)


def _cell(step: Step | None, line: Line, is_changed: bool) -> str:
    if step is None:
        return "–"
    changed = f" ({_('version {n}', n=step.version)})" if is_changed else ""
    return aimed(step, line) + changed


@kept_for_reader
def saved(scene: Scene, line: Line) -> pd.DataFrame:
    """What is seen as a file: one row per result, version of a target and national target."""
    course, shown = course_of(scene, line), line.indicator
    common = {"dataset": asking.dataset(), "area_id": scene.area_id, "indicator": shown.id}
    rows: list[dict[str, object]] = [
        common
        | {"kind": "result", "starts_on": row.starts_on.date(), "as_of": row.as_of.date()}
        | {"value": row.value, "low": row.low, "high": row.high, "qualifier": row.qualifier}
        | {"communes": row.parts, "of_communes": row.expected}
        | {"unit": shown.unit_vi, "source": row.source}
        for row in course.results
    ]
    rows += [
        common
        | {"kind": step.kind, "starts_on": step.begins, "as_of": step.ends, "value": step.value}
        | {"operator": step.operator, "due": step.due, "version": step.version}
        | {"holds": step.is_current, "recorded_at": step.recorded_at}
        | {"communes": step.parts or None, "of_communes": step.expected or None}
        | {"unit": shown.unit_vi, "source": step.source}
        for step in course.steps
    ]
    rows += [
        {"dataset": PUBLISHED, "area_id": each.row.area_id, "indicator": each.shown.id}
        | {"kind": "national", "as_of": each.row.due.date(), "value": each.row.value}
        | {"operator": each.row.operator, "due": each.row.due.date()}
        | {"version": each.row.version, "unit": each.shown.unit_vi, "source": each.row.source}
        for each in course.national
    ]
    return pd.DataFrame(rows)
