"""The office that runs this app: its name, said with what it stores."""

import os


def name() -> str:
    """The office's name: ATLAS_OFFICE, or words for one that has not said its own."""
    return os.environ.get("ATLAS_OFFICE", "").strip() or "Văn phòng này"
