"""After the rehearsal nobody's first chart waits for classes that are loaded at first use."""

import subprocess
import sys

import pytest

LOADED_BY_A_CHART = """
import sys
from datetime import date
from figures import rehearsal, trend
from tests.figures.drawn_trends import drawn, exact, points
if "rehearsed" in sys.argv:
    rehearsal.draw_once()
known = set(sys.modules)
months = [exact(date(2025, 5, 31), 1), (date(2025, 9, 30), 2, 2, None, "at_least")]
drawn(points(*months), breaks=[(date(2025, 7, 1), "new")]).to_json()
print(*(name for name in set(sys.modules) - known if name.startswith(("plotly", "narwhals"))))
"""


@pytest.mark.parametrize(("rehearsed", "waits"), [("rehearsed", False), ("", True)])
def test_what_a_chart_over_time_needs_is_there_after_the_rehearsal(
    rehearsed: str, waits: bool
) -> None:
    """And it is that which is not there without: else the test could not fail."""
    asked = [sys.executable, "-c", LOADED_BY_A_CHART, rehearsed]
    said = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert bool(said.stdout.split()) is waits, said.stdout
