"""Text on maps for print: its typeface, lines that fit, none over another, nothing as markup."""

from __future__ import annotations

import gzip
import json
import unicodedata
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.font_manager import findfont, get_font
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from geo.print import compose, draw
from geo.print_plot import read
from geo.print_text import FONTS, clean, face, width, wrapped
from geo.sheet import PAPERS, Entry, Mark
from tests.geo.sheets import SVG, by_id, layer, read_svg, sheet, text

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LETTERS = [
    unicodedata.normalize("NFC", letter + tone) for letter in VOWELS for tone in TONES
] + list("bcdđghklmnpqrstvx0123456789.,:%≠≥≤–·…“”()&<>$")
HOSTILE = '<a href="http://x">x</a> & $x^2$ \\frac :red[x] ![](//x) ]]> {name} %s'
LONG = "Số tổ công nghệ số cộng đồng được thành lập trên địa bàn các thôn, xóm, ấp, khóm và tổ "


@pytest.mark.parametrize("bold", [False, True])
def test_letters_are_of_the_typeface_made_for_vietnamese(bold):
    file = Path(findfont(face(10, bold)))
    assert file.parent == FONTS
    assert file.stem.endswith("SemiBold" if bold else "Regular")
    font = get_font(str(file))
    wanted = {*LETTERS, *(letter.upper() for letter in LETTERS)}
    assert [letter for letter in sorted(wanted) if not font.get_char_index(ord(letter))] == []


def test_diacritics_are_composed_and_what_no_file_can_hold_is_left_out():
    assert clean("Ho\u0302\u0300\u0000ng \t\n\ud800Ngu\u031b\u0323") == "Hồng Ngự"
    assert clean("1\u00a0680 tổ\u2060") == "1\u00a0680 tổ"


@given(st.text(alphabet=st.sampled_from([*LETTERS, " ", " "]), max_size=120), st.floats(0.5, 8))
@example("a" * 200, 1.0)
@example("", 1.0)
def test_lines_fit_and_lose_no_letter(said, most):
    lines = wrapped(said, most, 10)
    assert all(width(line, 10) <= most for line in lines)
    assert "".join(lines).replace(" ", "") == said.replace(" ", "")


def boxes(made, vintage="2024", level="district", province="19", paper="a4"):
    """What each line outside the maps covers, in pixels, by its id; and the frames of the maps."""
    figure = compose(
        made, read(layer(vintage, level, province)), read(layer(vintage, "province")), paper
    )
    renderer = FigureCanvasAgg(figure).get_renderer()
    lines = {str(each.get_gid()): each.get_window_extent(renderer) for each in figure.texts}
    frames = [axes.get_window_extent(renderer) for axes in figure.axes]
    names = [
        each.get_window_extent(renderer)
        for each in figure.axes[0].findobj(Text)
        if str(each.get_gid()).startswith("name-")
    ]
    return figure, lines, frames, names


def overlap(one: Bbox, other: Bbox) -> bool:
    """Whether two boxes share more than the edge of a letter."""
    shared = Bbox.intersection(one, other)
    return shared is not None and shared.width > 1 and shared.height > 1


@pytest.mark.parametrize(
    ("paper", "title"), [("a4", "a" * 300), *((paper, LONG * 4) for paper in PAPERS)]
)
def test_long_words_wrap_and_nothing_covers_anything(paper, title):
    marks = tuple(Mark(164 + n, "#0072b2", LONG, "trên 1.680 tổ ≠") for n in range(4))
    labels = [Entry("#7fcdbb", "999.000.000 – 999.999.999", "3.321")] * 6
    made = replace(
        sheet("2024", "district", "19"),
        title=title,
        subtitle=LONG * 2,
        notes=(LONG * 3, LONG * 2),
        link="CNSCĐ Atlas · http://localhost/map?" + "area=2024-p38," * 20,
        entries=(*labels, Entry("#dfe3e6", "chưa có số liệu", "9")),
        marks=marks,
    )
    figure, lines, frames, names = boxes(made, paper=paper)
    pairs = combinations([*lines.items(), *((f"map {n}", box) for n, box in enumerate(frames))], 2)
    assert [(a, b) for (a, one), (b, other) in pairs if overlap(one, other)] == []
    sheet_box = figure.bbox
    inside = [sheet_box.x0 <= box.x0 and box.x1 <= sheet_box.x1 for box in lines.values()]
    inside += [sheet_box.y0 <= box.y0 and box.y1 <= sheet_box.y1 for box in lines.values()]
    assert all(inside)
    assert frames[0].height >= 0.3 * sheet_box.height
    assert names


@pytest.mark.parametrize(("vintage", "paper"), [("2024", "a4"), ("2025", "slide")])
def test_no_name_covers_another_or_leaves_the_map(vintage, paper):
    _, lines, frames, names = boxes(sheet(vintage, "province"), vintage, "province", None, paper)
    assert [1 for one, other in combinations(names, 2) if overlap(one, other)] == []
    assert len(names) >= 15
    frame = frames[0]
    assert all(frame.x0 <= box.x0 and box.x1 <= frame.x1 for box in names)
    assert all("name" not in gid or gid.startswith("inset-name") for gid in lines)


@pytest.mark.parametrize("form", ["svg", "png"])
def test_hostile_text_is_text(form):
    areas = json.loads(gzip.decompress(layer("2024", "district", "19")))
    for feature in areas["features"]:
        feature["properties"]["name"] = HOSTILE
    packed = gzip.compress(json.dumps(areas).encode())
    made = replace(
        sheet("2024", "district", "19"),
        title=HOSTILE,
        subtitle=HOSTILE,
        measure=HOSTILE,
        notes=(HOSTILE,),
        place=HOSTILE,
        entries=(Entry("#7fcdbb", HOSTILE, "1"),) * 4,
        marks=(Mark(173, "#d55e00", HOSTILE, HOSTILE),),
    )
    file = draw(made, packed, layer("2024", "province"), "a4", form)
    if form == "png":
        assert file.startswith(b"\x89PNG")
        return
    root = read_svg(file)
    for place in ("title", "subtitle", "measure", "note-0", "class-0", "place"):
        assert text(root, place).replace(" (1)", "") == HOSTILE
    assert text(root, "name-173") == HOSTILE
    assert text(root, "mark-173") == f"{HOSTILE}: {HOSTILE}"
    (line,) = by_id(root, "title-").values()  # a formula would have fewer letters
    assert len(list(line.iter(f"{SVG}use"))) == len(HOSTILE)
    kinds = {each.tag for each in ElementTree.fromstring(file).iter() if isinstance(each.tag, str)}
    assert {kind.rpartition("}")[2] for kind in kinds}.isdisjoint({"a", "script", "image", "text"})
