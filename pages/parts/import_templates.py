"""Forms to fill in elsewhere and send back: made for the communes of an area, empty or filled."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import streamlit as st

from data.cache import frame as ask
from data.imports import templates
from data.imports.forms import forms
from data.imports.templates import Area, Row
from data.imports.written import Figure
from pages.parts import import_place
from pages.parts.import_place import Place
from pages.parts.language import _, either
from pages.parts.view import View
from pages.parts.wording import missing

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw(now: View) -> None:
    """Draws the choice of form, area and month, and what can be saved for them."""
    with st.expander(_("Download a template to fill in"), icon=":material/download:"):
        form_id = st.selectbox(
            _("Form"),
            list(forms()),
            format_func=lambda each: either(forms()[each].name_vi, forms()[each].name_en),
            key="import_template_form",
            width=420,
        )
        label = _("Commune, district or province that the template is for")
        place = import_place.choose(now, "template-area", label)
        if place is None:
            st.caption(_("Choose an area first; the template then has its communes filled in."))
            return
        day = import_place.choose_month(place, "import_template_month")
        with st.container(horizontal=True, gap="small"):
            _offer(form_id, place, day, filled=False)
            _offer(form_id, place, day, filled=True)


def stored_values(areas: Iterable[str], day: date) -> dict[str, dict[str, Figure]]:
    """By area and indicator, what the files of this office say at a date."""
    found: dict[str, dict[str, Figure]] = {}
    for row in ask("reported_by_area", areas=list(areas), date=day).itertuples():
        low, high = (None if missing(end) else float(end) for end in (row.low, row.high))
        figure = Figure(float(row.value), low, high, str(row.qualifier))
        found.setdefault(str(row.area_id), {})[str(row.indicator_id)] = figure
    return found


def period_of(form_id: str, day: date) -> str:
    """The period as a form says it: the month, or the day where a day is asked."""
    return day.isoformat() if form_id == "teams" else f"{day:%Y-%m}"


def _offer(form_id: str, place: Place, day: date, *, filled: bool) -> None:
    period = period_of(form_id, day)

    def write() -> bytes:
        communes = import_place.communes(place)
        areas = [Area(area_id, name) for area_id, name in communes.items()]
        rows = STORED[form_id](list(communes), day) if filled else ()
        return templates.template(form_id, place.name, areas, period, rows)

    st.download_button(
        _("With what is stored (XLSX)") if filled else _("Empty template (XLSX)"),
        write,
        file_name=templates.file_name(form_id, place.name, period),
        mime=XLSX,
        icon=":material/download:",
        on_click="ignore",
        key=f"import_template_{'filled' if filled else 'empty'}",
    )


def _reports(areas: list[str], day: date) -> list[Row]:
    values = stored_values(areas, day)
    return [
        {"code": area_id, **{name: _cell(figure) for name, figure in of_area.items()}}
        for area_id, of_area in values.items()
    ]


def _cell(figure: Figure) -> float | str:
    """The number; with the words around it where it is not exact."""
    return figure.value if figure.is_exact else figure.written(",")


def _targets(areas: list[str], _day: date) -> list[Row]:
    return [
        {
            "code": row.area_id,
            "indicator": row.indicator_id,
            "target_kind": row.kind,
            "operator": None if missing(row.operator) else row.operator,
            "value": row.value,
            "due": _dated(row.due, row.precision),
        }
        for row in ask("reported_targets_by_area", areas=areas).itertuples()
    ]


def _teams(areas: list[str], _day: date) -> list[Row]:
    rows: list[Row] = []
    for row in ask("teams_by_area", areas=areas).to_dict("records"):
        told = {key: None if missing(value) else value for key, value in row.items()}
        rows.append(
            {
                "code": told["commune_id"],
                "team": told["name"],
                "team_level": told["level"],
                **{key: told[key] for key in SAME},
                "set_up_on": _dated(told["set_up_on"], told["set_up_precision"]),
            }
        )
    return rows


def _dated(day: date | None, precision: str | None) -> str | None:
    """The day as precisely as it is known, as templates take it."""
    if missing(day) or day is None:
        return None
    return day.strftime({"year": "%Y", "month": "%Y-%m"}.get(precision or "", "%Y-%m-%d"))


# Fields of the form of teams that are called the same in the warehouse.
SAME = (
    *("village", "leader_role", "members", "women_union", "farmers_union", "youth_union"),
    *("other_members", "core_members", "trained_members", "sessions_in_person", "sessions_online"),
)
STORED: dict[str, Callable[[list[str], date], list[Row]]] = {
    "monthly": _reports,
    "targets": _targets,
    "teams": _teams,
}
