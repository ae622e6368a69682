"""Names of areas that could not be located: a person chooses which area each stands for."""

from __future__ import annotations

import streamlit as st

from data import office, warehouse
from data.imports.places import Asked, Found
from data.imports.problems import catalogue
from data.imports.remembered import remember_area
from data.imports.stage import Unfound
from pages.parts import area_search
from pages.parts.escape import escape
from pages.parts.import_journey import Journey
from pages.parts.import_words import area_in_words
from pages.parts.language import _, current
from pages.parts.wording import vintage_in_words

MOST = 20
OTHERS = "import_other_areas"  # areas found by searching, by the name they were found for


def draw(journey: Journey) -> None:
    """Draws one choice for each name that could not be located; nothing where all were."""
    assert journey.run
    unfound = asked_of(journey.run.unfound)
    if not unfound:
        return
    st.subheader(_("Names that could not be located: {n}", n=len(unfound)))
    st.caption(
        _(
            "Figures of these names are not stored until an area is chosen. A choice is kept, and "
            "the next file with this name asks no more."
        )
    )
    others: dict[Asked, str] = st.session_state.setdefault(OTHERS, {})
    with st.form("import_names"):
        chosen = {}
        for asked, found in list(unfound.items())[:MOST]:
            other = others.get(asked, "")
            options = list(dict.fromkeys(filter(None, [other, *found.candidates])))
            chosen[asked] = st.selectbox(
                _("“{name}” stands for", name=escape(name_of(asked))),
                options,
                index=0 if other else None,
                format_func=area_in_words,
                placeholder=_("Choose an area") if options else _("No area is called like this"),
                key=f"import_name_{asked.vintage}_{asked.around}_{name_of(asked)}_{other}",
                help=_said(asked, found),
                disabled=not options,
            )
        if st.form_submit_button(_("Remember these and check again"), type="primary"):
            _remember(journey, {asked: area for asked, area in chosen.items() if area})
    if len(unfound) > MOST:
        st.caption(_("The first {n} names are asked; the rest follow.", n=MOST))
    _search(list(unfound)[:MOST], others)


def asked_of(unfound: tuple[Unfound, ...]) -> dict[Asked, Found]:
    """What is in question, once each: of many rows of one unknown district, that district."""
    return {each.found.about or each.asked: each.found for each in reversed(unfound)}


def name_of(asked: Asked) -> str:
    """How the file names the area."""
    texts = (asked.village, asked.area, asked.commune, asked.district, asked.province, asked.code)
    return ", ".join(filter(None, dict.fromkeys(texts)))


def _search(unfound: list[Asked], others: dict[Asked, str]) -> None:
    """Draws the way to any other area for one of the names."""
    with st.expander(_("None of the areas offered is the right one")):
        one = st.selectbox(
            _("Name in the file"),
            unfound,
            format_func=name_of,
            key="import_name_searched",
        )
        found = area_search.draw("import-names-search", _("Find the area it stands for"))
        if found and one:
            others[one] = found
            st.rerun()


def _remember(journey: Journey, chosen: dict[Asked, str]) -> None:
    if not chosen:
        st.warning(_("Nothing was chosen."))
        return
    for asked, area_id in chosen.items():
        remember_area(warehouse.shared(), asked, area_id, office.name())
    st.session_state.pop(OTHERS, None)
    journey.forget_run()
    st.rerun()


def _said(asked: Asked, found: Found) -> str:
    vintage = vintage_in_words(asked.vintage)
    details = {"found": name_of(asked), "expected": vintage, "field": ""}
    return escape(catalogue()[found.code][f"says_{current()}"].format(**details))
