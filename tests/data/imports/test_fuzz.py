"""Broken files of every sort go all the way in or are refused in words; nothing half-done stays."""

import resource
from collections.abc import Iterator

import pytest

from data.imports import limits
from data.imports.unattended import Wishes, take_in
from data.warehouse import Warehouse
from tests.data.imports.broken_files import SORTS, broken_files

# Twenty times a hundred, as one test may take five minutes.
SLOW = [pytest.param(seed, 100, marks=pytest.mark.slow) for seed in range(20)]
REFUSED = {"unreadable", "open", "refused"}


@pytest.mark.parametrize(("seed", "count"), [(20, 60), *SLOW])
def test_broken_files_are_taken_in_or_refused_with_a_clear_message(
    world: Warehouse, seed: int, count: int
) -> None:
    assert len(SORTS) <= 60, "the short run must make one of each"
    before = peak(resource.RUSAGE_SELF)
    for name, content in broken_files(seed, count):
        version = world.version
        answer = take_in(world, name, content, Wishes())
        assert (world.version != version) == (answer["state"] == "stored"), name
        assert answer["problems"] or answer["state"] not in REFUSED, name
        for said in sentences(answer["problems"], name):
            assert said.startswith(name), name
            assert not said.endswith(": "), name
    assert peak(resource.RUSAGE_SELF) - before < 900
    # A child begins as large as this process is, which other tests may have made large.
    own = max(peak(resource.RUSAGE_SELF) + 1, limits.READING_BYTES / limits.MEGABYTE)
    assert peak(resource.RUSAGE_CHILDREN) < own


def sentences(problems: list[dict[str, str]], name: str) -> Iterator[str]:
    for problem in problems:
        assert problem["code"], name
        yield problem["says"]


def peak(whose: int) -> float:
    """The most memory held so far, in MB."""
    return resource.getrusage(whose).ru_maxrss / 1024
