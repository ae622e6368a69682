"""A file that is to be stored, and where its figures are from."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date

from data.access.people import MACHINE, Visitor
from data.datasets import REPORTED

DATASET = REPORTED


# As long as a phone or identity number: such a one in the name of a file is not kept.
LONG_NUMBER = re.compile(r"\+?\d(?:[ .\-]?\d){8,}")


@dataclass(frozen=True)
class Origin:
    """Where the figures of a file are from, as will be said with each of them."""

    title: str
    publisher: str
    url: str = ""
    published_on: date | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", LONG_NUMBER.sub("…", self.title))

    @property
    def source_id(self) -> str:
        """The id of this source: another file that names the same source corrects it."""
        return self.id_in(DATASET)

    def id_in(self, dataset: str) -> str:
        """The id of this source in a dataset: what it says in one changes nothing in another."""
        said = "\n".join((dataset, self.title, self.publisher, self.url))
        return f"s-{hashlib.sha256(said.encode()).hexdigest()[:12]}"


@dataclass(frozen=True)
class Delivery:
    """One file that is to be stored.

    Attributes:
        file_name: As given.
        sha256: Of the whole file.
        origin: Said with each figure.
        office: Who stores it.
        kind: Which of the kinds of file.
        by: Whose rights are asked, and who is kept in the audit.
        dataset: Of which its figures become a part.
    """

    file_name: str
    sha256: str
    origin: Origin
    office: str
    kind: str = "results"
    by: Visitor = MACHINE
    dataset: str = DATASET

    def __post_init__(self) -> None:
        object.__setattr__(self, "file_name", LONG_NUMBER.sub("…", self.file_name))

    @property
    def source_id(self) -> str:
        """The id of its source in its dataset."""
        return self.origin.id_in(self.dataset)
