"""Readers' own questions in SQL: asked of a snapshot, answered by a process of its own."""

import os


def is_on() -> bool:
    """Whether readers may ask in SQL: where ATLAS_QUERIES says so, and not else."""
    return os.environ.get("ATLAS_QUERIES", "").strip().lower() in {"1", "on", "true", "yes"}
