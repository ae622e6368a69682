"""Opens pages with the files they offer, and cuts them into what stands together."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data import exports, warehouse
from pages.parts import download
from pages.parts.navigation import FILES
from tests.exported import DISTRICT, FIVE, fill
from tests.pages.importing import own_copy
from tests.pages.reading import shell

MARK = "Số liệu mô phỏng"
COMMUNE = FIVE[2]
TABLES = {"arrow_data_frame", "arrow_table", "dataframe", "table"}


@dataclass(frozen=True)
class View:
    """A page with the parameters of its address."""

    page: str
    params: tuple[tuple[str, str], ...] = ()

    @property
    def is_simulated(self) -> bool:
        return ("data", "demo") in self.params

    def __str__(self) -> str:
        said = "&".join(f"{name}={value}" for name, value in self.params)
        return f"{self.page or 'overview'}?{said}"


def view(page: str, params: dict[str, str]) -> View:
    return View(page, tuple(params.items()))


DEMO = {"data": "demo", "date": "2025-10-31"}
OF_DISTRICT, OF_COMMUNE = DEMO | {"area": DISTRICT}, DEMO | {"area": COMMUNE}
BOTH = f"{COMMUNE},{DISTRICT}"
COMMUNES = {"data": "demo", "vintage": "2025", "level": "commune", "in": "2025-p19"}
VIEWS = [
    view("", {"data": "demo", "area": DISTRICT}),
    view("map", {"data": "demo", "vintage": "2025", "indicator": "teams", "area": "2025-p19"}),
    view(
        "map",
        COMMUNES | {"indicator": "adult_eid_rate", "with": "2025-09-30", "date": "2025-10-31"},
    ),
    view("compare", {"data": "demo", "area": ",".join(FIVE[:3]), "indicator": "teams"}),
    view("trends", {"data": "demo", "area": BOTH, "indicator": "teams", "units": "today"}),
    view("commune", OF_COMMUNE),
    view("commune", OF_DISTRICT),
    view("commune", DEMO | {"area": "vn"}),
    *[
        view("teams", OF_DISTRICT | {"tab": tab})
        for tab in ("parts", "breaches", "villages", "people")
    ],
    view("teams", OF_COMMUNE),
    *[view("targets", OF_COMMUNE | {"tab": tab}) for tab in ("services", "months", "nation")],
    *[view("targets", OF_DISTRICT | {"tab": tab}) for tab in ("months", "parts", "behind")],
    view("services", OF_DISTRICT),
    *[
        view("quality", OF_DISTRICT | {"tab": tab})
        for tab in ("blanks", "corrected", "follow", "table")
    ],
    view("", {"area": "2024-p38"}),
    view("map", {"indicator": "teams", "date": "2025-05-31", "with": "2022-12-31"}),
    view("compare", {}),
    view("trends", {"indicator": "dti_rank", "series": "change"}),
    view("trends", {"indicator": "digital_signature_adult_rate", "area": "vn"}),
    view("commune", {"area": "2024-p38"}),
    view("teams", {"area": "2024-p38"}),
    view("targets", {}),
    view("services", {"area": "2024-p38"}),
    view("quality", {"area": "vn"}),
    view("sources", {}),
    view("boundaries", {}),
    view("dictionary", {}),
]


@dataclass
class Section:
    """What stands between two headings, or in a tab: its pictures, tables, files, links."""

    charts: list[str] = field(default_factory=list)
    tables: int = 0
    files: int = 0
    shared: list[str] = field(default_factory=list)


@dataclass
class Seen:
    """A page after its first run, cut at its headings, and the rows of its files by name."""

    view: View
    app: AppTest
    files: dict[str, list[dict[str, str]]]
    sections: list[Section]


def seen_pages(data_folder: Path, folder: Path) -> Iterator[Callable[[View], Seen]]:
    """What opens a view, each once, on the release with the rows of `tests.exported`."""
    kept: dict[View, Seen] = {}
    files: dict[str, list[dict[str, str]]] = {}
    offer = download._offer

    def keep(label: str, write: Callable[[], bytes], rows: int, *named: str) -> None:
        text = write().decode("utf-8-sig")
        files[exports.file_name(*named)] = list(csv.DictReader(io.StringIO(text)))
        offer(label, write, rows, *named)

    def open_once(asked: View) -> Seen:
        if asked not in kept:
            files.clear()
            app = shell()
            for name, value in asked.params:
                app.query_params[name] = value
            app.switch_page(FILES[asked.page]).run()
            assert not app.exception, str(asked)
            kept[asked] = Seen(asked, app, dict(files), sections(app))
        return kept[asked]

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        own_copy(folder, data_folder)
        with warehouse.shared().transaction() as cursor:
            fill(cursor)
        patch.setattr(download, "_offer", keep)
        yield open_once
        warehouse.forget()


def sections(app: AppTest) -> list[Section]:
    """The page cut at its headings and tabs, in the order in which it is read."""
    found = [Section()]

    def walk(block: Any) -> None:
        for child in block.children.values():
            kind = child.type
            if kind in {"title", "subheader", "tab"}:
                found.append(Section())
            if kind == "plotly_chart":
                found[-1].charts.append(child.proto.id.split("-", 2)[2])
            elif kind == "bidi_component":
                _sort(child.proto.id.split("-", 2)[2], found[-1])
            found[-1].tables += kind in TABLES
            found[-1].files += kind == "download_button" or _leads_to_file(child)
            if hasattr(child, "children"):
                walk(child)

    walk(app.main)
    return found


def _leads_to_file(child: Any) -> bool:
    """Whether it is the way to published figures, whose file a page of others does not offer."""
    return bool(child.type == "page_link" and child.proto.label.startswith("Xem và tải"))


def _sort(key: str, section: Section) -> None:
    if key in {"map", "map_other"}:
        section.charts.append(key)
    elif key.startswith(("picture-", "link-")):
        section.shared.append(key)
