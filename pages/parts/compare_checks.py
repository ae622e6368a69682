"""What does not agree: sources among themselves, printed percentages and their parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import streamlit as st

from data import ratios
from data.agreement import agrees, contradictions
from pages.parts import asking, carried_words, disagreement
from pages.parts import compare_words as words
from pages.parts.asking import frame as ask
from pages.parts.compare_scene import CompareScene
from pages.parts.download import offer_table
from pages.parts.escape import escape
from pages.parts.language import _, either


def draw(scene: CompareScene) -> None:
    """Draws both lists, or that there is nothing in them."""
    conflicts, percentages = list(_conflicts(scene)), list(_percentages(scene))
    st.subheader(
        _("Sources disagree about {areas}", areas=_disputed(scene))
        if conflicts
        else _("No two sources disagree about these areas")
    )
    st.caption(
        _(
            "They disagree where their dates may be the same and what they say cannot both be "
            "true; “1,684” and “over 1,680” can."
        )
    )
    _draw_list(conflicts)
    if conflicts:
        rows = ask("conflicts_by_area", areas=scene.areas).assign(dataset=asking.dataset())
        offer_table(rows, "disagreements")
    if percentages:
        st.markdown("**" + _("Percentages in print, and reckoned again from their parts") + "**")
        _draw_list(percentages)


def _disputed(scene: CompareScene) -> str:
    names = dict.fromkeys(scene.names[area] for area, _indicator in scene.conflicts)
    return ", ".join(map(escape, names))


def _draw_list(items: list[str]) -> None:
    if items:
        lines = "".join(f'<li style="margin-bottom:.3rem">{item}</li>' for item in items)
        st.html(f'<ul style="padding-left:1.2rem;margin:0;font-size:.92rem">{lines}</ul>')


def _conflicts(scene: CompareScene) -> Iterator[str]:
    """Each contradiction with every source in it, as markup."""
    for (area, _indicator), rows in scene.conflicts.items():
        name = either(rows[0].name_vi, rows[0].name_en)
        for one, others in contradictions(rows):
            said = f"{_cited(one)} ≠ {'; '.join(map(_cited, others))}"
            yield f"{escape(scene.names[area])}, {escape(name)}: {said}"


def _cited(row: Any) -> str:
    return f"<strong>{escape(disagreement.dated(row))}</strong>, {words.site(row.source, row.url)}"


def _percentages(scene: CompareScene) -> Iterator[str]:
    """Each printed percentage whose two counts were published, with the verdict, as markup."""
    for row in scene.latest.values():
        if carried_words.is_summed(row):  # never printed, but reckoned from these very counts
            continue
        found = scene.reckoned(row, row.indicator)
        if not found:
            continue
        ratio, above, below = found
        same = agrees(ratios.number_of(row), ratio)
        sentence = _(
            "{area}, {name}: printed {printed} ({day}); {above} ÷ {below} = {ratio}: {verdict}",
            area=scene.names[row.area_id],
            name=either(row.name_vi, row.name_en),
            printed=words.said(row),
            day=words.day(row),
            above=words.worded(above, 0),
            below=words.worded(below, 0),
            ratio=words.worded(ratio, int(row.decimals), ("%", "%")),
            verdict=_("consistent") if same else _("differs"),
        )
        yield f"{'✓' if same else '≠'} {escape(sentence)} · {words.site(row.source, row.url)}"
