"""The datasets: figures of different origin, which are never added together."""

from __future__ import annotations

from data.cache import rows

PUBLISHED = "published"  # from articles and documents, each cited
REPORTED = "reported"  # from files that this office imported
SUBMITTED = "submitted"  # from files that wait for approval; has rows where ATLAS_APPROVAL=marked
DEMO = "demo"  # simulated
SIMULATED = "Mô phỏng / simulated"  # begins the title of each of its sources
DATASETS = (PUBLISHED, REPORTED, SUBMITTED, DEMO)
# Those whose figures nobody answers for, which is said wherever they are shown, and what they are.
DOUBTFUL = {SUBMITTED: "unapproved", DEMO: "simulated"}


def with_figures() -> tuple[str, ...]:
    """The datasets that have any figure or target, in the order of DATASETS."""
    found = {row.dataset for row in rows("counts_by_dataset") if row.observations or row.targets}
    return tuple(dataset for dataset in DATASETS if dataset in found)


def figures(dataset: str) -> int:
    """How many figures the dataset has."""
    return sum(int(row.observations) for row in rows("counts_by_dataset") if row.dataset == dataset)
