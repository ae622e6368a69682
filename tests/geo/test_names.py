"""Names keep apart what differs and bring together what is only spelt differently."""

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.names import Spelling, fold, normalise, split_type

ACCENT_PAIRS = Path(__file__).parents[3] / "shared" / "data" / "accent_pairs.csv"
VIETNAMESE = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằấềếệìỉóọồốộờớợùúụừứựỳýỵHÒÁĐÐ'’-. 0129")


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("Hoà", "Hòa"),
        ("Thanh Hoá", "Thanh Hóa"),
        ("HOÀ BÌNH", "HÒA BÌNH"),
        ("Thuý", "Thúy"),
        ("Khoẻ", "Khỏe"),
        ("Uỷ ban", "Ủy ban"),
        ("Qúy", "Quý"),
        ("Quý Hòa", "Quý Hòa"),
        ("Quỳ Hợp", "Quỳ Hợp"),
        ("Hoàn Kiếm", "Hoàn Kiếm"),
        ("Hoài Đức", "Hoài Đức"),
        ("Khoái Châu", "Khoái Châu"),
        ("\u00d0\u1ea1i \u00c2n  2", "Đại Ân 2"),
        (unicodedata.normalize("NFD", "Điện Biên"), "Điện Biên"),
        ("Ea H\u2019Leo", "Ea H'Leo"),
        ("\ufeff Cà\u00a0Mau\n", "Cà Mau"),
    ],
)
def test_normalise_gives_one_spelling(written: str, normal: str) -> None:
    assert normalise(written) == normal


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Đại Ân 2", "dai an 2"),
        ("M'Drắk", "mdrak"),
        ("Ea H’Leo", "ea hleo"),
        ("Bà Rịa - Vũng Tàu", "ba ria vung tau"),
        ("Thừa Thiên-Huế", "thua thien hue"),
        ("TP.HCM", "tp hcm"),
        ("Ðồng  Hỷ", "dong hy"),
        ("", ""),
    ],
)
def test_fold_gives_the_search_key(name: str, key: str) -> None:
    assert fold(name) == key


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Thị trấn Trần Đề", ("thị trấn", "Trần Đề")),
        ("TT. Nưa", ("thị trấn", "Nưa")),
        ("TT Nưa", ("thị trấn", "Nưa")),
        ("Thị Trấn Ái Tử", ("thị trấn", "Ái Tử")),
        ("Xã Xuân Phương", ("xã", "Xuân Phương")),
        ("X. Xuân Phương", ("xã", "Xuân Phương")),
        ("XÃ HOÀ BÌNH", ("xã", "HÒA BÌNH")),
        ("Xã", (None, "Xã")),
        ("Xà Phiên", (None, "Xà Phiên")),
        ("Phường 1", ("phường", "1")),
        ("P.1", ("phường", "1")),
        ("P 12", ("phường", "12")),
        ("Ward 7", ("phường", "7")),
        ("Phường Phường Đúc", ("phường", "Phường Đúc")),
        ("Phương Liên", (None, "Phương Liên")),
        ("Huyện Phú Bình", ("huyện", "Phú Bình")),
        ("H.Phú Bình", ("huyện", "Phú Bình")),
        ("Huyền Hội", (None, "Huyền Hội")),
        ("Quận 1", ("quận", "1")),
        ("District 1", ("quận", "1")),
        ("Quan Hoa", (None, "Quan Hoa")),
        ("TP.Hồ Chí Minh", ("thành phố", "Hồ Chí Minh")),
        ("TP. Đà Nẵng", ("thành phố", "Đà Nẵng")),
        ("TPHCM", ("thành phố", "HCM")),
        ("T.P Huế", ("thành phố", "Huế")),
        ("thành phố Huế", ("thành phố", "Huế")),
        ("Tx Sa Pa", ("thị xã", "Sa Pa")),
        ("Thị xã Kỳ Anh", ("thị xã", "Kỳ Anh")),
        ("tỉnh Cà Mau", ("tỉnh", "Cà Mau")),
        ("Tịnh Hà", (None, "Tịnh Hà")),
        ("Đặc khu Trường Sa", ("đặc khu", "Trường Sa")),
        ("Thanh Hoa Province", ("tỉnh", "Thanh Hoa")),
        ("Ho Chi Minh City", ("thành phố", "Ho Chi Minh")),
        ("Phuoc My Ward", ("phường", "Phuoc My")),
        ("Hoa Son commune", ("xã", "Hoa Son")),
        ("Phu Binh district", (None, "Phu Binh")),
        ("Nua town", (None, "Nua")),
        ("town", (None, "town")),
        ("Phú Bình", (None, "Phú Bình")),
        ("Tân Thành", (None, "Tân Thành")),
    ],
)
def test_split_type_takes_off_the_prefix(name: str, parts: tuple[str | None, str]) -> None:
    assert split_type(name) == parts


