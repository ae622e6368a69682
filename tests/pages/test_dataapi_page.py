"""The page of the data API: it says what is described, and its lines work as they stand."""

from __future__ import annotations

import csv
import json
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest
import uvicorn

from api.v1.resources import DESCRIPTION, RESOURCES
from data.datasets import DATASETS
from pages.parts import api_lines, api_tables
from tests.api.data_api import APP, served
from tests.pages.reading import said, title, visit
from tests.running_app import free_port

SPEC = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
FIGURES = 14 + 1  # of the tiny world, and its one target


@pytest.fixture(scope="module", autouse=True)
def _world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with served(tmp_path_factory.mktemp("api-page")):
        yield


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    """Where the routes are served by a real server."""
    server = uvicorn.Server(uvicorn.Config(APP, port=(port := free_port()), log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_says_what_there_is(language: str) -> None:
    app = visit("dataapi.py", lang=language)
    assert not app.exception
    assert (
        title(app)
        == {
            "vi": "Chương trình đọc được 7 loại dữ liệu ở đây, trong đó có 15 số liệu và chỉ tiêu",
            "en": "Programs can read 7 kinds of rows here, 15 figures and targets among them",
        }[language]
    )
    assert "{" not in said(app)
    assert len(app.code) == 4
    assert all("http://localhost:8501" in code.value for code in app.code)
    assert {"vi": "10.000", "en": "10,000"}[language] in said(app)


@pytest.mark.parametrize("name", RESOURCES)
def test_each_resource_is_told_as_it_is_described(name: str) -> None:
    app = visit("dataapi.py", lang="en")
    app = app.button_group(key="api-resource").set_value(name).run()
    (table,) = [frame.value for frame in app.dataframe]
    told = SPEC["paths"][f"/{name}"]["get"]["parameters"]
    assert list(table["Parameter"]) == [each["name"] for each in told]
    assert list(table["Legal"][table["Parameter"] == "format"]) == [
        ", ".join(RESOURCES[name].formats)
    ]
    assert not table["What it does"].eq("").any()
    columns = SPEC["components"]["schemas"][name]["properties"]
    assert ", ".join(f"`{column}`" for column in columns) in said(app)
    assert f"/api/v1/{name}?" in app.code[0].value


def test_a_dataset_without_figures_is_said_with_a_way_to_others() -> None:
    app = visit("dataapi.py", lang="en", data="reported")
    assert not app.info
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(api_tables, "counted", lambda dataset: 0)
        assert "There is nothing yet of" in said(visit("dataapi.py", lang="en", data="reported"))


def test_simulated_figures_are_asked_for_by_name() -> None:
    lines = api_lines.lines("/api/v1/targets?data=demo", "targets", "demo", "http://here")
    assert "demo_targets.csv" in lines["bash"]
    assert all("data=demo" in text for text in lines.values())
    app = visit("dataapi.py", lang="en", data="demo")
    assert "Simulated figures" in app.warning[0].value
    assert app.caption[0].value.startswith("Simulated figures. ")
    assert not visit("dataapi.py", lang="en").warning
    assert {api_lines.example("areas", each) for each in DATASETS} == {
        "/api/v1/areas?level=province&vintage=2025&limit=10000"
    }


@pytest.mark.parametrize("name", RESOURCES)
def test_the_lines_for_pandas_give_every_row(host: str, name: str) -> None:
    """Run as they are copied, with pages of one row so that the walk is walked."""
    address = api_lines.example(name, "published").replace("2024-d173", "2024-d911")
    found: dict[str, Any] = {}
    exec(api_lines.lines(address, name, "published", host)["python"], found)
    small = address.replace("limit=10000", "limit=1" if name != "layers" else "limit=9")
    again: dict[str, Any] = {}
    exec(api_lines.lines(small, name, "published", host)["python"], again)
    assert again["table"].equals(found["table"])
    assert len(found["table"]) >= (0 if name == "targets" else 1)


@pytest.mark.skipif(which("curl") is None, reason="there is no curl on this machine")
def test_the_lines_for_the_shell_give_a_csv(host: str, tmp_path: Path) -> None:
    address = api_lines.example("observations", "demo")
    line = api_lines.lines(address, "observations", "demo", host)["bash"]
    subprocess.run(["sh", "-c", line], cwd=tmp_path, check=True, capture_output=True, timeout=30)
    with (tmp_path / "demo_observations.csv").open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    assert {row["dataset"] for row in rows} == {"demo"}
    assert {row["level"] for row in rows} == {"commune"}
