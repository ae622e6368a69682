"""Pieces of the interface that Streamlit has not: a folder of JavaScript each, served as files.

Files, since the content policy allows no script that is made up at run time. Streamlit finds such
folders in installed packages only; ours are registered by hand, with the runtime that is there.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

FOLDER = Path(__file__).parents[1] / "components"
NAMES = tuple(sorted(folder.name for folder in FOLDER.iterdir() if (folder / "main.js").exists()))


def mount(name: str, *, key: str, data: dict[str, Any], **on_change: Callable[[], None]) -> Any:
    """The state of a mounted component, after drawing it.

    Args:
        name: The folder in `pages/components`, with `main.js` and `main.css` in it.
        key: Tells this one from others on the page; its element gets the class `st-key-<key>`.
        data: What the script reads, as JSON.
        on_change: Callbacks `on_<state>_change`.
    """
    return _renderer(name)(key=key, data=data, **on_change)


def _renderer(name: str) -> Callable[..., Any]:
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(f"atlas.{name}") is None:
        configs = [ComponentConfig(each, each) for each in NAMES]
        manager.register_from_manifest(ComponentManifest("atlas", "1", configs), FOLDER)
    definition = manager.get(f"atlas.{name}")
    known = definition is not None and not definition.is_placeholder
    if known and (found := _RENDERERS.get((id(manager), name))):
        return found
    made = st.components.v2.component(
        f"atlas.{name}", js="main.js", css="main.css", isolate_styles=False
    )
    _RENDERERS[id(manager), name] = made
    return made


_RENDERERS: dict[tuple[int, str], Callable[..., Any]] = {}
