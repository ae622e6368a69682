"""The one way for text from data into Markdown, labels, HTML and hover."""

from __future__ import annotations

import html
import re

# Numeric entities mean the same to Markdown, HTML and Plotly, and none sees syntax in them.
SYNTAX = re.compile(r"[&<>\[\]()*_`~$\\#|{}!^=\"']")
# Addresses, mail and `:shortcodes:` are recognised in spite of that, unless a word joiner, which
# nobody sees, stands before what follows `http` or `www`, and after `@` or `:`.
WEB = re.compile(r"https?://[^\s<>()]+", re.IGNORECASE)
RECOGNISED_STILL = re.compile(r"(?=://)|(?<=www)(?=\.)|(?<=@)|(?<=:)(?=[\w+-])", re.IGNORECASE)


def escape(text: object) -> str:
    """The text so that it shows as written wherever markup is read; the empty string for None."""
    if text is None:
        return ""
    parted = RECOGNISED_STILL.sub("\u2060", str(text))
    return SYNTAX.sub(lambda match: f"&#{ord(match.group())};", parted)


def web_address(url: object) -> str | None:
    """The address if it is one of the web, else None: a table's link opens whatever it is given."""
    return url if isinstance(url, str) and WEB.fullmatch(url) else None


def plain(markup: str) -> str:
    """The text that escaped markup shows, for places where nothing reads markup."""
    return html.unescape(markup).replace("\u2060", "")
