"""What communes reported is summed on the pages, and each sum says of how many it is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data import rollups, warehouse
from data.cache import frame as ask
from pages.parts import wording
from tests.pages.importing import own_copy
from tests.pages.reading import mounted, said, title, visit

CA_MAU = "2025-p96"
PLACE = {"data": "reported", "vintage": "2025"}

pytestmark = pytest.mark.usefixtures("_reported", "window")


@pytest.fixture(scope="module")
def _reported(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Of the 64 communes of Cà Mau two reported: 7 and 11 teams, 30 of 40 and 10 of 60 adults."""
    folder = tmp_path_factory.mktemp("reported")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        own_copy(folder, data_folder)
        with warehouse.shared().transaction() as cursor:
            for indicator, values in {
                "teams": (7, 11),
                "adults_with_digital_signature": (30, 10),
                "adults": (40, 60),
            }.items():
                for place, value in enumerate(values):
                    cursor.execute(
                        "insert into observation select * replace ("
                        "(select area_id from area where province_id = ? and level = 'commune' "
                        "order by area_id limit 1 offset ?) as area_id, ? as indicator_id, "
                        "? as value, ? as low, ? as high, 'exact' as qualifier, "
                        "date '2025-10-31' as as_of, 'month' as precision, null as period_start, "
                        "'cumulative' as timing, false as in_conflict, 'reported' as dataset, "
                        "? as origin) from observation limit 1",
                        [CA_MAU, place, indicator, value, value, value, f"t:{indicator}{place}"],
                    )
            rollups.start(cursor)
        yield
        warehouse.forget()


def seen(page: str, **params: str) -> Any:
    app = visit(page, **PLACE, **params)
    assert not app.exception
    return app


def test_the_map_shows_the_sum_of_a_province_as_a_lower_bound() -> None:
    app = seen("map.py", indicator="teams")
    assert title(app) == "Chỉ Cà Mau có số liệu: ít nhất 18 tổ (10/2025)"
    (line,) = [line for line in mounted(app, "ranking")["rows"] if line[3]]
    assert line[3:5] == ["ít nhất 18 tổ", line[4]]
    assert "tổng của 2 trong 64 xã, phường" in line[4]


def test_the_map_shows_a_ratio_of_the_sums() -> None:
    app = seen("map.py", indicator="digital_signature_adult_rate")
    assert "khoảng 40" in title(app)
    (line,) = [line for line in mounted(app, "ranking")["rows"] if line[3]]
    assert "của 2 trong 64 xã, phường báo cáo đủ hai số" in line[4]


def test_communes_have_their_ratios() -> None:
    app = seen(
        "map.py", indicator="digital_signature_adult_rate", level="commune", **{"in": CA_MAU}
    )
    values = [line[3] for line in mounted(app, "ranking")["rows"] if line[3]]
    assert [value.replace(",00", "") for value in values] == ["75 %", "16,67 %"]


@pytest.mark.parametrize("page", ["trends.py", "compare.py", "overview.py"])
def test_other_pages_say_of_how_many_communes_a_sum_is(page: str) -> None:
    app = seen(page, indicator="teams", area=f"{CA_MAU},vn")
    everything = said(app) + "".join(element.proto.body for element in app.get("html"))
    assert "ít nhất 18" in everything
    assert "tổng của 2 trong" in everything


def test_a_published_map_is_not_summed() -> None:
    app = visit("map.py", vintage="2025", indicator="teams")
    assert "tổng của" not in said(app)


def test_each_number_of_the_nation_says_of_what_it_is() -> None:
    communes = len(ask("areas_by_level", vintage="2025", level="commune", within=""))
    trends = said(seen("trends.py", indicator="teams", area=f"{CA_MAU},vn"))
    everywhere = wording.number(communes, 0)
    assert (
        "Số xã trong các tổng mới nhất: "
        f"Cà Mau 2/64 (10/2025); Việt Nam 2/{everywhere} (10/2025)." in trends
    )
    overview = said(seen("overview.py"))
    assert "(trong đó 1 tỉnh được cộng từ các xã)" in overview
    assert "Bảng chỉ đếm các đơn vị có số liệu riêng" in overview


def test_a_title_of_trends_speaks_of_the_chosen_areas_alone() -> None:
    # Both are lower bounds: nobody is ahead, and nobody is the newest.
    app = seen("trends.py", indicator="teams", area=f"{CA_MAU},vn", lang="en")
    assert title(app) == (
        "2 chosen areas with figures, none surely ahead; Cà Mau: at least 18 teams (10/2025)"
    )
