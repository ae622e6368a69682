"""Every finding has words, in both languages, with the same details."""

from string import Formatter

import pytest

from data.boundaries import words
from geo.boundaries.report import SEVERITY, Example, Finding

DETAILS = {"count", "found", "expected", "field", "amount"}


def details(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_code_has_words_and_no_other() -> None:
    assert set(words.catalogue()) == set(SEVERITY)


@pytest.mark.parametrize("code", sorted(SEVERITY))
def test_both_languages_say_the_same_details(code: str) -> None:
    said = words.catalogue()[code]
    for part in ("says", "hint"):
        vietnamese, english = said[f"{part}_vi"], said[f"{part}_en"]
        assert details(vietnamese) == details(english) <= DETAILS
        assert bool(vietnamese) == bool(english)
    if SEVERITY[code] == "error":
        assert said["hint_vi"], "an error says what to do"
    sentence = words.sentence(Finding(code, 3, "x", "y", "z", 1.5), "vi")
    assert "{" not in sentence


def test_numbers_are_written_as_the_language_does() -> None:
    overlap = Finding("overlaps", 1234, amount=12.345)
    assert words.sentence(overlap, "vi").startswith("1.234 chỗ chồng lên nhau, tổng 12,3 km².")
    assert words.sentence(overlap, "en").startswith("Overlaps: 1,234, 12.3 km² in all.")
    assert words.amount_in_words("gaps", 12345.6, "vi") == "12346 km²"
    assert words.amount_in_words("missing", 3.0, "vi") == ""


def test_an_example_says_row_unit_and_what_differs() -> None:
    names = {"2025-p38": "Tỉnh Thanh Hóa", "2025-p40": "Tỉnh Nghệ An"}
    examples = (
        Example("2025-p38", 3, "Thanh Hoá", "Tỉnh Thanh Hóa"),
        Example("2025-p38", 0, "2025-p40", amount=0.5),
        Example("", 7, "Tỉnh Mây", "2025-p40"),
    )
    said = list(words.examples_in_words(Finding("overlaps", examples=examples), names, "vi"))
    assert said == [
        "dòng 3, Tỉnh Thanh Hóa (38), Thanh Hoá",
        "Tỉnh Thanh Hóa (38), Tỉnh Nghệ An (40), 0,5 km²",
        "dòng 7, Tỉnh Mây ≠ Tỉnh Nghệ An (40)",
    ]
