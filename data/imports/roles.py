"""What a column of a table is for, by the words of its header."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from data.imports.forms import forms
from geo.names import fold, normalise

_WORDS: Mapping[str, tuple[str, ...]] = {
    "code": (
        "mã",
        "mã số",
        "mã đvhc",
        "mã đơn vị",
        "mã xã",
        "mã huyện",
        "mã tỉnh",
        "area id",
        "code",
    ),
    "area": (
        *("địa phương", "đơn vị", "tên đơn vị", "đơn vị hành chính", "tên địa phương", "nơi"),
        *("địa bàn", "area", "tên", "tỉnh huyện xã", "name"),
    ),
    "commune": (
        *("xã", "tên xã", "xã phường", "xã phường thị trấn", "phường xã", "cấp xã", "commune"),
        *("tên xã phường", "xã phường đặc khu", "ward"),
    ),
    "district": (
        "huyện",
        "tên huyện",
        "quận huyện",
        "huyện thị xã thành phố",
        "cấp huyện",
        "district",
    ),
    "province": (
        *("tỉnh", "tên tỉnh", "tỉnh thành", "tỉnh thành phố", "cấp tỉnh", "province"),
        "tỉnh tp",
    ),
    "village": ("thôn", "xóm", "ấp", "khóm", "bản", "tổ dân phố", "tên thôn", "village"),
    "indicator": ("chỉ tiêu", "tên chỉ tiêu", "mã chỉ tiêu", "indicator", "nội dung", "chỉ số"),
    "period": (
        *("kỳ", "kỳ báo cáo", "tháng", "năm", "quý", "thời gian", "period", "as of", "thời điểm"),
        *("kỳ số liệu", "date", "tháng năm", "year", "month", "ngày"),
    ),
    "value": (
        *("giá trị", "số lượng", "kết quả", "value", "thực hiện", "số liệu", "kết quả thực hiện"),
    ),
    "target_kind": ("loại chỉ tiêu",),
    "operator": ("dấu so sánh",),
    "due": ("thời hạn", "hạn", "đến hạn", "due"),
    "ignore": ("stt", "tt", "số tt", "ghi chú", "note", "đánh giá", "đơn vị tính", "đvt", "unit"),
}
_LEVELS = {"commune": "commune", "district": "district", "province": "province"}


@cache
def _roles(kind: str) -> Mapping[str, str]:
    words = {word: role for role, said in _WORDS.items() for word in said}
    if kind == "targets":
        words |= dict.fromkeys(("đề ra", "mục tiêu", "chỉ tiêu giao", "mức"), "value")
    for form in forms().values():
        if form.kind != kind:
            continue
        for field in form.fields:
            if field.field != "value":
                said = (field.name_vi, field.name_en, *field.also)
                words |= {word: field.field for word in said if word}
    # One syllable typed without accents says too little: "Nam" is men, not "năm".
    bare = {fold(word): role for word, role in words.items() if " " in word}
    return {**bare, **{_key(word): role for word, role in words.items()}}


def role_of(header: str, kind: str) -> str:
    """The role that a header names in files of a kind; "" for none."""
    text = re.sub(r"\([^()]*\)", "", header)
    roles = _roles(kind)
    return roles.get(_key(text)) or roles.get(fold(text), "")


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", " ", normalise(text).casefold()).strip()


def level_of(header: str) -> str:
    """The level of the areas below a header that names one; "" for any."""
    return _LEVELS.get(role_of(header, "results"), "")
