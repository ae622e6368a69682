"""Sheets for print made of bundled layers and invented values, and what is in a drawn file."""

from __future__ import annotations

import html
import re
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from geo.sheet import Entry, Inset, Sheet, Value
from tests.geo.released import codes_in_layer, layer_bytes, layer_name

COLOURS = ("#edf8b1", "#7fcdbb", "#2c7fb8")
NO_DATA = "#dfe3e6"
HOANG_SA = Inset("Quần đảo Hoàng Sa", (110.8, 15.3, 113.2, 17.7))
TRUONG_SA = Inset("Quần đảo Trường Sa", (111.2, 7.2, 116.8, 12.8))
SVG = "{http://www.w3.org/2000/svg}"


@cache
def layer(vintage: str, level: str, province: str | None = None) -> bytes:
    """A bundled layer as it is served."""
    with tempfile.TemporaryDirectory() as folder:
        return layer_bytes(layer_name(vintage, level, province), Path(folder))


def index_of(code: int) -> int | None:
    """The class that a sheet of these tests gives an area; none where the code ends in 7."""
    return None if code % 10 == 7 else code % 3


def sheet(vintage: str, level: str, province: str | None = None, **changed: Any) -> Sheet:
    """A sheet with a class for each area by its code."""
    codes = sorted(codes_in_layer(vintage, level, province))
    values = tuple(Value(code, index) for code in codes if (index := index_of(code)) is not None)
    counts = [sum(value.index == place for value in values) for place in range(3)]
    labels = ("0 – 499", "500 – 999", "từ 1.000 trở lên", "chưa có số liệu")
    made: dict[str, Any] = {
        "title": "Cao nhất ở Phú Bình: trên 1.680 tổ (5/2025)",
        "subtitle": "Số tổ công nghệ số cộng đồng · 3 trên 9 huyện có số liệu",
        "measure": "Số tổ công nghệ số cộng đồng (tổ)",
        "notes": ("Ranh giới xấp xỉ, không dùng để xác định địa giới", "Nguồn: Báo Thử Nghiệm."),
        "link": "CNSCĐ Atlas · http://localhost/map?indicator=teams",
        "entries": tuple(
            Entry(colour, label, str(count))
            for colour, label, count in zip(
                (*COLOURS, NO_DATA), labels, (*counts, len(codes) - len(values)), strict=True
            )
        ),
        "values": values,
        "archipelagos": (HOANG_SA, TRUONG_SA),
        "whole": (101.9, 7.2, 117.6, 23.5),
        "province": int(province) if province else None,
        "place": "Tỉnh Thử" if province else "",
    }
    return Sheet(**{**made, **changed})


def read_svg(svg: bytes) -> ElementTree.Element:
    """The root of the file, with comments: matplotlib writes each text beside its outlines."""
    builder = ElementTree.TreeBuilder(insert_comments=True)
    return ElementTree.fromstring(svg, ElementTree.XMLParser(target=builder))


def by_id(root: ElementTree.Element, prefix: str) -> dict[str, ElementTree.Element]:
    """The groups whose id begins so, by the rest of it."""
    groups = {str(group.get("id")): group for group in root.iter(f"{SVG}g") if group.get("id")}
    return {
        name.removeprefix(prefix): group
        for name, group in groups.items()
        if re.fullmatch(re.escape(prefix) + r"[\d-]+", name)
    }


def fills(root: ElementTree.Element, prefix: str) -> dict[int, str]:
    """The colour of each filled area by its code."""
    return {int(code): style(group)["fill"] for code, group in by_id(root, prefix).items()}


def style(group: ElementTree.Element) -> dict[str, str]:
    """The style of the group's first path."""
    path = next(group.iter(f"{SVG}path"))
    rules = [rule.split(":", 1) for rule in str(path.get("style")).split(";") if rule.strip()]
    return {name.strip(): value.strip() for name, value in rules}


def text(root: ElementTree.Element, prefix: str) -> str:
    """What the lines whose id begins so say, one after the other."""
    return " ".join(_comments(by_id(root, f"{prefix}-")))


def _comments(groups: dict[str, ElementTree.Element]) -> Iterator[str]:
    for group in groups.values():
        said = [str(each.text).strip() for each in group.iter() if callable(each.tag)]
        yield html.unescape(said[0]) if said else ""
