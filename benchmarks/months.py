"""What a run of the pages of a place's month costs the server, with all that is simulated in it.

A commune, a former district, a province and the nation each; and the pages of maps and comparisons
on a province's communes. As in `benchmarks.pages`, and the median of several starts of the app:
a place is cold but once, so each start reads other ones.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks import pages
from data.demo import switch
from data.warehouse import open_warehouse
from pages.parts.shared_filters import OF_A_MONTH
from tests import browser as browsers

PLACES = {
    "a commune": ("2025-c05923", "2025-c31567", "2025-c15766", "2025-c12826", "2025-c05533"),
    "a former district": ("2024-d173", "2024-d951", "2024-d394", "2024-d340", "2024-d171"),
    "a province": ("2025-p38", "2025-p19", "2025-p96", "2025-p92", "2025-p33"),
    "the nation": ("vn",),
}
SHARE = "indicator=digital_signature_adult_rate"
OTHERS = {
    "map of communes, shares": f"/map?data=demo&vintage=2025&level=commune&in=2025-p38&{SHARE}",
    "map of provinces, shares": f"/map?data=demo&vintage=2025&{SHARE}",
    "trends of a commune": f"/trends?data=demo&area=2025-c05923&{SHARE}",
    "trends of a province": f"/trends?data=demo&area=2025-p38&{SHARE}",
    "compare communes": f"/compare?data=demo&area=2025-c05923,2025-c05908&{SHARE}",
    "overview": "/?data=demo",
}


def main() -> int:
    """Measures, prints one table and keeps the numbers; exit code 1 without a browser."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="starts of the app")
    rounds = parser.parse_args().rounds
    path = browsers.find()
    if not path:
        print(browsers.NONE_FOUND)
        return 1
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        opened = open_warehouse(Path(folder) / "data" / "atlas.duckdb")
        switch.turn_on(opened)
        with opened.cursor() as cursor:
            counted = cursor.execute("select count(*) from observation where dataset = 'demo'")
            print(f"simulated observations: {counted.fetchall()[0][0]:,}")
        opened.close()
        starts = [
            pages.measured_pages(Path(folder), addresses(start) | OTHERS, path, 1)
            for start in range(rounds)
        ]
    measured = {
        name: {kind: median(each[name][kind] for each in starts) for kind in told}
        for name, told in starts[0].items()
    }
    pages.tell("months", measured, rounds)
    return 0


def addresses(start: int) -> dict[str, str]:
    """The pages of a month by what they show, of other places at each start."""
    return {
        f"{page}, {kind}": f"/{page}?data=demo&area={places[start % len(places)]}"
        for page in OF_A_MONTH
        for kind, places in PLACES.items()
    }


if __name__ == "__main__":
    sys.exit(main())
