"""What is said of targets: titles, labels, source lines."""

from __future__ import annotations

import re
from collections.abc import Iterable

from data.reaching import NEAR, REACHED, UNREPORTED, UNSURE
from pages.parts import view
from pages.parts.datasets import named, titled
from pages.parts.escape import escape
from pages.parts.language import _
from pages.parts.targets_scene import STATES, Line, Scene
from pages.parts.wording import date_in_words, missing, number, operator_in_words, rounded

WHOLE = 100  # percent
REPORT_STATES = {
    "on_time": "reported in time",
    "late": "reported late",
    "missing": "report missing",
    "open": "report not due yet",
}


def title(scene: Scene) -> str:
    """The sentence above the picture, as escaped markup."""
    name = escape(view.area(scene.area_id).iloc[0]["name"])
    month = scene.month.words
    if not scene.lines:
        return _("{area}: no target for {month}", area=name, month=month)
    if not any(line.is_reported for line in scene.lines):
        return _("{area}: not reported for {month}", area=name, month=month)
    if not scene.judged:
        said = _("{area}: no target of {month} can be judged", area=name, month=month)
        return f"{said} ({unjudged(scene.lines)})"
    said = _(
        "{area}: {n} of {m} targets reached, {month}",
        area=name,
        n=scene.reached,
        m=len(scene.lines),
        month=month,
    )
    if rest := unjudged(scene.lines):
        said += f" ({rest})"
    worst = scene.worst
    if worst is None:
        return said
    return said + _(
        "; furthest behind: {service} ({percent})",
        service=escape(worst.indicator.name),
        percent=percent(worst),
    )


def reached(lines: Iterable[Line]) -> tuple[str, str]:
    """How many targets are reached, as in "3/5", and why others cannot be judged; "–" of none."""
    listed = tuple(lines)
    rest, found = unjudged(listed), sum(line.state == REACHED for line in listed)
    if all(line.state in (UNREPORTED, UNSURE) for line in listed):
        return "–", rest or _("no target was registered")
    return f"{number(found, 0)}/{number(len(listed), 0)}", rest


def unjudged(lines: Iterable[Line]) -> str:
    """Of how many targets it cannot be said whether they are reached, by the reason; or ""."""
    listed = [line for line in lines if line.state in (UNREPORTED, UNSURE)]
    silent = sum(line.state == UNREPORTED for line in listed)
    unstated = sum(line.state == UNSURE and line.is_unstated for line in listed)
    said = []
    if silent:
        said.append(_("not reported: {n}", n=number(silent, 0)))
    if unstated:
        said.append(_("how to compare is not stated: {n}", n=number(unstated, 0)))
    if rest := len(listed) - silent - unstated:
        said.append(_("not certain: {n}", n=number(rest, 0)))
    return "; ".join(said)


def percent(line: Line, decimals: int = 0) -> str:
    """The result in percent of the target, with the words of its qualifier; – without one.

    What is not quite the target is never rounded to it.

    Args:
        line: A target beside its result.
        decimals: At most so many, but for what is near the target.
    """
    share = line.share
    if share is None:
        return "–"
    if share != WHOLE and round(share, decimals) == WHOLE:
        decimals = 1
        share = rounded(share, "at_least" if share < WHOLE else "at_most", decimals)
    said = number(share, decimals) + "\u00a0%"
    bound = {"at_least": "≥ ", "more_than": "> ", "at_most": "≤ ", "nearly": "< ", "about": "≈ "}
    return bound.get(line.row.qualifier, "") + said


def state(line: Line) -> str:
    """The sign and word of a target's state."""
    if line.state == UNSURE and line.is_unstated:
        return _("? how to compare is not stated")
    return _(STATES[line.state])


def parts(line: Line) -> str:
    """How many communes are compared, and how many cannot be; "" where it is one commune alone."""
    if line.row.level == "commune":
        return ""
    return "; ".join(filter(None, [_among(line), unstated(line)]))


def _among(line: Line) -> str:
    if line.is_own and not line.is_reported:
        return _("own target")
    if line.is_own and line.row.is_told:
        return _("own target and own figure")
    if line.is_own:
        return _("own target; {n} of {m} communes reported", n=line.row.parts, m=line.row.targets)
    return _("{n} of {m} communes", n=line.row.parts, m=line.row.targets)


