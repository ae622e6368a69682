"""Writes openapi.json, by which programs know the data API: `python -m api.v1.describe`."""

from __future__ import annotations

import json
from typing import Any

from api.v1 import problems
from api.v1.formats import MEDIA
from api.v1.pages_of import SECONDS
from api.v1.parameters import MOST_ROWS, ROWS, Parameter
from api.v1.resources import DESCRIPTION, RESOURCES, Resource
from data.datasets import DOUBTFUL

ABOUT = f"""Figures on Vietnam's community digital technology teams, each with its area, date,
bounds, qualifier and source. Everything is read only.

Rows come in pages of at most {MOST_ROWS} ({ROWS} where no limit is given), in the order of a key; a
page is given up after {SECONDS:.0f} s, and may have fewer rows than its limit, even none. `next` in
JSON, or the header Link, is the address of the page that follows; walking them until there is none
gives each row once. What is stored meanwhile shows from the place
where the walk is: every page says which `version` of the warehouse it is of and with which the walk
`began`; where the two differ, begin anew if all must be of one state.

Answers have an ETag: ask again with If-None-Match, and nothing is sent unless something changed.
A CSV is UTF-8 with a header line, dots as decimal signs and empty cells for what is missing; texts
that a spreadsheet would run as formulas begin with an apostrophe. A missing value is null, never
zero. Simulated figures (data=demo) say so in every row, in the header Atlas-Simulated and in the
file name; figures that wait for approval (data=submitted, empty where an office does not show them)
likewise, in the header Atlas-Unapproved."""
PAGE = {
    "version": {"type": "integer", "description": "Of the warehouse, for this page."},
    "began": {"type": "integer", "description": "The version that the first page was of."},
    "next": {"type": ["string", "null"], "description": "Address of the next page; null: none."},
    "simulated": {"type": "boolean", "description": "True where figures are simulated."},
    "unapproved": {"type": "boolean", "description": "True where figures wait for approval."},
}
HEADERS = {
    "ETag": "For If-None-Match.",
    "Atlas-Version": "As `version` in JSON.",
    "Atlas-Began": "As `began` in JSON.",
    "Atlas-Simulated": "true where figures are simulated; else left out.",
    "Atlas-Unapproved": "true where figures wait for approval; else left out.",
    "Link": "The next page, as rel=next; left out on the last.",
}


def document() -> dict[str, Any]:
    """The OpenAPI document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "CNSCĐ Atlas",
            "version": "1",
            "description": ABOUT,
            "x-seconds": SECONDS,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/api/v1"}],
        "paths": {
            f"/{resource.name}": {"get": _operation(resource)} for resource in RESOURCES.values()
        },
        "components": {
            "schemas": {
                **{name: _row(resource) for name, resource in RESOURCES.items()},
                "problem": _problem(),
            },
            "responses": {kind: _response_of(kind) for kind in problems.KINDS},
        },
    }


def _operation(resource: Resource) -> dict[str, Any]:
    wrong = (
        "parameters",
        "signed-out",
        "not-allowed",
        "method",
        "too-much",
        "too-many",
        "warehouse",
    )
    return {
        "operationId": resource.name,
        "summary": resource.says,
        "description": f"Ordered by {', '.join(resource.key)}.",
        "parameters": [_parameter(each) for each in resource.parameters],
        "responses": {
            "200": {
                "description": "A page of rows.",
                "headers": {
                    name: {"description": says, "schema": {"type": "string"}}
                    for name, says in HEADERS.items()
                },
                "content": {MEDIA[each]: _content(each, resource) for each in resource.formats},
            },
            "304": {"description": "What If-None-Match names is still so."},
            **{
                str(problems.KINDS[kind].status): {"$ref": f"#/components/responses/{kind}"}
                for kind in wrong
            },
        },
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": parameter.name,
        "in": "query",
        "description": parameter.says,
        "schema": dict(parameter.schema),
    }
    if parameter.schema["type"] == "array":
        told |= {"style": "form", "explode": False}
    if parameter.example:
        example = parameter.example
        told["example"] = example.split(",") if parameter.schema["type"] == "array" else example
    return told


def _content(written: str, resource: Resource) -> dict[str, Any]:
    row = {"$ref": f"#/components/schemas/{resource.name}"}
    rows = {"type": "array", "items": row}
    if written == "json":
        return {"schema": _object({**PAGE, "rows": rows}, *DOUBTFUL.values())}
    if written == "geojson":
        geometry = {"type": ["object", "null"], "description": "WGS 84; null: not drawn."}
        feature = _object({"type": {"const": "Feature"}, "geometry": geometry, "properties": row})
        kind = {"const": "FeatureCollection"}
        features = {"type": "array", "items": feature}
        told = {"type": kind, **PAGE, "outlines": _outlines(), "features": features}
        return {"schema": _object(told, *DOUBTFUL.values())}
    names = ", ".join(column.name for column in resource.columns)
    says = {
        "csv": f"A header line and a line a row: {names}.",
        "parquet": f"The columns {names}; what JSON says beside rows is in the metadata `atlas`.",
    }
    return {"schema": {"type": "string", "description": says[written]}}


def _object(properties: dict[str, Any], *optional: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _outlines() -> dict[str, Any]:
    """Of the GeoJSON: whose outlines they are, as the rows of layers say it."""
    named = ("vintage", "level", "boundaries", "dated", "approximate")
    of = {column.name: column.schema for column in RESOURCES["layers"].columns}
    return {"type": "array", "items": _object({name: of[name] for name in named})}


def _row(resource: Resource) -> dict[str, Any]:
    told = _object({column.name: column.schema for column in resource.columns})
    return {"description": resource.says, **told}


def _problem() -> dict[str, Any]:
    text = {"type": "string"}
    texts = {"type": "array", "items": text}
    fault = _object({"parameter": text, "found": text, "legal": texts})
    return {
        "description": "What went wrong, as RFC 9457 has it.",
        "type": "object",
        "properties": {
            **dict.fromkeys(("type", "title", "title_vi", "detail", "instance"), text),
            "status": {"type": "integer"},
            "problems": {"type": "array", "items": fault},
            "legal": texts,
            "fault": text,
        },
        "required": ["type", "title", "title_vi", "status", "detail", "instance"],
        "additionalProperties": False,
    }


def _response_of(kind: str) -> dict[str, Any]:
    known = problems.KINDS[kind]
    return {
        "description": f"{known.title}. {known.says}",
        "content": {problems.PROBLEM: {"schema": {"$ref": "#/components/schemas/problem"}}},
    }


def text() -> str:
    """The document as it is kept beside the code."""
    return json.dumps(document(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    DESCRIPTION.write_text(text(), encoding="utf-8")
