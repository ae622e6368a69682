"""The catalogue names every published indicator, and the published files are the recorded ones."""

import csv
import hashlib
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "data" / "catalogue"
PUBLISHED = ROOT / "data" / "published"
SHARED = ROOT.parent / "shared" / "data"
ROWS_OF = {"published_figures.csv": 417, "published_population.csv": 97, "national_targets.csv": 4}
ONE_WORD_FOR_A_UNIT = {"phường": "xã", "bản": "thôn", "buôn": "thôn", "km2": "km²"}
ALLOWED = {
    "pillar": {"government", "economy", "society", "teams", "index", "context"},
    "kind": {"count", "ratio", "rank", "score", "amount"},
    "timing": {"cumulative", "in_period"},
    "polarity": {"more", "less", "neither"},
    "rollup": {"sum", "recompute", "none"},
}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def indicators() -> dict[str, dict[str, str]]:
    return {row["indicator_id"]: row for row in rows_of(CATALOGUE / "indicators.csv")}


@pytest.fixture(scope="module")
def figures() -> list[dict[str, str]]:
    return [row for name in ROWS_OF for row in rows_of(PUBLISHED / name)]


@pytest.mark.parametrize("name", ROWS_OF)
def test_published_file_is_the_recorded_one(name: str) -> None:
    origin = (PUBLISHED / "ORIGIN.md").read_text(encoding="utf-8")
    recorded = re.search(rf"\| {re.escape(name)} \| (\d+) \| `([0-9a-f]{{64}})` \|", origin)
    assert recorded is not None
    assert len(rows_of(PUBLISHED / name)) == int(recorded[1]) == ROWS_OF[name]
    assert hashlib.sha256((PUBLISHED / name).read_bytes()).hexdigest() == recorded[2]


@pytest.mark.parametrize("name", ROWS_OF)
def test_published_file_equals_the_shared_one(name: str) -> None:
    if not (SHARED / name).exists():
        pytest.skip("needs the shared data folder beside the repository")
    assert (PUBLISHED / name).read_bytes() == (SHARED / name).read_bytes()


# Nobody published these; forms ask for them, statistical exports or the simulation have them.
IMPORTED_ONLY = {
    *("adults", "adults_with_digital_skills", "adults_with_vneid", "smartphone_users_adult"),
    *("population_female", "population_male", "population_rural", "population_urban"),
    *("adults_with_digital_signature", "business_households", "business_households_with_qr"),
    *("people_15plus", "people_15plus_with_bank_account", "people_with_health_record"),
    *("cooperatives", "online_dossiers"),
    *("c_thainguyen_installed", "camau_g_installed", "thai_nguyen_id_installed", "vssid_installed"),
    *("ehealth_book_activated", "ehealth_book_installed"),
    *("viettel_money_accounts", "vnpt_money_accounts", "team_partners"),
    *("disabled_helped", "elderly_helped", "teams_judged_effective_rate"),
}


def test_catalogue_names_the_indicators_of_figures_and_forms(
    indicators: dict[str, dict[str, str]], figures: list[dict[str, str]]
) -> None:
    assert set(indicators) - {row["indicator"] for row in figures} == IMPORTED_ONLY
    assert {row["indicator"] for row in figures} <= set(indicators)


def test_ids_and_names_are_unique_and_filled() -> None:
    rows = rows_of(CATALOGUE / "indicators.csv")
    for column in ("indicator_id", "name_vi", "name_en"):
        assert [value for value, n in Counter(row[column] for row in rows).items() if n > 1] == []
    may_be_empty = {"numerator_id", "denominator_id"}
    assert [
        (row["indicator_id"], column)
        for row in rows
        for column, value in row.items()
        if value != value.strip() or (not value and column not in may_be_empty)
    ] == []


