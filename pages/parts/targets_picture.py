"""The picture of targets: bars against their targets, and what stands under it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from figures.bullets import bullets
from pages.parts import asking, sharing, targets_words
from pages.parts.escape import escape, plain
from pages.parts.language import _
from pages.parts.reader import kept_for_reader
from pages.parts.screen import CONFIG, ink, is_phone
from pages.parts.targets_scene import Line, Scene

KEY = "targets"


def draw(scene: Scene, title: str) -> None:
    """Draws the picture with its source line and what it can be saved as.

    Args:
        scene: With lines.
        title: The sentence above it, as escaped markup.
    """
    figure = chart(scene.lines)
    st.plotly_chart(figure, theme=None, key=KEY, config=CONFIG, alt=plain(title))
    source_line = targets_words.source_line(scene.lines, scene.month.words)
    st.caption(source_line)
    name = targets_words.file_name(scene)
    sharing.offer(KEY, title, source_line, *name, rows=saved(scene.lines))


@kept_for_reader
def chart(lines: tuple[Line, ...]) -> Any:
    """The bars of the lines, a Plotly figure."""
    nothing = float("nan")
    rows = pd.DataFrame(
        {
            "label": [escape(line.indicator.name) for line in lines],
            "words": [targets_words.bar(line) for line in lines],
            "hover": [targets_words.hover(line) for line in lines],
            "share": [nothing if line.share is None else line.share for line in lines],
            "before": [nothing if line.before is None else line.before for line in lines],
            "state": [line.state for line in lines],
        }
    )
    return bullets(rows, target=_("target = 100 %"), narrow=is_phone(), ink=ink())


@kept_for_reader
def saved(lines: tuple[Line, ...]) -> pd.DataFrame:
    """The lines for a file: one row per area and target, numbers as they are kept."""
    return pd.DataFrame(
        [
            {
                "dataset": asking.dataset(),
                "area_id": line.row.area_id,
                "area": line.row.short_name,
                "indicator": line.indicator.id,
                "name": line.indicator.name,
                "kind": line.kind,
                "is_own": line.is_own,
                "operator": line.row.operator,
                "target": line.row.target,
                "target_of_all": line.row.asked,
                "due": line.row.due,
                "last_due": line.row.last_due,
                "version": line.row.version,
                "result": line.row.value,
                "low": line.row.low,
                "high": line.row.high,
                "qualifier": line.row.qualifier,
                "percent": line.share,
                "difference": line.difference,
                "state": line.state,
                "communes_compared": line.row.parts,
                "communes_with_target": line.row.targets,
                "unit": line.indicator.unit_vi,
                "source": line.row.source,
            }
            for line in lines
        ]
    )