def unstated(line: Line) -> str:
    """How many communes are left out since they state no sign; "" where none is."""
    if not line.row.unstated:
        return ""
    return _("communes that do not state how to compare: {n}", n=number(line.row.unstated, 0))


def operator(line: Line) -> str:
    """The target's sign as stated, or that it is not stated, not by all, or not the same by all."""
    row = line.row
    if not missing(row.operator):
        return "= " if row.operator == "=" else operator_in_words(row.operator)
    if line.is_unstated:
        return _("sign not stated:") + " "
    return (_("signs differ:") if line.is_reported else _("sign not stated by all:")) + " "


def bar(line: Line) -> str:
    """What stands behind a bar, as escaped markup."""
    shown, row = line.indicator, line.row
    if not line.is_reported:
        return f"<b>{escape(state(line))}</b> · " + _(
            "target {target}", target=escape(shown.words(row.asked))
        )
    said = f"{percent(line)} · <b>{escape(state(line))}</b>"
    among = f" ({_among(line)})" if not line.is_whole else ""
    figures = f"{_figure(line, row.value, row.qualifier)} / {shown.words(row.target)}"
    return f"{said}<br>\u2002{escape(figures + among)}"


def _figure(line: Line, value: float, qualifier: str | None) -> str:
    """The value without its unit, which the target after it has."""
    words = line.indicator.words(value, qualifier)
    unit = line.indicator.words(0).replace("0", "", 1).strip()
    return re.sub(rf"\s*{re.escape(unit)}$", "", words) if unit else words


def hover(line: Line) -> str:
    """What a pointer over a bar shows, as escaped markup."""
    shown, row = line.indicator, line.row
    said = [f"<b>{escape(shown.name)}</b>"]
    if line.is_reported:
        said.append(_("result {value}", value=escape(shown.words(row.value, row.qualifier))))
        said.append(_("target {target}", target=escape(operator(line) + shown.words(row.target))))
    else:
        said.append(_("target {target}", target=escape(operator(line) + shown.words(row.asked))))
    said.append(escape(state(line)))
    if among := parts(line):
        said.append(among)
    said.append(_("due {day}", day=due(line)))
    said.append(escape(titled(row.source)))
    return "<br>".join(said)


def due(line: Line) -> str:
    """The day due, or the first and the last of those of several communes."""
    first = date_in_words(line.row.due, "day")
    last = date_in_words(line.row.last_due, "day")
    return first if first == last else f"{first} – {last}"


def source_line(lines: Iterable[Line], month: str) -> str:
    """The line under the picture: source, month, dataset, as escaped markup."""
    titles = dict.fromkeys(part for line in lines for part in line.row.source.split("; "))
    return named(
        _("Sources: {sources}.", sources="; ".join(map(escape, titles)))
        + " "
        + _("Results of {month}.", month=month)
    )


def thresholds() -> str:
    """How reached, nearly and not are told apart."""
    return _(
        "✓ reached; ≈ nearly: at least {near} % of the target (of a target that is not to be "
        "passed: at most {over} %); ✗ below that; … not reported, which is no low result; ? cannot "
        "be judged. ◇ a month before.",
        near=round(NEAR * 100),
        over=round((2 - NEAR) * 100),
    )


def left_out(scene: Scene) -> str:
    """How the sums of an area treat communes without a report; "" for a commune."""
    if view.area(scene.area_id).iloc[0]["level"] == "commune":
        return ""
    said = []
    if not all(line.is_own for line in scene.lines):
        said.append(
            _(
                "Targets and results are added up over the communes that have both and state how "
                "they compare; a commune without a report or a sign is in neither sum."
            )
        )
    if any(line.is_own for line in scene.lines):
        said.append(
            _(
                "A target of the place's own is compared with its own figure, or with the sum of "
                "all communes that reported, which is at least that much where some did not."
            )
        )
    return " ".join(said)


def file_name(scene: Scene) -> tuple[str, ...]:
    """What is inside a file, for its name."""
    return ("targets", scene.kind, scene.area_id, scene.month.ends.strftime("%Y-%m"))
