"""A commune's monthly report, typed on the page and sent on as the file it might have been."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date

import streamlit as st

from data.imports.forms import Field, Form, forms
from data.imports.written import Figure
from pages.parts import catalogue, import_journey, import_place, view
from pages.parts.escape import escape
from pages.parts.import_journey import Journey
from pages.parts.import_place import Place
from pages.parts.import_templates import period_of, stored_values
from pages.parts.language import _, current, either
from pages.parts.view import View
from pages.parts.wording import number

WAYS = {"file": "Send a file", "form": "Type a report"}
FORM = "monthly"
BY = "import_by"
COLUMNS = 3


def choose_way() -> str:
    """One of WAYS, after drawing the choice; it stands in the address."""
    asked = st.query_params.get("by", st.session_state.get(BY, "file"))
    st.session_state[BY] = asked if asked in WAYS else "file"
    way = st.segmented_control(
        _("How"),
        list(WAYS),
        format_func=lambda way: _(WAYS[way]),
        required=True,
        key=BY,
        on_change=_go,
        label_visibility="collapsed",
    )
    return way or "file"


def draw(now: View) -> None:
    """Draws the fields for one commune and month; sent, they are a file on its way in."""
    place = import_place.choose(now, "form-area", _("Commune that reports"))
    if place is None or place.level != "commune":
        _let_go()
        if place:
            _offer_communes(place)
        else:
            st.caption(_("Choose a commune: type its name, then pick it from the list."))
        return
    day = import_place.choose_month(place, "import_form_month")
    form = forms()[FORM]
    fields = [field for field in form.fields if catalogue.is_known(field.indicator)]
    now_stored = stored_values((place.area_id,), day).get(place.area_id, {})
    before = import_place.month_before(day)
    last = stored_values((place.area_id,), before).get(place.area_id, {})
    st.caption(
        _(
            "Leave blank what is not known: blank is not zero and changes nothing. Write {plain} "
            "or {grouped}; both are read.",
            plain=1800,
            grouped=number(1800, 0),
        )
    )
    key = f"import_form_{place.area_id}_{day}"
    typed = {}
    # No st.form: it would keep what is typed from the page until it is checked.
    for first in range(0, len(fields), COLUMNS):
        row = fields[first : first + COLUMNS]
        for field, spot in zip(row, st.columns(COLUMNS), strict=False):
            with spot:
                typed[field.indicator] = _field(field, now_stored, last, before, key)
    name = f"{form.name_vi} – {place.name}"
    journey = Journey(
        f"{name} – {day.month}-{day.year}",
        _as_file(form, name, place, day, typed),
        "results",
        typed=True,
        decimal=_decimal(),
    )
    if not st.button(_("Check the report"), type="primary", key="import_form_check"):
        _drop_unlike(journey)
    elif any(text.strip() for text in typed.values()):
        import_journey.begin(journey)
        journey.read()
    else:
        _let_go()
        st.warning(_("Every field is blank; there is nothing to check."))


def _offer_communes(place: Place) -> None:
    """Draws the communes of a district or province, which does not report itself."""
    communes = import_place.communes(place)
    chosen = st.selectbox(
        _("A report is of one commune. Choose one of {area}", area=escape(place.name)),
        list(communes),
        index=None,
        format_func=lambda area_id: communes[area_id],
        placeholder=_("Choose a commune"),
        key=f"import_form_commune_{place.area_id}",
        width=420,
    )
    if chosen:
        view.go(areas=(chosen,))
        st.rerun()


def _drop_unlike(shown: Journey) -> None:
    """Takes back what was checked where the fields show something else now, and says so."""
    checked = import_journey.current()
    if checked is None or not checked.typed:
        return
    if (checked.content, checked.decimal) != (shown.content, shown.decimal):
        checked.forget_run()
        checked.file = checked.fault = None
    if not checked.file and not checked.fault:
        st.info(
            _("The report was changed after it was checked: check it again before storing it."),
            icon=":material/edit_note:",
        )


def _let_go() -> None:
    """Forgets a report that was checked and is no longer on the page."""
    checked = import_journey.current()
    if checked and checked.typed:
        import_journey.end()


def _field(
    field: Field,
    stored: Mapping[str, Figure],
    last: Mapping[str, Figure],
    before: date,
    key: str,
) -> str:
    shown = catalogue.indicator(field.indicator)
    unit = either(shown.unit_vi, shown.unit_en)
    notes = ["" if field.required else _("If known."), escape(either(field.note_vi, field.note_en))]
    if field.indicator in last:
        said = shown.words(last[field.indicator].value, last[field.indicator].qualifier)
        notes.append(
            _("Month {month}: {value}.", month=f"{before.month}/{before.year}", value=said)
        )
    figure = stored.get(field.indicator)
    typed = st.text_input(
        f"{escape(shown.name)} ({escape(unit)})",
        value=figure.written(_decimal()) if figure else "",
        key=f"{key}_{field.indicator}",
    )
    st.caption(" ".join(filter(None, notes)))
    return typed


def _as_file(form: Form, title: str, place: Place, day: date, typed: Mapping[str, str]) -> bytes:
    """The report as CSV with the columns of the template."""
    said = {
        "code": place.area_id,
        "area": place.name.split(",")[0],
        "period": period_of(FORM, day),
        **typed,
    }
    text = io.StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow([title])
    lines.writerow([field.name_vi for field in form.fields])
    lines.writerow([said.get(field.key, "") for field in form.fields])
    return text.getvalue().encode()


def _decimal() -> str:
    """The decimal mark of what is typed."""
    return "," if current() == "vi" else "."


def _go() -> None:
    way = st.session_state[BY]
    by = {"by": "form"} if way == "form" else {}
    st.query_params.from_dict({**view.current().query(), **by})
