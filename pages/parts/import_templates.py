"""Forms to fill in elsewhere and send back: made for the communes of an area, empty or filled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import streamlit as st

from data.cache import frame as ask
from data.imports import templates
from data.imports.forms import forms
from data.imports.templates import Area, Row
from pages.parts import import_place
from pages.parts.import_place import Place
from pages.parts.language import _, either
from pages.parts.view import View

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
            if form_id == "monthly":
                _offer(form_id, place, day, filled=True)


def stored_values(areas: Iterable[str], day: date) -> dict[str, dict[str, float]]:
    """By area and indicator, what the files of this office say at a date."""
    found: dict[str, dict[str, float]] = {}
    for row in ask("reported_by_area", areas=list(areas), date=day).itertuples():
        found.setdefault(str(row.area_id), {})[str(row.indicator_id)] = float(row.value)
    return found


def period_of(form_id: str, day: date) -> str:
    """The period as a form says it: the month, or the day where a day is asked."""
    return day.isoformat() if form_id == "teams" else f"{day:%Y-%m}"


def _offer(form_id: str, place: Place, day: date, *, filled: bool) -> None:
    period = period_of(form_id, day)

    def write() -> bytes:
        communes = import_place.communes(place)
        areas = [Area(area_id, name) for area_id, name in communes.items()]
        rows = _stored(communes, day) if filled else ()
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


def _stored(communes: Mapping[str, str], day: date) -> tuple[Row, ...]:
    values = stored_values(communes, day)
    return tuple({"code": area_id, **of_area} for area_id, of_area in values.items())
