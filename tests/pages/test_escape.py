"""Text from data shows as it is written: no markup of Markdown, HTML or Plotly is left in it."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.parts.escape import escape

JOINER = "\u2060"
ENTITY = re.compile(r"&#\d+;")
SYNTAX = set("&<>[]()*_`~$\\#|{}!^=\"'")
# What Streamlit makes a link, mail address or directive of without any sign of markup. GFM takes
# an address after `http://` or `www.` whatever letters follow, so the joiner must come earlier.
RECOGNISED = re.compile(r"\w://|www\.|@\w|:[\w+-]", re.IGNORECASE)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("![](http://x)", "&#33;&#91;&#93;&#40;http\u2060://x&#41;"),
        ("[a](//x)", "&#91;a&#93;&#40;//x&#41;"),
        ("$x$", "&#36;x&#36;"),
        (":red[x]", ":\u2060red&#91;x&#93;"),
        ("<a href>", "&#60;a href&#62;"),
        ("<b>", "&#60;b&#62;"),
        ("www.x.vn", "www\u2060.x.vn"),
        ("WWW.X.VN", "WWW\u2060.X.VN"),
        ("https://x.vn/a", "https\u2060://x.vn/a"),
        ("HTTP://X.VN", "HTTP\u2060://X.VN"),
        ("a@b.vn", "a@\u2060b.vn"),
        (":material/home:", ":\u2060material/home:"),
        ("&#60;", "&#38;&#35;60;"),
        ("&amp;", "&#38;amp;"),
        ("Xã Đại Ân 2, huyện Trần Đề", "Xã Đại Ân 2, huyện Trần Đề"),
        ("Bà Rịa - Vũng Tàu: 62,8 %", "Bà Rịa - Vũng Tàu: 62,8 %"),
        (12, "12"),
        (None, ""),
    ],
)
def test_text_is_escaped(text: object, escaped: str) -> None:
    assert escape(text) == escaped


@given(
    st.lists(
        st.sampled_from(
            [*"!&<>[]()*_`~$\\#|{}^=\"':@./", "http", "www", "WWW", "://", "a", "đ", " "]
        )
        | st.text(max_size=3)
    ).map("".join)
)
def test_nothing_recognisable_is_left_and_nothing_is_lost(text: str) -> None:
    escaped = escape(text)
    bare = ENTITY.sub("", escaped)
    assert not SYNTAX & set(bare)
    assert not RECOGNISED.search(ENTITY.sub(lambda entity: html.unescape(entity.group()), escaped))
    assert html.unescape(escaped).replace(JOINER, "") == text.replace(JOINER, "")
