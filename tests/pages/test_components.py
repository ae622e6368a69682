"""Our components: every folder is served as files, and mounted under its own name."""

import re
from pathlib import Path
from typing import Any

import pytest

from pages.parts.components import FOLDER, NAMES
from tests.pages.reading import visit

SCRIPTS = sorted(FOLDER.rglob("*.js"))


def test_every_component_has_its_script_and_style() -> None:
    assert {"map", "ranking", "sharing"} <= set(NAMES)
    for name in NAMES:
        assert (FOLDER / name / "main.css").is_file()
        assert "export default function" in (FOLDER / name / "main.js").read_text(encoding="utf-8")


@pytest.mark.usefixtures("released", "window")
def test_components_come_as_files_which_the_policy_allows() -> None:
    app = visit("map.py", indicator="teams")
    elements: list[Any] = list(app.get("bidi_component"))
    assert {each.proto.component_name for each in elements} >= {
        "atlas.map",
        "atlas.ranking",
        "atlas.sharing",
    }
    for each in elements:
        assert each.proto.js_source_path.endswith("main.js")
        assert each.proto.css_source_path.endswith("main.css")
        assert not each.proto.html_content
        assert not each.proto.isolate_styles
    again: list[Any] = list(app.run().get("bidi_component"))
    assert [each.proto.id for each in again] == [each.proto.id for each in elements]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda file: file.relative_to(FOLDER).as_posix())
def test_a_script_reads_only_what_is_beside_it_and_writes_no_markup(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    for name in re.findall(r"(?:from|import\() *[\"']([^\"']+)", text):
        assert name.startswith("./"), name
        assert (script.parent / name).is_file()
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", text)
    code = re.sub(r"^ *//.*", "", text, flags=re.MULTILINE)
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", code)
