"""The description of the data API is true: of its file, its addresses, its parameters, its rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case
from schemathesis import checks as known
from starlette.routing import Route

from api.v1 import describe, routes
from api.v1.columns import ALWAYS, MEANINGS
from api.v1.resources import DESCRIPTION, RESOURCES
from tests.api.asking import get
from tests.api.data_api import APP, HOST, ask, of_csv, of_parquet, rows, served

SPEC: dict[str, Any] = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
OPERATIONS = {path.removeprefix("/"): told["get"] for path, told in SPEC["paths"].items()}


@pytest.fixture(scope="module", autouse=True)
def _world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with served(tmp_path_factory.mktemp("data-api-description")):
        yield


def test_the_file_is_up_to_date() -> None:
    written = DESCRIPTION.read_text(encoding="utf-8")
    assert written == describe.text(), "run: python -m api.v1.describe"
    assert ask("openapi.json").json == SPEC


def test_every_address_is_described_and_no_other() -> None:
    besides = {"/", "/openapi.json", "/problems/{kind}"}
    served_at = {route.path for route in routes.APP.routes if isinstance(route, Route)}
    assert served_at - besides == set(SPEC["paths"])
    assert {each["address"] for each in ask("").json["resources"]} == {
        f"/api/v1{path}" for path in SPEC["paths"]
    }


def test_the_beginning_is_found_without_its_last_slash_too() -> None:
    led = get(APP, "/api/v1", HOST)
    assert (led.status, led.headers["location"]) == (307, "/api/v1/")


@pytest.mark.parametrize("name", RESOURCES)
def test_every_parameter_is_described_and_taken_and_no_other(name: str) -> None:
    """What is taken is what the answer to an unknown parameter lists."""
    taken = ask(f"{name}?moon=1").json["problems"][0]["legal"]
    told = OPERATIONS[name]["parameters"]
    assert [each["name"] for each in told] == taken
    for each in told:
        assert each["in"] == "query"
        schema = each["schema"]
        for value in schema.get("enum", [schema["default"]] if "default" in schema else []):
            if (each["name"], value) != ("format", "geojson"):  # outlines take long to make
                whose = "data=demo&" if each["name"] == "sums" else ""  # published ones have none
                assert ask(f"{name}?{whose}{each['name']}={value}").status == 200


@pytest.mark.parametrize("name", RESOURCES)
def test_rows_are_as_described_in_every_format(name: str) -> None:
    content = OPERATIONS[name]["responses"]["200"]["content"]
    schema = {**content["application/json"]["schema"], "components": SPEC["components"]}
    told = ask(f"{name}?limit=10000").json
    jsonschema_rs.validator_for(schema).validate(told)
    columns = list(SPEC["components"]["schemas"][name]["properties"])
    assert list(rows(name)[0]) == columns
    assert list(of_csv(ask(f"{name}?format=csv"))[0]) == columns
    assert list(of_parquet(ask(f"{name}?format=parquet"))[0]) == columns
    formats = next(p for p in OPERATIONS[name]["parameters"] if p["name"] == "format")
    assert len(content) == len(formats["schema"]["enum"]) == len(RESOURCES[name].formats)
    for form in ("csv", "parquet"):
        media = ask(f"{name}?limit=1&format={form}").headers["content-type"]
        assert ", ".join(columns) in content[media]["schema"]["description"]


def test_a_row_that_is_not_as_described_is_caught() -> None:
    schema = {"$ref": "#/components/schemas/areas", "components": SPEC["components"]}
    row = rows("areas?limit=1")[0]
    check = jsonschema_rs.validator_for(schema)
    check.validate(row)
    for wrong in ({**row, "moon": 1}, {**row, "name": None}, {**row, "lon": "105,5"}):
        assert not check.is_valid(wrong)


def test_every_column_means_something_and_none_is_left_over() -> None:
    used = {column.name for each in RESOURCES.values() for column in each.columns}
    assert used == set(MEANINGS)
    assert used >= ALWAYS


EXAMPLES = 12  # for each address; 200 pass too, in a minute
CHECKS = [
    known.not_a_server_error,
    known.status_code_conformance,
    known.content_type_conformance,
    known.response_schema_conformance,
    known.response_headers_conformance,
    known.negative_data_rejection,
    known.unsupported_method,
]
schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", APP)


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_question_breaks_it(case: Case) -> None:
    case.call_and_validate(checks=CHECKS)
