"""The Vietnamese catalogue: every message of the pages, each once, none that nobody says."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from pages.parts.language import LANGUAGES, LOCALE, catalogue

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "pages").rglob("*.py"))
# Message ids that are looked up by a code; `_` is called with what is found.
CONSTANTS = {
    "access_audit": ["OTHERS", "OUTCOMES", "WAYS"],
    "api_tables": ["PARAMETERS", "RESOURCES", "RULES"],
    "backup_list": ["REASONS", "RULES"],
    "boundary_report": ["READ_BY"],
    "boundary_words": ["UNITS"],
    "carried_words": ["REASONS"],
    "catalogue": ["PER", "PER_UNIT"],
    "compare_choice": ["LIKE"],
    "commune_provinces": ["STATES"],
    "commune_ways": ["PAGES"],
    "commune_words": ["PILLARS", "STATES"],
    "compare_ranking": ["PERIODS"],
    "compare_scene": ["DERIVED_NAMES", "PART_WORDS"],
    "datasets": ["LABELS"],
    "downloads_choice": [
        *("LEVEL_NAMES", "TIMES", "SUM_NAMES", "SHAPE_NAMES", "SEPARATOR_NAMES", "NUMBER_NAMES"),
    ],
    "downloads_files": ["LABELS", "SAYS"],
    "downloads_pasted": ["TIMES"],
    "dictionary_entry": ["SAID"],
    "dictionary_list": ["KINDS", "LABELS"],
    "filters": ["BREAKS", "MARKS", "PER", "TWO", "UNITS", "VINTAGES"],
    "import_changes": ["STATUSES"],
    "import_dry_run": ["STEPS"],
    "import_form": ["WAYS"],
    "import_history": ["SEEN"],
    "import_preview": ["ROWS"],
    "import_problems": ["MEANS", "NAMES", "ONE"],
    "import_upload": ["NAMES"],
    "import_words": ["DECIMALS", "ROLES", "SCALES", "VINTAGES"],
    "login": ["FAULTS"],
    "map_panel": ["UNITS"],
    "map_print": ["LABELS", "PAPER_LABELS"],
    "map_scene": ["AS_SEEN"],
    "map_words": ["COVERAGE", "SUPERSEDED"],
    "navigation": ["TITLES"],
    "notices": ["FAULTS", "NOTICES", "BACKUPS"],
    "overview_coverage": ["COUNTED", "UNITS"],
    "overview_five": ["COVERAGE"],
    "overview_nation": ["LABELS"],
    "overview_news": ["LEFT_OUT"],
    "review_decision": ["SAYS"],
    "review_words": ["STATES"],
    "quality_findings": ["KINDS"],
    "quality_published": ["FLAGS"],
    "quality_words": ["SHARES", "STATES"],
    "query_words": ["REFUSALS"],
    "services_words": ["PILLAR_NAMES", "STAGES"],
    "reading_lines": ["JUDGED", "REASONS", "SIMILAR"],
    "reading_words": ["UNITS"],
    "source_tables": ["KINDS", "MEASURES", "REASONS", "TREATMENT"],
    "targets_scene": ["KINDS", "STATES"],
    "targets_tables": ["KINDS", "REPORTS"],
    "targets_trend": ["NAMES"],
    "targets_words": ["REPORT_STATES"],
    "teams_parts": ["LEADERS"],
    "teams_people": ["NAMES", "SESSIONS"],
    "teams_words": ["LEVELS", "VERDICTS"],
    "trail": ["LEVELS", "NATIONAL"],
    "trend_choice": ["NO_INDEX", "SERIES"],
    "trend_measure": ["STEPS"],
    "trend_words": ["NO_PART", "PARTS", "REASONS"],
    "wording": ["BASES", "LEVELS", "QUALIFIERS", "TYPES"],
}


@pytest.fixture(scope="module")
def vietnamese() -> Catalog:
    with (LOCALE / "vi" / "LC_MESSAGES" / "atlas.po").open("rb") as lines:
        return read_po(lines, abort_invalid=True)


@pytest.fixture(scope="module")
def said() -> set[str]:
    return set(written()) | set(in_constants())


def written() -> Iterator[str]:
    """The ids written inside `_("…")`, as `pybabel extract` finds them."""
    for file in FILES:
        with file.open("rb") as code:
            for _line, message, _comments, _context in extract("python", code, {"_": None}):
                assert isinstance(message, str), f"{file.name}: {message!r}"
                yield message


def in_constants() -> Iterator[str]:
    for module, names in CONSTANTS.items():
        for name in names:
            constant = getattr(importlib.import_module(f"pages.parts.{module}"), name)
            yield from constant.values() if isinstance(constant, dict) else constant


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_every_message_is_translated_and_every_translation_is_used(
    vietnamese: Catalog, said: set[str]
) -> None:
    translated = {str(entry.id) for entry in vietnamese if entry.id and entry.string}
    assert said - translated == set(), "without a translation"
    assert translated - said == set(), "said nowhere"
    assert len(said) > 100


def test_nothing_is_left_over_or_uncertain(vietnamese: Catalog) -> None:
    assert list(vietnamese.obsolete) == []
    entries = [entry for entry in vietnamese if entry.id]
    assert [entry.id for entry in entries if entry.fuzzy] == []
    assert [entry.id for entry in entries if not str(entry.string).strip()] == []
    assert [entry.id for entry in entries if entry.pluralizable or entry.context] == []


def test_a_translation_has_the_same_placeholders(vietnamese: Catalog) -> None:
    entries = [(str(entry.id), str(entry.string)) for entry in vietnamese if entry.id]
    differing = [pair for pair in entries if placeholders(pair[0]) != placeholders(pair[1])]
    assert differing == []


def test_a_translation_keeps_the_ends_and_emphasis(vietnamese: Catalog) -> None:
    for entry in vietnamese:
        if entry.id:
            english, text = str(entry.id), str(entry.string)
            assert text == text.strip(), text
            assert english[-1:] not in ".?!" or text[-1:] == english[-1:], text
            assert text.count("**") == english.count("**"), text


def test_every_name_used_in_a_call_fills_a_placeholder(said: set[str]) -> None:
    """`_("… {n}", n=1)`: a name too many or too few would fail only when it is shown."""
    wrong = []
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name("_"), args=[ast.Constant(value=str(text))]):
                    names = sorted(word.arg for word in node.keywords if word.arg)
                    spread = any(word.arg is None for word in node.keywords)
                    wanted = placeholders(text)
                    filled_later = not node.keywords
                    if not spread and not filled_later and names != wanted:
                        wrong.append((file.name, node.lineno, names, wanted))
    assert wrong == []


def test_languages() -> None:
    assert list(LANGUAGES) == ["vi", "en"]
    assert catalogue("en") == {}
    assert catalogue("vi")["Map"] == "Bản đồ"
