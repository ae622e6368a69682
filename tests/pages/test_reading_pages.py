"""Where the sentences stand: beside an opened area, on the overview, under trends."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from data import warehouse
from tests.pages.reading import said, visit
from tests.world import world_tables

MONTHS = (pd.Timestamp(2025, 8, 31), pd.Timestamp(2025, 9, 30))
PLACES = ("2025-c91001", "2025-c91002", "2025-c92001", "2025-c92002")
PROVINCE = "2025-p91"
USERS = {"2025-c91001": (400, 560), "2025-c91002": (300, 300)}


@pytest.fixture(scope="module", autouse=True)
def two_months(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The world with two months of shares: Lá Xanh gained 16 points, Bờ Cát none."""
    tables = world_tables()
    model = tables["observation_log"].iloc[0].to_dict()
    rows = [
        model
        | {"area_id": area, "indicator_id": indicator, "as_of": day.date(), "precision": "month"}
        | {"value": value, "low": value, "high": value, "qualifier": "exact"}
        | {"origin": f"months.csv:{area}:{indicator}:{day:%m}", "source_id": "s-moon"}
        for area, users in USERS.items()
        for day, user in zip(MONTHS, users, strict=True)
        for indicator, value in (
            ("smartphone_users", user),
            ("population", 1000),
            ("smartphone_rate", user / 10),
        )
    ]
    log = tables["observation_log"]
    tables["observation_log"] = pd.concat([log, pd.DataFrame(rows)], ignore_index=True)
    folder: Path = tmp_path_factory.mktemp("months")
    warehouse.open_warehouse(folder / "atlas.duckdb", seed=lambda: tables).close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        warehouse.forget()
        yield
        warehouse.forget()


def test_trends_say_what_changed_in_each_area() -> None:
    app = visit("trends.py", area=",".join(PLACES[:2]), indicator="smartphone_rate")
    assert not app.exception
    words = said(app)
    assert "**Lá Xanh**: ▲ Tăng 16 điểm phần trăm so với 8/2025: tốt hơn" in words
    assert "**Bờ Cát**: ≈ Không đổi so với 8/2025" in words


def test_the_map_sets_the_opened_area_beside_its_province() -> None:
    app = visit(
        "map.py",
        area=PLACES[0],
        indicator="smartphone_rate",
        vintage="2025",
        level="commune",
        lang="en",
    )
    assert not app.exception
    words = said(app)
    assert "▲ Up 16 percentage points since 8/2025: better" in words
    # The province: 560 and 300 users of 1,000 and 1,000 people are 43%, 13 points less than 56%.
    assert "▲ 13 percentage points above Mây Trắng (43%; 2 of 2 communes): better" in words, words


def test_an_area_with_one_figure_or_none_is_left_in_silence() -> None:
    for area in ("2025-c92001", "2024-d911", "2025-p92"):
        app = visit("map.py", area=area, indicator="smartphone_rate")
        assert not app.exception
        assert not {"▲", "▼", "≈", "◆"} & set(said(app))


def test_the_overview_names_what_its_lines_are_of() -> None:
    app = visit("overview.py", area=PLACES[0])
    assert not app.exception
    assert "**Số tổ**" not in said(app)  # one value of the teams: nothing to say
    app = visit("overview.py", area=PLACES[1])
    assert "**Tỷ lệ dùng**  \n≈ Không đổi so với 8/2025" in said(app)
