"""Lines that ask the data API, ready to copy: for the shell, Python, R and Power Query."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

import streamlit as st

from data.datasets import DOUBTFUL, PUBLISHED
from pages.parts.language import _

HERE = "http://localhost:8501"
EXAMPLES: dict[str, dict[str, str]] = {
    "observations": {"indicator": "teams", "level": "province"},
    "targets": {"level": "nation"},
    "areas": {"level": "province", "vintage": "2025"},
    "lineage": {"old": "2024-d173"},
    "indicators": {"pillar": "teams"},
    "sources": {},
    "layers": {"level": "province"},
}
OF_OFFICES = {"level": "commune"}  # all else is reckoned from what communes reported
OF_A_DATASET = ("observations", "targets", "sources")
SHELL = """# One page of rows. Where there are more, the answer's header Link says where.
curl --compressed --dump-header - "{host}{address}&format=csv" --output {file}.csv
"""
PYTHON = """import json
from urllib.request import urlopen

import pandas as pd

host = "{host}"
page = "{address}"
rows = []
while page:
    with urlopen(host + page) as answer:
        said = json.load(answer)
    rows += said["rows"]
    page = said["next"]
table = pd.DataFrame(rows)
"""
R = """library(jsonlite)

host <- "{host}"
page <- "{address}"
pages <- list()
while (!is.null(page)) {{
  said <- fromJSON(paste0(host, page))
  pages[[length(pages) + 1]] <- said$rows
  page <- said[["next"]]
}}
table <- rbind_pages(pages)
"""
POWER_QUERY = """let
  Host = "{host}",
  Read = (address as text) as record =>
    Json.Document(Web.Contents(Host & address), TextEncoding.Utf8),
  Pages = List.Generate(
    () => Read("{address}"),
    each _ <> null,
    each if [next] = null then null else Read([next]),
    each [rows]
  ),
  Rows = Table.FromRecords(List.Combine(Pages), null, MissingField.UseNull)
in
  Rows
"""


def example(resource: str, dataset: str) -> str:
    """The address of a first page worth looking at.

    Args:
        resource: Whose rows.
        dataset: Whose figures, where the resource has figures.
    """
    chosen: dict[str, str] = EXAMPLES[resource]
    if resource in OF_A_DATASET:
        chosen = {"data": dataset, **chosen}
        if dataset != PUBLISHED and "level" in chosen:
            chosen |= OF_OFFICES
    return f"/api/v1/{resource}?{urlencode(chosen | {'limit': '10000'})}"


def draw(address: str, resource: str, dataset: str) -> None:
    """Draws the lines for one address, each language in a tab of its own."""
    written = lines(address, resource, dataset, host())
    for tab, (language, text) in zip(
        st.tabs(["curl", "Python (pandas)", "R", "Excel (Power Query)"]),
        written.items(),
        strict=True,
    ):
        tab.code(text, language=language)
    st.markdown(_("[Look at this page of rows]({address})", address=address))


def lines(address: str, resource: str, dataset: str, here: str) -> dict[str, str]:
    """The lines by the name under which their colours are known.

    Args:
        address: What is asked for.
        resource: Whose rows, for the name of a file.
        dataset: Whose figures; those that nobody answers for are named so.
        here: This host.
    """
    is_marked = dataset in DOUBTFUL and resource in OF_A_DATASET
    file = f"{dataset}_{resource}" if is_marked else resource
    texts = {"bash": SHELL, "python": PYTHON, "r": R, "powerquery": POWER_QUERY}
    return {
        language: text.format(host=here, address=address, file=file)
        for language, text in texts.items()
    }


def host() -> str:
    """Where this app is reached by its reader."""
    found = urlsplit(st.context.url or "")
    return f"{found.scheme}://{found.netloc}" if found.netloc else HERE
