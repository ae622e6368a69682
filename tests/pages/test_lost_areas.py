"""Codes in a link that are no area: said by name, and every area they may mean is one link away."""

from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.reading import plain, visit

pytestmark = pytest.mark.usefixtures("released")


def opened(**params: str) -> AppTest:
    return visit("sources.py", **params)


def links(app: AppTest) -> list[tuple[str, dict[str, list[str]]]]:
    """The links that lead on, not those of the navigation."""
    return [
        (plain(link.proto.label), parse_qs(link.proto.query_string))
        for link in app.get("page_link")
        if link.proto.icon == ":material/arrow_forward:"
    ]


def test_each_area_that_may_be_meant_is_named_and_linked() -> None:
    app = opened(lang="en", area="38,2024-p34,2025-d173", indicator="teams", vintage="2025")
    assert [plain(warning.value) for warning in app.warning] == [
        "The link names the area “38”, which there is not; it is left out. Perhaps this is meant: "
        "Thanh Hóa (province, since 7/2025); Thanh Hóa (province, before 7/2025).",
        "The link names the area “2025-d173”, which there is not; it is left out. Perhaps this is "
        "meant: Phú Bình (district, Thái Nguyên, before 7/2025).",
    ]
    kept = {"lang": ["en"], "indicator": ["teams"]}
    assert links(app) == [
        (
            "Show Thanh Hóa (province, since 7/2025)",
            {**kept, "vintage": ["2025"], "area": ["2025-p38"]},
        ),
        ("Show Thanh Hóa (province, before 7/2025)", {**kept, "area": ["2024-p38"]}),
        (
            "Show Phú Bình (district, Thái Nguyên, before 7/2025)",
            {**kept, "level": ["district"], "in": ["2024-p19"], "area": ["2024-d173"]},
        ),
    ]


def test_an_area_meant_twice_is_linked_once() -> None:
    app = opened(lang="en", area="06978,2025-c06978")
    assert len(app.warning) == 2
    ((label, query),) = links(app)
    assert label == "Show Ba Chẽ (commune, Quảng Ninh, since 7/2025)"
    assert query["area"] == ["2025-c06970"]


@pytest.mark.parametrize("area", ["2024-p99", "![](http://x)", "Thanh Hóa", "'; drop table area"])
def test_a_code_like_no_other_leads_nowhere(area: str) -> None:
    app = opened(area=area)
    assert len(app.warning) == 1
    assert links(app) == []


def test_a_link_without_lost_codes_says_nothing() -> None:
    app = opened(area="2024-p38")
    assert not app.warning
    assert links(app) == []
