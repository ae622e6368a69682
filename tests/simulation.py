"""The simulation switched on in a warehouse of the release."""

from __future__ import annotations

from pathlib import Path

from data.demo import switch
from data.warehouse import open_warehouse
from tests.kept import own_copy


def simulate(released: Path, file: Path) -> None:
    """Writes at `file` what the warehouse of the release is with the simulation in it."""
    opened = open_warehouse(own_copy(released, file))
    switch.turn_on(opened)
    opened.close()
