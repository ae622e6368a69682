"""The forms as data: every word is there, of one meaning, and understood where it is read."""

import csv
from collections import Counter

import pytest

from data import paths
from data.imports.choices import KINDS, OPERATORS
from data.imports.forms import choices, chosen, forms
from data.imports.layout import KINDS as FILES
from data.imports.roles import role_of
from geo.names import fold

ENTRIES = {"code", "area", "indicator", "choice", "count", "number", "period", "text"}


def test_there_is_a_form_for_each_kind_of_file() -> None:
    assert {form.kind for form in forms().values()} == set(FILES)
    assert [(form.form_id, form.due_day) for form in forms().values()] == [
        ("monthly", 18),
        ("targets", None),
        ("teams", None),
    ]


def test_the_monthly_form_asks_what_communes_report() -> None:
    assert forms()["monthly"].indicators == (
        *("teams", "members", "adults", "adults_with_digital_skills", "adults_with_vneid"),
        *("smartphone_users_adult", "training_classes", "people_guided"),
        *("vneid_documents_integrated", "digital_signatures_installed", "epayment_accounts"),
    )


def test_its_indicators_are_counts_of_the_catalogue() -> None:
    with (paths.CATALOGUE / "indicators.csv").open(encoding="utf-8", newline="") as text:
        kinds = {row["indicator_id"]: row["kind"] for row in csv.DictReader(text)}
    assert {kinds[each] for each in forms()["monthly"].indicators} == {"count"}


@pytest.mark.parametrize("form_id", ["monthly", "targets", "teams"])
def test_every_field_is_named_and_told(form_id: str) -> None:
    fields = forms()[form_id].fields
    assert [field.key for field in fields if field.entry not in ENTRIES] == []
    for words in (
        [field.key for field in fields],
        [fold(field.name_vi) for field in fields],
        [fold(field.name_en) for field in fields],
    ):
        assert [word for word, times in Counter(words).items() if times > 1 or not word] == []
    for field in fields:
        assert field.note_vi
        assert len(field.note_vi) <= 255, "a spreadsheet shows no more"
        assert field.note_en
        assert bool(field.choices) == (field.entry == "choice")
        assert bool(field.indicator) == (field.field == "value" and form_id == "monthly")


@pytest.mark.parametrize("form_id", ["monthly", "targets", "teams"])
def test_every_header_is_understood(form_id: str) -> None:
    form = forms()[form_id]
    for field in form.fields:
        for header in (field.name_vi, *field.also):
            expected = "" if field.indicator else field.field
            assert role_of(header, form.kind) == expected, header


def test_no_word_has_two_meanings() -> None:
    for field, found in choices().items():
        meant: dict[str, str] = {}
        for each in found:
            for word in (each.name_vi, each.name_en, *each.also):
                assert meant.setdefault(fold(word), each.choice) == each.choice, (field, word)
    assert {each.choice for each in choices()["target_kind"]} < set(KINDS)
    assert {each.choice for each in choices()["operator"]} == set(OPERATORS)


@pytest.mark.parametrize(
    ("field", "text", "choice"),
    [
        ("leader_role", "Trưởng xóm", "village_head"),
        ("leader_role", "TRƯỞNG ẤP", "village_head"),
        ("leader_role", "Bí thư Chi bộ", "party_cell_secretary"),
        ("leader_role", "Bí thư chi đoàn", "youth_union_secretary"),
        ("leader_role", "Khác", "other"),
        ("leader_role", "Trưởng thôn Nguyễn Ví Dụ", ""),
        ("team_level", "thôn", "village"),
        ("team_level", "Cấp xã", "commune"),
        ("team_level", "huyện", ""),
    ],
)
def test_words_are_understood(field: str, text: str, choice: str) -> None:
    assert chosen(field, text) == choice
