"""What the rule keeps after years of backups, whatever the clock did."""

from datetime import UTC, datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as some

from data.backups.keeping import kept

START = datetime(2024, 2, 27, 23, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def lived_through(gaps: list[int]) -> tuple[list[datetime], set[datetime], datetime]:
    """All times at which a backup was made, those still there, and the last of the times."""
    made: list[datetime] = []
    there: set[datetime] = set()
    now = START
    for gap in gaps:
        now += gap * HOUR
        made.append(now)
        there = kept({*there, now}, now)
    return made, there, now


@given(some.lists(some.integers(1, 24 * 40), min_size=1, max_size=60))
@example([24] * 800)
@example([1] * 100)
def test_days_and_months_stay_as_backups_come(gaps: list[int]) -> None:
    made, there, now = lived_through(gaps)
    assert now in there
    assert {time for time in made if now - time <= timedelta(days=2)} <= there
    for days, period in ((30, "%Y-%m-%d"), (700, "%Y-%m")):
        young = {time for time in made if now - time <= timedelta(days=days)}
        last = {time.strftime(period): time for time in sorted(made)}
        assert {time for time in last.values() if time in young} <= there
    recent = sum(now - time <= timedelta(days=2) for time in there)
    assert len(there) - recent <= 31 + 25
    assert kept(there, now) == there


@given(some.lists(some.integers(0, 10**6), min_size=1, unique=True), some.integers(0, 10**6))
def test_what_a_clock_set_back_put_into_the_future_stays(ages: list[int], back: int) -> None:
    times = {START + age * HOUR for age in ages}
    now = START + back * HOUR
    there = kept(times, now)
    assert {time for time in times if time > now} <= there <= times
    assert max(times) in there


def test_nothing_is_kept_of_nothing() -> None:
    assert kept([], START) == set()
