"""What a run of the pages of a place's month costs the server, with all that is simulated in it.

A commune, a former district, a province and the nation each; and the pages of maps and comparisons
on a province's communes. As in `benchmarks.pages`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import pages
from data.demo import switch
from data.warehouse import open_warehouse
from pages.parts.shared_filters import OF_A_MONTH
from tests import browser as browsers

PLACES = {
    "a commune": "2025-c05923",
    "a former district": "2024-d173",
    "a province": "2025-p38",
    "the nation": "vn",
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
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    path = browsers.find()
    if not path:
        print(browsers.NONE_FOUND)
        return 1
    asked = {
        f"{page}, {place}": f"/{page}?data=demo&area={area_id}"
        for page in OF_A_MONTH
        for place, area_id in PLACES.items()
    }
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        opened = open_warehouse(Path(folder) / "data" / "atlas.duckdb")
        switch.turn_on(opened)
        with opened.cursor() as cursor:
            counted = cursor.execute("select count(*) from observation where dataset = 'demo'")
            print(f"simulated observations: {counted.fetchall()[0][0]:,}")
        opened.close()
        measured = pages.measured_pages(Path(folder), asked | OTHERS, path, rounds)
    pages.tell("months", measured, rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
