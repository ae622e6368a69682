"""The map for print: what the reader sees, on paper or a slide, as PNG or SVG."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache, partial
from urllib.parse import urlencode

import streamlit as st

from data import exports
from data.boundaries import layer_bytes
from geo.sheet import FORMS, Entry, Inset, Mark, Sheet, Value, millimetres
from pages.parts import boundary_words, carried_words, download
from pages.parts.escape import plain
from pages.parts.language import _, either
from pages.parts.map_entries import radius
from pages.parts.map_picture import ARCHIPELAGOS, WHOLE, layers_of, words
from pages.parts.map_scene import MapScene
from pages.parts.view import area
from pages.parts.wording import QUALIFIERS, missing, number

PAPER_LABELS = {"a4": "A4 landscape", "a4-portrait": "A4 portrait", "slide": "Slide 16:9"}
LABELS = {"png": "Save as PNG (300 dpi)", "svg": "Save as SVG"}
PICTURES = 8  # that are kept, of one to four megabytes each


def offer(scene: MapScene, *named: str) -> None:
    """Draws the choice of paper and the buttons that save the map.

    Args:
        scene: The map that is seen.
        named: What is inside, for the names of the files.
    """
    chosen = st.popover(
        _("Map for print"), icon=":material/print:", key="print-map", on_change="rerun"
    )
    if not chosen.open:
        return
    with chosen:
        paper = st.radio(
            _("Paper"),
            list(PAPER_LABELS),
            format_func=lambda code: _(PAPER_LABELS[code]),
            key="print_paper",
        )
        # What is drawn is settled here: when the button is clicked, the page is no longer running.
        sheet, layers = sheet_of(scene), layers_of(scene.now)
        name = exports.file_name(*download.of_dataset(scene.known), *named, paper)
        for form, mime in FORMS.items():
            st.download_button(
                _(LABELS[form]),
                partial(picture, sheet, *layers, paper, form),
                file_name=name.removesuffix("csv") + form,
                mime=mime,
                icon=":material/download:",
                on_click="ignore",
                key=f"print-{form}",
            )
        size = "{} × {} mm".format(*millimetres(paper))
        st.caption(
            _("{size}. Drawing takes a few seconds. SVG stays sharp at any size.", size=size)
        )


@lru_cache(maxsize=PICTURES)
def picture(sheet: Sheet, layer: str, provinces: str, paper: str, form: str) -> bytes:
    """The sheet as a file; kept by its content, and layers' names hold a hash of theirs.

    Args:
        sheet: What is drawn.
        layer: The name of its layer.
        provinces: The name of the layer of provinces.
        paper: One of PAPER_LABELS.
        form: One of LABELS.
    """
    from geo.print import draw  # noqa: PLC0415  matplotlib is slow to import

    own, around = map(layer_bytes, (layer, provinces))
    return draw(sheet, own, around, paper, form)


def sheet_of(scene: MapScene) -> Sheet:
    """The map as a sheet, in the reader's words and on white."""
    now, known, said = scene.now, scene.known, words()
    sizes = scene.entries.sizes
    indexes = scene.class_of(known).tolist()
    counts = [indexes.count(place) for place in range(len(scene.labels))]
    unit = either(scene.indicator.unit_vi, scene.indicator.unit_en)
    caution = boundary_words.caution(now.vintage, now.level)
    notes = (_qualified(scene), caution, plain(scene.source_line))
    return Sheet(
        title=plain(scene.picture_title),
        subtitle=plain(scene.subtitle).replace("**", ""),
        measure=f"{scene.indicator.name} ({unit})" if unit else scene.indicator.name,
        notes=tuple(filter(None, notes)),
        link=f"CNSCĐ Atlas · {_address(scene)}",
        entries=tuple(
            Entry(colour, label, number(count, 0))
            for colour, label, count in zip(
                scene.colours_on(dark=False),
                [*scene.labels, said["noData"]],
                [*counts, len(scene.areas) - len(known)],
                strict=True,
            )
        ),
        values=tuple(
            Value(int(code), index, round(radius(value, sizes), 1))
            for code, index, value in zip(known["code"], indexes, known["value"], strict=True)
        ),
        archipelagos=tuple(
            Inset(_("{name} archipelago", name=name), box) for name, box in ARCHIPELAGOS.items()
        ),
        whole=WHOLE,
        sizes=tuple(
            (number(value, scene.indicator.decimals), radius(value, sizes)) for value in sizes
        ),
        undrawn=f"{said['undrawn']} ({len(scene.undrawn)})" if len(scene.undrawn) else "",
        marks=tuple(_marks(scene)),
        province=int(now.within[-2:]) if now.within else None,
        place=area(now.within)["short_name"].iloc[0] if now.within else "",
    )


def _marks(scene: MapScene) -> list[Mark]:
    """The marked areas, each with its value in words."""
    return [
        Mark(
            int(row["code"]),
            scene.mark_colours[row["area_id"]],
            scene.name_of(row),
            _("no data") if missing(row["value"]) else scene.words(row),
        )
        for row in scene.marked
    ]


def _qualified(scene: MapScene) -> str:
    """How many of the figures are bounds, about or estimates; "" where all are exact."""
    rows = list(scene.known.itertuples())
    counts = Counter(carried_words.qualifier_of(row) for row in rows)
    estimates = sum(carried_words.is_estimate(row) for row in rows)
    said = [f"{_('estimate: {value}', value='…')} ({estimates})"] if estimates else []
    said += [
        f"{_(words, value='…')} ({counts[code]})"
        for code, words in QUALIFIERS.items()
        if code in counts
    ]
    return _("Figures that are not exact: {kinds}.", kinds=", ".join(said)) if said else ""


def _address(scene: MapScene) -> str:
    """Where this view is found, with the date and the indicator that are seen."""
    query = scene.now.query(indicator=scene.indicator.id, date=scene.day)
    return f"{st.context.url or '/map'}?{urlencode(query, safe=',')}"
