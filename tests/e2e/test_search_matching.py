"""The search as the browser does it, over every area: the real modules and the real list.

How every area is reached, by typing without accents: its short name finds it where no other area
has that name; where others have it, the name with its province behind finds it ("tan lap lao cai").
"""

from __future__ import annotations

import csv
import gzip
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from geo.names import fold, normalise

ROOT = Path(__file__).parents[2]
ACCENT_PAIRS = ROOT.parent / "shared" / "data" / "accent_pairs.csv"
MOST = 12
PREPARE = """async () => {
  const match = await import('/_stcore/bidi-components/atlas.search/match.js');
  const addresses = performance.getEntriesByType('resource').map(entry => entry.name);
  const answer = await fetch(addresses.find(name => name.includes('/api/areas/')));
  window.match = match;
  window.list = match.prepare(await answer.json());
  window.words = {
    vi: {levels: {}, 2024: 'đến 30/6/2025', 2025: 'từ 1/7/2025', other: 'tên khác: {name}',
      code: 'mã {code}'},
    en: {levels: {province: 'province', district: 'district', commune: 'commune'},
      2024: 'until 30 Jun 2025', 2025: 'since 1 Jul 2025', other: 'also called {name}',
      code: 'code {code}'},
  };
  window.text = (found, language) => {
    const {name, about} = match.describe(found, words[language]);
    return about ? `${name} · ${about}` : name;
  };
}"""
FIND = """([query, language]) => {
  const {shown, total} = match.search(list, query);
  return {ids: shown.map(f => f.area.id), texts: shown.map(f => text(f, language)), total};
}"""
OUT_OF_REACH = """most => {
  const shared = new Map();
  for (const {name} of list.areas) {
    const key = match.fold(name);
    shared.set(key, (shared.get(key) ?? 0) + 1);
  }
  const provinceOf = area => {
    while (area && area.level !== 'province') area = area.parent;
    return area;
  };
  const shown = new Map();
  const missed = [];
  for (const area of list.areas) {
    let query = match.fold(area.name);
    const province = provinceOf(area);
    if (shared.get(query) > 1 && province && province !== area) {
      query += ' ' + match.fold(province.name);
    }
    if (!shown.has(query)) {
      const {shown: found} = match.search(list, query, most);
      const texts = new Set(found.map(one => text(one, 'vi')));
      if (found.length > most || texts.size < found.length) missed.push(`twice: ${query}`);
      shown.set(query, new Set(found.map(one => one.area.id)));
    }
    if (!shown.get(query).has(area.id)) missed.push(`${area.id}: ${query}`);
  }
  return {missed, queries: shown.size};
}"""


@pytest.fixture(scope="module")
def matching(browser: Browser, app_url: str) -> Iterator[Page]:
    """A page with the field's own module and list at hand, read once for this file."""
    page = browser.new_page(base_url=app_url)
    page.set_default_timeout(60_000)
    with page.expect_response("**/api/areas/*.json"):
        page.goto("/sources")
    page.evaluate(PREPARE)
    yield page
    page.close()


