import resource

import pytest

from data.imports import limits
from data.imports.problems import UnreadableFileError, sentence
from data.imports.reading import open_workbook
from data.imports.workbook import Workbook
from tests.data.imports.broken_files import SORTS, broken_files

# Twenty times a hundred, as one test may take five minutes.
SLOW = [pytest.param(seed, 100, marks=pytest.mark.slow) for seed in range(20)]


@pytest.mark.parametrize(("seed", "count"), [(20, 60), *SLOW])
def test_broken_files_are_read_or_refused_with_a_clear_message(seed, count):
    assert len(SORTS) <= 60
    before = _peak(resource.RUSAGE_SELF)
    for name, content in broken_files(seed, count):
        problems = _problems(name, content)
        for language in ("vi", "en"):
            for problem in problems:
                said = sentence(problem, name, language)
                assert said.startswith(name), name
                assert not said.endswith(": "), name
                assert '""' not in said, name
    assert _peak(resource.RUSAGE_SELF) - before < 900
    assert _peak(resource.RUSAGE_CHILDREN) < limits.READING_BYTES / limits.MEGABYTE


def test_the_same_seed_makes_the_same_files():
    assert list(broken_files(1, 12)) == list(broken_files(1, 12))


def _problems(name, content):
    try:
        book = open_workbook(name, content)
    except UnreadableFileError as refused:
        return (refused.problem,)
    assert isinstance(book, Workbook)
    assert all(sheet.cells.num_rows and sheet.cells.num_columns for sheet in book.sheets)
    return book.problems


def _peak(whose):
    """The most memory held so far, in MB."""
    return resource.getrusage(whose).ru_maxrss / 1024
