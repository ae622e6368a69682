"""Opens pages as a browser would, through the shell, and reads what they say."""

import csv
import html
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest

from data import paths

SHELL = Path(__file__).parents[2] / "pages" / "shell.py"


def shell() -> AppTest:
    """The app before its first run."""
    app = AppTest.from_file(SHELL, default_timeout=60)
    # Else each run would look for components in the metadata of every installed package.
    app._bidi_component_manager = BidiComponentManager()
    return app


def visit(page: str | None = None, **params: str) -> AppTest:
    """The page after its first run; without one, the address `/`."""
    app = shell()
    for name, value in params.items():
        app.query_params[name] = value
    if page:
        app.switch_page(page)
    return app.run()


def address(app: AppTest) -> dict[str, str]:
    """The parameters in the URL, each with its one value."""
    values = {name: [value] if isinstance(value, str) else value for name, value in query(app)}
    return {name: ",".join(value) for name, value in values.items()}


def query(app: AppTest) -> Iterable[tuple[str, str | list[str]]]:
    return dict(app.query_params).items()


def plain(text: str) -> str:
    """The text as it is read."""
    return html.unescape(text).replace("\u2060", "").replace("\u00a0", " ")


def said(app: AppTest) -> str:
    """Every sentence on the page, as it is read."""
    kinds = ("title", "subheader", "caption", "markdown", "info", "warning", "error")
    elements: list[Any] = [element for kind in kinds for element in app.get(kind)]
    return plain("\n".join(element.value for element in elements))


def ageless(text: str) -> str:
    """The text without ages, which change with the day of the test."""
    return re.sub(r" · (?:cũ \d+ (?:năm|tháng)|\d+ (?:yr|mo)\. old)", "", text)


def title(app: AppTest) -> str:
    (only,) = app.title
    return plain(only.value)


def drawn(app: AppTest) -> list[dict[str, Any]]:
    """The charts, as they are sent to the browser."""
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def mounted(app: AppTest, key: str) -> dict[str, Any]:
    """What the component mounted with the key is given to read."""
    data: dict[str, Any] = json.loads(_component(app, key).json)
    return data


def tell(app: AppTest, key: str, **said: object) -> AppTest:
    """The page after a component's script said something: `tell(app, "map", date="2024-06-30")`."""
    states = app._tree.get_widget_states()
    events = [{"event": event, "value": value} for event, value in said.items()]
    states.widgets.add(
        id=_make_trigger_id(_component(app, key).id, "events"),
        json_trigger_value=json.dumps(events),
    )
    return app._run(states)


def _component(app: AppTest, key: str) -> Any:
    elements: list[Any] = list(app.get("bidi_component"))
    (found,) = [each.proto for each in elements if each.proto.id.split("-", 2)[2] == key]
    return found


def read(app: AppTest, place: int = 0) -> pd.DataFrame:
    """What a formatted table shows in its cells, which is not what it holds."""
    shown = app.dataframe[place].proto.arrow_data.styler.display_values
    table: pd.DataFrame = pa.ipc.open_stream(shown).read_pandas()
    return table.map(plain)


def metrics(app: AppTest) -> list[tuple[str, str]]:
    return [(metric.value, plain(metric.delta)) for metric in app.metric]


def published() -> Iterator[dict[str, str]]:
    """The rows of the published files, read with nothing of ours."""
    for name in ("published_figures.csv", "published_population.csv", "national_targets.csv"):
        with (paths.PUBLISHED / name).open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)


def linked(row: dict[str, str]) -> str:
    """A source as a table names it: its title, which is a link if there is an address."""
    return (
        f"[{row['source_title']}](<{row['source_url']}>)"
        if row["source_url"]
        else row["source_title"]
    )


def button(app: AppTest, label: str) -> AppTest:
    (found,) = [button for button in app.button if button.label == label]
    return found.click().run()