@pytest.mark.parametrize("column", ALLOWED)
def test_words_are_the_allowed_ones(indicators: dict[str, dict[str, str]], column: str) -> None:
    assert {row[column] for row in indicators.values()} <= ALLOWED[column]


def test_ratios_are_percentages_of_known_parts(indicators: dict[str, dict[str, str]]) -> None:
    for row in indicators.values():
        parts = (row["numerator_id"], row["denominator_id"])
        assert (row["kind"] == "ratio") == (row["unit_vi"] == row["unit_en"] == "%"), row
        if any(parts):
            assert row["kind"] == "ratio", row
            assert set(parts) <= set(indicators), row
            assert len({indicators[part]["unit_vi"] for part in parts}) == 1, row


def test_rollups_fit_the_kind(indicators: dict[str, dict[str, str]]) -> None:
    for row in indicators.values():
        if row["rollup"] == "sum":
            assert row["kind"] == "count", row
        if row["rollup"] == "recompute":
            parts = (row["numerator_id"], row["denominator_id"])
            assert [indicators[part]["rollup"] for part in parts] == ["sum", "sum"], row


def test_a_lower_rank_is_better(indicators: dict[str, dict[str, str]]) -> None:
    ranks = {key: row["polarity"] for key, row in indicators.items() if row["kind"] == "rank"}
    assert ranks == {"dti_rank": "less", "service_index_rank": "less"}


def test_units_and_decimals_fit_the_printed_values(
    indicators: dict[str, dict[str, str]], figures: list[dict[str, str]]
) -> None:
    for row in figures:
        known = indicators[row["indicator"]]
        assert ONE_WORD_FOR_A_UNIT.get(row["unit"], row["unit"]) == known["unit_vi"], row
        assert len(row["value"].partition(".")[2]) <= int(known["decimals"]), row


def test_printed_ratios_agree_with_their_printed_parts(
    indicators: dict[str, dict[str, str]], figures: list[dict[str, str]]
) -> None:
    printed = {
        (row["area"], row["as_of"], row["source_title"], row["indicator"]): float(row["value"])
        for row in figures
        if row["measure"] == "result"
    }
    checked = set()
    for (area, as_of, title, indicator), value in printed.items():
        numerator, denominator = (
            printed.get((area, as_of, title, indicators[indicator][part]))
            for part in ("numerator_id", "denominator_id")
        )
        if numerator is not None and denominator is not None:
            assert value == pytest.approx(100 * numerator / denominator, abs=1), (area, indicator)
            checked.add(indicator)
    assert checked == {
        "communes_with_radio_rate",
        "dx_targets_completed_rate",
        "online_services_integrated_rate",
        "smartphone_rate",
    }


def test_breaks_name_known_indicators(indicators: dict[str, dict[str, str]]) -> None:
    breaks = rows_of(CATALOGUE / "indicator_breaks.csv")
    assert [(row["indicator_id"], date.fromisoformat(row["broke_on"])) for row in breaks] == [
        ("dti_province_mean", date(2025, 1, 1)),
        ("dti_rank", date(2024, 1, 1)),
        ("dti_rank", date(2025, 1, 1)),
        ("dti_score", date(2025, 1, 1)),
        ("population", date(2025, 7, 1)),
    ]
    assert all(row["note_vi"] and row["note_en"] for row in breaks)


def test_source_dates_stand_in_the_titles(figures: list[dict[str, str]]) -> None:
    sources = {(row["source_title"], row["source_url"]) for row in figures}
    dates = rows_of(CATALOGUE / "source_dates.csv")
    assert len(dates) == 5
    for row in dates:
        on = date.fromisoformat(row["published_on"])
        written = {
            "day": (f"{on.day}/{on.month}/{on.year}", f"{on:%d/%m/%Y}"),
            "month": (f"({on:%Y%m})", f"{on:%Y-%m})"),
        }[row["precision"]]
        assert (row["title"], row["url"]) in sources, row
        assert any(words in row["title"] for words in written), row
