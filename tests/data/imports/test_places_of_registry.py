"""Places: every area of the registry is found, and none by the name of another."""

import csv
import gzip
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import paths
from data.imports.places import Asked, Found, Places
from data.warehouse import Warehouse
from geo.names import Spelling, fold, normalise, split_type

ACCENT_PAIRS = paths.ROOT.parent / "shared" / "data" / "accent_pairs.csv"
NFD = partial(unicodedata.normalize, "NFD")


@pytest.fixture(scope="module")
def areas(seeded: Warehouse) -> dict[str, dict[str, str]]:
    """Each area but the nation and villages, as the warehouse has it."""
    with seeded.cursor() as cursor:
        rows = cursor.execute(
            "select area_id, vintage, level, code, name, parent_id, province_id from area"
            " where level not in ('nation', 'village')"
        )
        names = [column[0] for column in rows.description or ()]
        return {row[0]: dict(zip(names, row, strict=True)) for row in rows.fetchall()}


def test_every_area_is_found_by_its_name(places: Places, areas: dict[str, dict[str, str]]) -> None:
    def asked(area: dict[str, str]) -> Asked:
        district = areas.get(area["parent_id"], {"level": "", "name": ""})
        return Asked(
            area["vintage"],
            area=area["name"],
            district=district["name"] if district["level"] == "district" else "",
            province=areas[area["province_id"]]["name"],
        )

    found = {area_id: places.find(asked(area)) for area_id, area in areas.items()}
    assert len(found) == 14149
    assert {area_id: it for area_id, it in found.items() if it != Found(area_id)} == {}


def test_within_the_province_alone_an_area_is_found_or_ambiguous(
    places: Places, areas: dict[str, dict[str, str]]
) -> None:
    outcomes: Counter[str] = Counter()
    for area_id, area in areas.items():
        found = places.find(Asked(area["vintage"], area=area["name"], within=area["province_id"]))
        assert area_id in (found.area_id, *found.candidates)
        outcomes[found.code] += 1
    namesakes = Counter(  # Xã Krông A Na and Xã Krông Ana are spelled alike
        (area["province_id"], Spelling.of(area["name"]).letters) for area in areas.values()
    )
    ambiguous = sum(count for count in namesakes.values() if count > 1)
    assert outcomes == {"": 14149 - ambiguous, "ambiguous_area": ambiguous}


def test_every_area_is_found_by_its_code(places: Places, areas: dict[str, dict[str, str]]) -> None:
    for area_id, area in areas.items():
        vintage, name, level = area["vintage"], area["name"], area["level"]
        dropped = area["code"].lstrip("0")
        for code in (area_id, area["code"], dropped):
            assert places.find(Asked(vintage, code, level=level)) == Found(area_id)
        assert places.find(Asked(vintage, dropped, name)) == Found(area_id)


def test_a_code_and_the_name_of_another_area_disagree(
    places: Places, areas: dict[str, dict[str, str]]
) -> None:
    communes = [area for area in areas.values() if area["level"] == "commune"]
    disagreeing = 0
    for area, other in pairwise(communes):
        if area["name"] != other["name"] and area["vintage"] == other["vintage"]:
            found = places.find(Asked(area["vintage"], area["code"], other["name"]))
            assert (found.area_id, found.code) == ("", "code_disagrees")
            disagreeing += 1
    assert disagreeing > 13000


def accent_pairs() -> list[dict[str, str]]:
    if not ACCENT_PAIRS.exists():
        return []
    with ACCENT_PAIRS.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


@pytest.mark.skipif(not ACCENT_PAIRS.exists(), reason="../shared/data/accent_pairs.csv is absent")
def test_accent_pairs_stay_apart(places: Places, areas: dict[str, dict[str, str]]) -> None:
    pairs = accent_pairs()
    assert len(pairs) == 30
    for pair in pairs:
        asked = Asked(
            "2025" if pair["list"] == "2025" else "2024",
            district=pair["district"],
            province=pair["province"],
        )
        names = pair["names"].split(" | ")
        both = [places.find(replace(asked, commune=name)).area_id for name in names]
        assert [areas[area_id]["name"] for area_id in both] == [normalise(name) for name in names]
        for commune in (pair["folded"], pair["folded"].upper()):
            for plain in (asked, replace(asked, district="", province=fold(pair["province"]))):
                found = places.find(replace(plain, commune=commune))
                assert found.code == "ambiguous_area"
                assert {*both} <= {*found.candidates}
        for name, area_id in zip(names, both, strict=True):
            other = next(each for each in both if each != area_id)
            found = places.find(replace(asked, commune=name, code=other))
            assert (found.area_id, found.code) == ("", "code_disagrees")


TYPES = "tỉnh,t,thành phố,tp,huyện,h,quận,q,thị xã,tx,xã,x,phường,p,thị trấn,tt,đặc khu"
AROUND = {fold(kind).replace(" ", "") for kind in ("", "commune", "ward", *TYPES.split(","))}
ACCENTS = {
    letter: group
    for group in ("aàáạảãăâ", "eèéẹẻẽê", "oòóọỏõôơ", "uùúụũư", "dđ")
    for letter in group
}

CHANGES: list[Callable[[str], str]] = [
    str,
    str.upper,
    fold,
    NFD,
    "Xã {}".format,
    "{} ward".format,
    lambda name: f"Xã {fold(name)}",
]


@st.composite
def misspelled(draw: st.DrawFn) -> str:
    """The name of an area with some letters changed, or with another type."""
    name = draw(st.sampled_from(list(registry())))
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(name) - 1))
        other = draw(st.sampled_from(ACCENTS.get(name[at].lower(), "nghc t-.12")))
        name = name[:at] + other + name[at + 1 :]
    change = draw(st.sampled_from(CHANGES))
    return change(name)


@cache
def registry() -> tuple[str, ...]:
    with gzip.open(paths.REGISTRY / "areas.csv.gz", "rt", encoding="utf-8") as text:
        return tuple(sorted({row["name"] for row in csv.DictReader(text)}))


@given(
    misspelled(), st.sampled_from(["2024", "2025"]), st.sampled_from(["", "2024-p38", "2025-p38"])
)
@settings(max_examples=500, deadline=None)
def test_no_area_is_found_by_another_name(
    places: Places, areas: dict[str, dict[str, str]], text: str, vintage: str, within: str
) -> None:
    found = places.find(Asked(vintage, area=text, within=within))
    assert set(found.candidates) <= {"vn", *areas}
    assert bool(found.code) != bool(found.area_id)
    if found.area_id in areas:
        area = areas[found.area_id]
        asked = Spelling.of(text)
        spelled = [Spelling.of(name) for name in names_of(area)]
        assert any(asked.key in (name.key + x, x + name.key) for name in spelled for x in AROUND)
        if not asked.is_bare:
            assert any(name.letters in asked.letters for name in spelled)


def names_of(area: dict[str, str]) -> list[str]:
    former = {"2024-p46": ["Thừa Thiên Huế"], "2024-p01": ["HN"], "2025-p01": ["HN"]}
    return [split_type(area["name"])[1], *former.get(area["area_id"], [])]


@given(st.builds(Asked, st.sampled_from(["2024", "2025"]), *[st.text(max_size=20)] * 8))
@settings(deadline=None)
def test_any_text_gets_an_answer(places: Places, asked: Asked) -> None:
    found = places.find(asked)
    assert bool(found.code) != bool(found.area_id)
