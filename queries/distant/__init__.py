"""The same queries asked of an engine elsewhere, over Spark Connect; nothing of it unless wanted.

What is needed besides is in `requirements-spark.txt`; only the modules in here import it.
"""

from dataclasses import dataclass

# What only the warehouse's own file can be asked, and why.
EMBEDDED = {
    "areas_of_submissions": "asks for what waits for a reviewer, which is not published",
    "columns_by_table": "asks DuckDB's catalogue what the file is made of",
    "state_of_files": "tells one state of the file from another, to name what is published of it",
    "submitted_by_area": "asks for what waits for a reviewer, which is not published",
    "submissions": "asks for what waits for a reviewer, which is not published",
    "view_definitions": "asks DuckDB's catalogue for its views, to make them at the engine",
}


@dataclass(frozen=True)
class Address:
    """Where the engine is, and how it is asked.

    Attributes:
        url: As Spark Connect writes it: sc://host:port, and what it knows besides after a slash.
        token: That the engine asks for; sent over an encrypted line alone, or to this machine. ""
            where it asks for none.
        seconds: After which a question is given up.
    """

    url: str
    token: str = ""
    seconds: float = 30.0

    @property
    def shown(self) -> str:
        """The host and port, without what may be secret."""
        return "/".join(self.url.split("/")[:3]).partition(";")[0]


class Failed(Exception):  # noqa: N818  said as it is caught: except Failed
    """The engine gave no answer.

    Codes: away (nobody answers there), slow (not in time), refused (the token is wrong), failed
    (it cannot answer this question; `problem` says why in its own words).
    """

    def __init__(self, code: str, problem: str = "") -> None:
        self.code, self.problem = code, problem
        super().__init__(f"{code}: {problem}")
