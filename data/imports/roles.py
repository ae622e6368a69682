"""What a column of a table is for, by the words of its header."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from data.imports.forms import forms
from geo.names import Spelling

LEVELS: Mapping[str, tuple[str, ...]] = {
    "commune": (
        *("xã", "phường", "thị trấn", "đặc khu", "xã phường", "xã phường thị trấn", "phường xã"),
        *("xã phường đặc khu", "commune", "ward", "township"),
    ),
    "village": (
        *("thôn", "xóm", "ấp", "khóm", "bản", "buôn", "làng", "sóc", "phum", "tổ dân phố", "tdp"),
        *("khu phố", "khu dân cư", "thôn bản", "thôn xóm", "ấp khóm", "village", "hamlet"),
    ),
    "province": ("tỉnh", "thành phố", "tp", "tỉnh thành", "tỉnh thành phố", "province", "city"),
    "district": (
        *("huyện", "quận", "thị xã", "thành phố", "tp", "tx", "quận huyện", "huyện quận"),
        *("district", "town"),
    ),
}
_WORDS: Mapping[str, tuple[str, ...]] = {
    "code": (
        *("mã", "mã số", "mã đvhc", "mã đơn vị", "mã đơn vị hành chính", "mã địa phương", "code"),
        *("mã địa bàn", "mã gso", "mã số đvhc", "area_id", "area id", "area code", "gso code"),
    ),
    "area": (
        *("địa phương", "đơn vị", "tên đơn vị", "đơn vị hành chính", "tên đơn vị hành chính"),
        *("tên địa phương", "địa bàn", "tên địa bàn", "đvhc", "tên đvhc", "area", "area name"),
        *("tên", "nơi", "đơn vị báo cáo", "khu vực", "place", "locality", "name", "location"),
    ),
    "indicator": (
        *("chỉ tiêu", "tên chỉ tiêu", "mã chỉ tiêu", "chỉ số", "nội dung", "tiêu chí", "mục tiêu"),
        *("nội dung chỉ tiêu", "indicator", "indicator_id", "indicator id", "measure"),
    ),
    "period": (
        *("kỳ", "kỳ báo cáo", "kỳ số liệu", "thời kỳ", "tháng", "năm", "quý", "ngày", "tháng năm"),
        *("thời gian", "thời điểm", "ngày báo cáo", "tháng báo cáo", "năm báo cáo", "tính đến"),
        *("period", "as_of", "as of", "date", "month", "year", "quarter"),
    ),
    "value": (
        *("giá trị", "số lượng", "số liệu", "tổng số", "tổng", "value", "number", "count", "total"),
    ),
    "result": (
        *("kết quả", "thực hiện", "kết quả thực hiện", "kết quả đạt được", "đã thực hiện", "đạt"),
        *("đạt được", "result"),
    ),
    "target": (
        *("đề ra", "chỉ tiêu giao", "chỉ tiêu được giao", "kế hoạch", "kế hoạch giao", "target"),
        *("chỉ tiêu đăng ký", "số đăng ký", "đăng ký", "mục tiêu đề ra", "chỉ tiêu đề ra", "mức"),
        *("mục tiêu giao", "chỉ tiêu kế hoạch"),
    ),
    "target_kind": ("loại chỉ tiêu", "loại", "kind", "target kind"),
    "operator": ("dấu so sánh", "dấu", "operator"),
    "due": ("thời hạn", "hạn", "đến hạn", "thời hạn hoàn thành", "hạn hoàn thành", "due"),
    "ignore": (
        *("họ và tên", "họ tên", "số điện thoại", "điện thoại", "sđt", "cccd", "số cccd", "cmnd"),
        *("số định danh", "số định danh cá nhân", "ngày sinh", "năm sinh", "email", "zalo"),
        *("tổ trưởng", "người liên hệ", "tên tổ trưởng", "địa chỉ"),
        *("stt", "tt", "số tt", "số thứ tự", "ghi chú", "đánh giá", "đơn vị tính", "đvt", "note"),
        *("notes", "unit", "nguồn", "source", "no", "no."),
    ),
}
_TARGET = re.compile(r"(?:ke hoach|chi tieu (?:duoc )?(?:giao|dang ky)|muc tieu giao)\b")
_LEVEL_OF_CODE = re.compile(r"(?:mã(?: số)?|code of)\s+(.+)", re.IGNORECASE)
_BEFORE_LEVEL = re.compile(r"(?:tên|cấp|danh sách|name of)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"[/,;()\-–]|\b(?:và|hoặc|and|or)\b", re.IGNORECASE)


def role_of(header: str, kind: str) -> str:
    """What a column is for in files of a kind, by its header alone; "" where that does not say.

    One of the roles of a layout, or "target" for figures to be reached and "result" for those that
    were.
    """
    spelling = Spelling.of(header)
    exact, bare = _roles(kind)
    if found := exact.get(spelling.letters):
        return found
    if _TARGET.match(spelling.folded):
        return "target"
    if code := _LEVEL_OF_CODE.fullmatch(header):
        return "code" if level_of(code[1]) else ""
    return level_of(header) or (bare.get(spelling.folded, "") if spelling.is_bare else "")


def level_of(header: str) -> str:
    """The level of the areas under a header, "area" for several: "Tên xã/phường" is commune.

    "" for one that does not name areas by their types.
    """
    words = [Spelling.of(_BEFORE_LEVEL.sub("", each.strip())) for each in _BETWEEN.split(header)]
    words = [word for word in words if word.letters]
    sets = [_levels(word) for word in words]
    if not sets or not all(sets):
        return ""
    common = set.intersection(*sets)
    return common.pop() if len(common) == 1 else "area"


def code_level(header: str) -> str:
    """The level of the areas whose codes stand under a header: "Mã xã" is commune; "" for any."""
    found = _LEVEL_OF_CODE.fullmatch(header)
    return level_of(found[1]) if found else ""


def is_year(header: str) -> bool:
    """Whether a column holds the years of periods, whose months or quarters stand in another."""
    return Spelling.of(header).letters in ("năm", "nămbáocáo", "year")


@cache
def _levels(word: Spelling) -> set[str]:
    return {
        level
        for level, names in LEVELS.items()
        if any(word.may_be(Spelling.of(name)) for name in names)
    }


@cache
def _roles(kind: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Roles by the letters of a header, and by those of one without accents."""
    said = [(word, role) for role, words in _WORDS.items() for word in words]
    for form in forms().values():
        if form.kind == kind:
            for each in form.fields:
                if each.field != "value" or not each.indicator:
                    said += [
                        (word, each.field) for word in (each.name_vi, each.name_en, *each.also)
                    ]
    exact = {Spelling.of(word).letters: role for word, role in said}
    bare: dict[str, str] = {}
    for word, role in said:
        bare.setdefault(Spelling.of(word).folded, role)
    del bare["nam"]  # men rather than years
    return exact, bare