@pytest.fixture(scope="module")
def registry() -> list[dict[str, str]]:
    with gzip.open(ROOT / "geo/registry/areas.csv.gz", "rt", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def find(page: Page, query: str, language: str = "vi") -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(FIND, [query, language])
    return found


def test_the_list_has_every_area(matching: Page, registry: list[dict[str, str]]) -> None:
    listed = set(matching.evaluate("list.areas.map(area => area.id)"))
    assert len(registry) == 14_149 + 1
    assert {row["area_id"] for row in registry} <= listed
    assert len(listed) - len(registry) == 9  # villages with figures


def test_names_are_folded_as_everywhere(matching: Page, registry: list[dict[str, str]]) -> None:
    names = sorted({row["name"] for row in registry})
    names += ["  M’Drắk ", "Ðăk Ðoa", "Qúy Khoẻ Thuý HOÀ", "TP. Hà-Nội", "Ea H'leo", "", "?!"]
    written = [
        *names,
        *(unicodedata.normalize("NFD", name) for name in names),
        *(name.upper() for name in names),
    ]
    assert len(written) > 20_000
    ours = "names => names.map(name => [match.fold(name), match.normalise(name)])"
    assert matching.evaluate(ours, written) == [[fold(name), normalise(name)] for name in written]


def test_every_area_is_found_by_its_name_or_name_and_province(matching: Page) -> None:
    found = matching.evaluate(OUT_OF_REACH, MOST)
    assert found["missed"] == []
    assert found["queries"] > 10_000


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_two_areas_read_alike(matching: Page, language: str) -> None:
    texts = matching.evaluate(
        "language => list.areas.map(area => text({area}, language))", language
    )
    assert len(texts) == 14_159
    assert len(set(texts)) == len(texts)


def test_what_reads_alike_is_told_apart_by_its_code(matching: Page) -> None:
    """No two areas of the registry need it; a list of two that do."""
    assert matching.evaluate("list.areas.filter(area => area.doubled).length") == 0
    texts = matching.evaluate("""() => {
      const twins = match.prepare({types: ['xã'], others: [], groups: [{vintage: '2025',
        level: 'commune', start: '2025-c', within: '2025-p', ids: ['00001', '00002'],
        parents: ['01', '01'], names: ['Hai', 'Hai'], kinds: [0, 0]}]});
      return match.search(twins, 'hai').shown.map(found => text(found, 'vi'));
    }""")
    assert texts == ["xã Hai · từ 1/7/2025 · mã 00001", "xã Hai · từ 1/7/2025 · mã 00002"]


def test_pairs_that_differ_by_accents_stay_apart(
    matching: Page, registry: list[dict[str, str]]
) -> None:
    if not ACCENT_PAIRS.exists():
        pytest.skip("needs ../shared/data/accent_pairs.csv")
    with ACCENT_PAIRS.open(encoding="utf-8", newline="") as lines:
        pairs = list(csv.DictReader(lines))
    by_id = {row["area_id"]: row for row in registry}
    assert len(pairs) == 30
    for pair in pairs:
        vintage = "2025" if pair["list"] == "2025" else "2024"
        place = pair["district"] or pair["province"]
        names = pair["names"].split(" | ")
        ids = {
            row["name"]: row["area_id"]
            for row in registry
            if row["vintage"] == vintage
            and row["name"] in names
            and by_id[row["parent_id"]]["name"] == place
        }
        assert set(ids) == set(names), pair
        for name in names:
            (other,) = set(names) - {name}
            found = find(
                matching, ", ".join(filter(None, (name, pair["district"], pair["province"])))
            )
            shown = [area_id for area_id in found["ids"] if area_id in ids.values()]
            assert shown == [ids[name], ids[other]], (name, found)
            assert len(set(found["texts"])) == len(found["texts"])


@pytest.mark.parametrize(
    ("query", "first"),
    [
        # The five areas, however they are typed.
        *((text, ["2024-d173"]) for text in ("phu binh", "Phu Binh", "PHÚ BÌNH", "h. phu binh")),
        *((text, ["2025-p96", "2024-p96"]) for text in ("ca mau", "Cà Mau", "tinh ca mau")),
        *((text, ["2024-p34"]) for text in ("thai binh", "Thái Bình", "t. Thái Bình")),
        *((text, ["2025-p38", "2024-p38"]) for text in ("thanh hoá", "THANH HÓA", "thanh hoa")),
        *((text, ["2024-d951"]) for text in ("tran de", "Trần Đề", "huyện trần đề", "tran đê")),
        # Types, short and long, before and after.
        ("tp hcm", ["2025-p79", "2024-p79"]),
        ("tphcm", ["2025-p79", "2024-p79"]),
        ("TP. Hồ Chí Minh", ["2025-p79", "2024-p79"]),
        ("tt nua", ["2024-c15718"]),
        ("TT. Nưa", ["2024-c15718"]),
        ("q1", ["2024-d760"]),
        ("quận 1", ["2024-d760"]),
        ("Q. 1", ["2024-d760"]),
        ("district 1", []),
        ("phu binh district", ["2024-d173"]),
        ("phường 1 quận 3", ["2024-c27160"]),
        ("P.1 q3 tp hcm", ["2024-c27160"]),
        ("Phường 1, Quận 3, TP. Hồ Chí Minh", ["2024-c27160"]),
        ("dai an 2", ["2024-c31672"]),
        ("xã Đại Ân 2", ["2024-c31672"]),
        ("tx pho yen", ["2024-d172"]),  # a thành phố since 2022
        # A province, or a district, behind the name.
        ("phu binh thai nguyen", ["2024-d173"]),
        ("tan thanh phu binh", ["2024-c05923"]),
        ("xa tan thanh, huyen phu binh, tinh thai nguyen", ["2024-c05923"]),
        # Other names and codes.
        ("thua thien hue", ["2024-p46"]),
        ("hn", ["2025-p01", "2024-p01"]),
        ("06978", ["2025-c06970"]),
        ("15718", ["2024-c15718"]),
        ("2024-d173", ["2024-d173"]),
        ("việt nam", ["vn"]),
        ("xom hin", ["2024-v05944-xom-hin"]),
    ],
)
def test_what_people_type(matching: Page, query: str, first: list[str]) -> None:
    for written in (query, unicodedata.normalize("NFD", query), query.upper(), f"  {query} "):
        ids = find(matching, written)["ids"]
        assert ids[: len(first)] == first, (written, ids)
        assert first or not ids


def test_typed_accents_put_one_before_the_other(matching: Page) -> None:
    both = {"Ba Tơ": "2025-c21484", "Ba Tô": "2025-c21523"}
    for name, area_id in both.items():
        ids = find(matching, f"xã {name}")["ids"]
        assert ids[0] == area_id
        assert set(both.values()) < set(ids)
    plain = find(matching, "xa ba to")["ids"]
    assert set(both.values()) < set(plain)


def test_the_better_match_comes_first_and_the_larger_and_newer_at_equal_match(
    matching: Page,
) -> None:
    texts = find(matching, "thai binh")["texts"]
    assert texts[:5] == [
        "tỉnh Thái Bình · đến 30/6/2025",
        "thành phố Thái Bình · Thái Bình · đến 30/6/2025",
        "xã Thái Bình · Tuyên Quang · từ 1/7/2025",
        "xã Thái Bình · Lạng Sơn · từ 1/7/2025",
        "phường Thái Bình · Hưng Yên · từ 1/7/2025",
    ]
    # Exact names, then what starts so, then a word inside.
    assert texts[-3:] == [
        "xã Thái Bình Trung · huyện Vĩnh Hưng, Long An · đến 30/6/2025",
        "phường Nguyễn Thái Bình · quận 1, Hồ Chí Minh · đến 30/6/2025",
        "thị trấn Nông trường Thái Bình · huyện Đình Lập, Lạng Sơn · đến 30/6/2025",
    ]
    assert find(matching, "hneng")["texts"] == ["xã Hneng · huyện Đak Đoa, Gia Lai · đến 30/6/2025"]
    inside = find(matching, "ran de")["ids"]
    assert inside[-3:] == ["2024-d951", "2025-c31673", "2024-c31673"]


def test_how_an_option_reads(matching: Page) -> None:
    assert find(matching, "tran de")["texts"][0] == "huyện Trần Đề · Sóc Trăng · đến 30/6/2025"
    english = find(matching, "tran de", "en")["texts"][0]
    assert english == "huyện Trần Đề · district · Sóc Trăng · until 30 Jun 2025"
    (hue,) = find(matching, "thua thien hue")["texts"]
    assert hue == "thành phố Huế · đến 30/6/2025 · tên khác: tỉnh Thừa Thiên Huế"
    (ba_che,) = find(matching, "06978")["texts"]
    assert ba_che == "xã Ba Chẽ · Quảng Ninh · từ 1/7/2025 · mã 06978"


def test_few_are_shown_and_all_are_counted(matching: Page, registry: list[dict[str, str]]) -> None:
    found = find(matching, "tan lap")
    named = [row for row in registry if "tan lap" in fold(row["short_name"])]
    assert len(found["ids"]) == MOST
    assert found["total"] == len(named)
    towns = [row["area_id"] for row in registry if row["type"] == "thị xã"]
    found = find(matching, "tx")
    assert found["total"] == len(towns)
    assert set(found["ids"]) < set(towns)


@pytest.mark.parametrize("query", ["", "  ", "?!", "zzzz", "phu binh ca mau", "0" * 500])
def test_nothing_is_found_for_what_nothing_is_called(matching: Page, query: str) -> None:
    assert find(matching, query) == {"ids": [], "texts": [], "total": 0}


def test_what_ended_says_what_it_became(matching: Page) -> None:
    def today(query: str) -> str:
        said: str = matching.evaluate(
            "([query, words]) => match.today(match.search(list, query).shown[0].area, words)",
            [query, {"now": "nay thuộc {name}", "communes": "nay là {n} xã của {name}"}],
        )
        return said

    assert today("huyen phu binh") == "nay là 5 xã của Thái Nguyên"
    assert today("tinh soc trang") == "nay thuộc thành phố Cần Thơ"
    assert today("thi tran nua") == "nay thuộc xã Tân Ninh"
    assert today("huyen hoang sa") == "nay thuộc Đà Nẵng"
    assert today("xa phu binh thai nguyen") == ""
