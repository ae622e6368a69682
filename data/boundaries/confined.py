"""Reads a boundary file and makes its layers, as a program of bounded memory and time.

Its only argument is a folder: asked.json says what is asked, said.json and made/ hold the answer.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from data import confinement
from data.boundaries.draft import MOST_BYTES, SECONDS
from geo.boundaries.check import check
from geo.boundaries.files import read
from geo.boundaries.layers import NATIONAL, layers, read_layers
from geo.boundaries.picture import outlines
from geo.boundaries.placement import in_archipelago
from geo.boundaries.report import BoundaryFileError
from geo.boundaries.units import Units


def answer(folder: Path) -> dict[str, Any]:
    """What said.json is to hold: the report and a picture, or why the file cannot be read."""
    asked = json.loads((folder / "asked.json").read_text(encoding="utf-8"))
    names = pd.read_parquet(folder / "names.parquet")
    units = Units(asked["level"], pd.read_parquet(folder / "units.parquet"), names)
    try:
        file = read(Path(asked["file"]))
        checked = check(file, units, asked["vintage"])
    except BoundaryFileError as error:
        return {"unreadable": asdict(error.finding)}
    report = checked.report
    said = {"report": asdict(report), "picture": "", "lacking": []}
    if report.refused:
        return said
    bases = asked["bases"]["bundled" if report.complete else "in_force"]
    made = layers(checked, read_layers(bases))
    missing = units.table.index[~in_archipelago(units)].difference(checked.shapes.index)
    said["lacking"] = list(missing)
    shown = made[NATIONAL if report.level == "commune" else report.level]
    said["picture"] = outlines(shown, checked.shapes)
    (folder / "made").mkdir()
    for name, layer in made.items():
        layer.to_parquet(folder / "made" / f"{name}.parquet", compression="zstd", index=True)
    return said


if __name__ == "__main__":
    confinement.confine(MOST_BYTES, 2 * SECONDS)
    place = Path(sys.argv[1])
    text = json.dumps(answer(place), ensure_ascii=False)
    (place / "said.json").write_text(text, encoding="utf-8")