@pytest.mark.parametrize(
    ("text", "name", "same"),
    [
        ("BÀ RỊA-VŨNG TÀU", "Bà Rịa - Vũng Tàu", True),
        ("Ea H’Leo", "Ea H'leo", True),
        ("Krông Ana", "Krông A Na", True),
        ("Thanh Hoá", "Thanh Hóa", True),
        ("Thanh Hoa", "Thanh Hóa", True),
        ("Daklak", "Đắk Lắk", True),
        ("cat hanh", "Cát Hanh", True),
        ("cat hanh", "Ca Thành", False),
        ("Ba Tố", "Ba Tơ", False),
        ("Ba Tơ", "Ba To", False),
        ("Tân Thanh", "Tân Thành", False),
        ("Đại Ân 2", "Đại Ân 1", False),
        ("Tổ 1-2", "Tổ 1 - 2", True),
        ("Tổ 1 - 2", "Tổ 12", False),
    ],
)
def test_a_text_spells_a_name_with_its_accents_or_with_none(text: str, name: str, same: bool):
    assert Spelling.of(text).may_be(Spelling.of(name)) is same


@pytest.mark.parametrize(
    ("text", "bare"), [("Ea H'Leo", True), ("Ward 7", True), ("Đak", False), ("Xã Ba Na", False)]
)
def test_a_bare_name_has_no_accent(text: str, bare: bool):
    assert Spelling.of(text).is_bare is bare


def test_a_spelling_keeps_letters_and_numbers():
    assert Spelling.of(" TP. Hoà-Bình  1 - 2") == Spelling("tphòabình1 2", "tp hoa binh 1 2")


@given(st.text())
def test_fold_is_idempotent(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(VIETNAMESE)
def test_spelling_does_not_depend_on_the_unicode_form(name: str) -> None:
    apart, joined = (unicodedata.normalize(form, name) for form in ("NFD", "NFC"))
    assert normalise(apart) == normalise(joined) == normalise(normalise(name))
    assert fold(apart) == fold(joined)


@given(
    st.sampled_from(["h", "H", "kh", "th", "ng", "l", "x", ""]),
    st.sampled_from(["oa", "oe", "uy", "OA", "UY"]),
    st.sampled_from("\u0300\u0301\u0303\u0309\u0323"),
    st.sampled_from(["", " Bình", "-", ", 2"]),
)
def test_tone_placement_is_one_name(onset: str, rhyme: str, tone: str, rest: str) -> None:
    first, last = rhyme[0], rhyme[1]
    assert normalise(onset + first + tone + last + rest) == normalise(onset + rhyme + tone + rest)


def test_accent_pairs_stay_apart_and_fold_alike() -> None:
    if not ACCENT_PAIRS.exists():
        pytest.skip("needs ../shared/data/accent_pairs.csv")
    with ACCENT_PAIRS.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 30
    for row in rows:
        names = row["names"].split(" | ")
        assert len({normalise(name) for name in names}) == len(names), row
        assert {fold(name) for name in names} == {row["folded"]}, row
