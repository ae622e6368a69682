"""The first rows of what is carried are those that the whole begins with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd
import pytest

from data import selecting
from data.selecting import Selection
from tests.awkward import shared_awkward_world

DAYS = [None, date(2024, 7, 1), date(2025, 6, 1)]


@pytest.fixture(scope="module", autouse=True)
def _there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The world with its figures as those of an office, old communes and today's among them."""
    with shared_awkward_world(tmp_path_factory.mktemp("first")) as world:
        with world.transaction() as cursor:
            cursor.execute("update observation set dataset = 'reported'")
            cursor.execute(
                "insert into observation select a.area_id, 'teams', 'cumulative', null, d.day, "
                "'month', 'printed', 5 + n, 5 + n, 5 + n, 'exact', null, 'reported', 's-lines', "
                "'b', concat(a.area_id, '-', n), false from area as a cross join (values (1, date "
                "'2024-06-30'), (2, date '2024-12-31'), (3, date '2025-05-31'), (4, date "
                "'2025-09-30')) as d (n, day) where a.level = 'commune' and (a.vintage = '2025') "
                "= (n = 4) and (n <> 1 or a.area_id like '%1')"
            )
        yield


@pytest.mark.parametrize("first", DAYS)
@pytest.mark.parametrize("level", ["", "commune", "province"])
def test_the_first_rows_are_those_of_the_whole(first: date | None, level: str) -> None:
    asked = Selection("reported", ("teams",), level=level, first=first, units="today")
    whole = pd.concat([*selecting.batches(asked)] or [pd.DataFrame()], ignore_index=True)
    had = 0
    for most in (1, 2, 3, 5, 8):
        found = selecting.first_carried(asked, most)
        if found is not None:
            pd.testing.assert_frame_equal(found.reset_index(drop=True), whole.head(most))
            had += 1
    assert had or level == "province"


def test_ratios_and_published_figures_are_reckoned_whole() -> None:
    for asked in (Selection(units="today"), Selection("reported", ("dti_rank",), units="today")):
        assert selecting.first_carried(asked, 1) is None
