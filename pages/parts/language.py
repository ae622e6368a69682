"""The language of the interface: gettext catalogues, and the language this session reads."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parents[2] / "locale"
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT = "vi"


@cache
def catalogue(language: str) -> dict[str, str]:
    """Translations by English message id; empty for English, whose texts are the ids."""
    file = LOCALE / language / "LC_MESSAGES" / "atlas.po"
    if not file.exists():
        return {}
    with file.open("rb") as lines:
        return {str(entry.id): str(entry.string) for entry in read_po(lines) if entry.string}


def current() -> str:
    """The language of this session, `vi` until the shell has read another from the URL."""
    return str(st.session_state.get("language", DEFAULT))


def use(language: str) -> None:
    """Makes `language` the one this session reads."""
    st.session_state["language"] = language


def _(message: str, /, **values: object) -> str:
    """The message in the session's language, with `{name}` placeholders filled in."""
    text = catalogue(current()).get(message, message)
    return text.format(**values) if values else text


def either(vietnamese: str, english: str) -> str:
    """Whichever of two texts from the catalogue of indicators is in the session's language."""
    return vietnamese if current() == "vi" else english
