"""Places on the whole registry: every form of a name, of several names, of a code."""

import unicodedata
from collections import Counter
from functools import partial

import pytest

from data.imports.places import Asked, Found, Places

Old, New = partial(Asked, "2024"), partial(Asked, "2025")
NFD = partial(unicodedata.normalize, "NFD")


FORMS = [
    # the nation
    *((Old(area=name), "vn") for name in ("CẢ NƯỚC", "Cả nước", "Toàn quốc", "Việt Nam")),
    *((New(area=name), "vn") for name in ("ca nuoc", "Vietnam", "WHOLE COUNTRY", NFD("Cả nước"))),
    (New(area="Cả nước", level="province", within="2025-p19"), "vn"),
    (New(code="vn"), "vn"),
    # look-alikes, tone places, decomposed and invisible letters, case, spaces
    (Old(area="\u00d0ắk Lắk", level="province"), "2024-p66"),
    (Old(area="Hoà Bình", level="province"), "2024-p17"),
    (Old(area="Khánh Hoà", level="province"), "2024-p56"),
    (Old(area="Thanh Hoá", level="province"), "2024-p38"),
    (Old(area=NFD("Tỉnh Thanh Hóa")), "2024-p38"),
    (Old(area=NFD("Thanh Hoá"), level="province"), "2024-p38"),
    (Old(area="\ufeffTHÁI  BÌNH\u00a0", level="province"), "2024-p34"),
    (Old(area="tỉnh thái bình"), "2024-p34"),
    # types, short and long
    (Old(area="TP.Hồ Chí Minh"), "2024-p79"),
    (Old(area="TP HCM"), "2024-p79"),
    (Old(area="TPHCM"), "2024-p79"),
    (New(area="TP. Đà Nẵng"), "2025-p48"),
    (Old(area="TP. Da Nang"), "2024-p48"),
    (Old(area="Tx Sa Pa"), "2024-d088"),
    (Old(area="H. Phú Bình"), "2024-d173"),
    (Old(area="H.Trần Đề", province="Sóc Trăng"), "2024-d951"),
    (Old(area="TT. Nưa"), "2024-c15718"),
    (Old(area="TT Nưa", province="T. Thanh Hoá"), "2024-c15718"),
    (Old(area="X. Đại Ân 2"), "2024-c31672"),
    (Old(area="Q.1", province="TP.HCM"), "2024-d760"),
    (Old(area="District 1"), "2024-d760"),
    (Old(area="UBND xã Đại Ân 2"), "2024-c31672"),
    (Old(area="1. Xã Xuân Phương", district="Phú Bình"), "2024-c05944"),
    (Old(area="- Xã Nga My", district="Phú Bình"), "2024-c05956"),
    # punctuation and digits
    (Old(area="Bà Rịa-Vũng Tàu"), "2024-p77"),
    (Old(area="Bà Rịa – Vũng Tàu"), "2024-p77"),
    (Old(area="Thừa Thiên - Huế"), "2024-p46"),
    (Old(area="Thừa Thiên Huế", level="province"), "2024-p46"),
    (Old(area="Huyện Ea H’Leo"), "2024-d645"),
    (Old(area="Ea HLeo district"), "2024-d645"),
    (Old(area="Xã Đại Ân 2"), "2024-c31672"),
    (Old(area="Đại Ân2"), "2024-c31672"),
    (Old(area="Phường 01", district="TP Cà Mau"), "2024-c32005"),
    (Old(area="P.1", district="TP Cà Mau"), "2024-c32005"),
    (Old(area="P.01", district="TP Cà Mau"), "2024-c32005"),
    (Old(area="1", commune="Phường 1", district="TP Cà Mau", level="commune"), "2024-c32005"),
    # English, and no accents
    (Old(area="Thai Binh province"), "2024-p34"),
    (Old(area="Ho Chi Minh City"), "2024-p79"),
    (Old(area="Phu Binh district"), "2024-d173"),
    (Old(area="Nua town"), "2024-c15718"),
    (Old(area="xa Dai An 2"), "2024-c31672"),
    (Old(area="huyen Phu Binh"), "2024-d173"),
    (Old(area="tinh Thai Binh"), "2024-p34"),
    (Old(area="Daklak", level="province"), "2024-p66"),
    (Old(area="Quan Hoa", level="district"), "2024-d385"),
    # the level: by type, by column, by layout; the type is believed first
    (Old(area="Tỉnh Cà Mau"), "2024-p96"),
    (Old(area="TP Cà Mau"), "2024-d964"),
    (Old(area="Thành phố Thái Bình"), "2024-d336"),
    (Old(area="Thái Bình", level="province"), "2024-p34"),
    (Old(province="Thái Bình"), "2024-p34"),
    (Old(district="Thái Bình"), "2024-d336"),
    (Old(area="Huyện Phú Bình", level="commune"), "2024-d173"),
    (Old(commune="Huyện Phú Bình"), "2024-d173"),
    (New(area="Cà Mau", level="province"), "2025-p96"),
    # within what the columns or the layout say, itself included
    (Old(area="Tân Thành", within="2024-d173"), "2024-c05923"),
    (Old(commune="Tân Thành", district="Phú Bình", province="Thái Nguyên"), "2024-c05923"),
    (Old(commune="Xã Tân Thành", district="TP. Cà Mau"), "2024-c32026"),
    (Old(commune="P. Tân Thành", district="TP. Cà Mau"), "2024-c32025"),
    (Old(area="Huyện Phú Bình", within="2024-d173"), "2024-d173"),
    (Old(area="Thái Bình", province="Thái Bình", level="province"), "2024-p34"),
    (Old(commune="Kỳ Phú", district="Kỳ Anh"), "2024-c18763"),  # of two districts, one has it
    (Old(commune="Xã Tân Thành", district="Phú Bình", province="Cả nước"), "2024-c05923"),
    (New(area="Xã Phú Bình", within="2024-p19"), "2025-c05908"),  # by its name in the other vintage
    # several names in one cell
    (Old(area="Xã Tân Thành, huyện Phú Bình, tỉnh Thái Nguyên"), "2024-c05923"),
    (Old(area="Xã Tân Thành - huyện Phú Bình"), "2024-c05923"),
    (Old(area="Tân Thành (Phú Bình)", level="commune"), "2024-c05923"),
    (Old(area="Tỉnh Thái Nguyên, huyện Phú Bình, xã Tân Thành"), "2024-c05923"),
    (Old(area="TP Phan Rang - Tháp Chàm, Ninh Thuận"), "2024-d582"),
    (Old(commune="Xã Tân Thành", district="Phú Bình - Thái Nguyên"), "2024-c05923"),
    (New(area="Phường Xuân Hương - Đà Lạt"), "2025-c24781"),
    (New(area="Phường Văn Miếu Quốc Tử Giám"), "2025-c00226"),
    # former and later names and types
    (Old(area="Tỉnh Thừa Thiên Huế"), "2024-p46"),
    (New(area="Thành phố Đồng Nai"), "2025-p75"),
    (New(area="Tỉnh Đồng Nai"), "2025-p75"),
    (Old(area="Huyện Thuận Thành", province="Bắc Ninh"), "2024-d262"),
    (Old(area="Tỉnh Đà Nẵng"), "2024-p48"),
    # accents: exact before none
    (New(area="Xã Ba Tô", province="Quảng Ngãi"), "2025-c21523"),
    (Old(area="Xã Nga Thanh", district="Nga Sơn"), "2024-c16123"),
    (Old(area="Nga Thanh", district="Nga Sơn", province="Thanh Hóa"), "2024-c16123"),
    (Old(area="Nga Thành", district="Nga Son"), "2024-c16141"),
    # villages
    (Old(village="Xóm Hin", commune="Xuân Phương", district="Phú Bình"), "2024-v05944-xom-hin"),
    (Old(village="xom hin", code="05944"), "2024-v05944-xom-hin"),
    (Old(village="XÓM HIN", within="2024-c05944"), "2024-v05944-xom-hin"),
    (Old(village="Xóm Hin", code="2024-v05944-xom-hin"), "2024-v05944-xom-hin"),
    (Old(area="Xóm Hin", code="2024-v05944-xom-hin"), "2024-v05944-xom-hin"),
    (Old(area="Xóm Hin", within="2024-c05944", level="village"), "2024-v05944-xom-hin"),
    # codes
    (Old(code="2024-c15718"), "2024-c15718"),
    (Old(code="15718", area="TT. Nưa"), "2024-c15718"),
    (Old(code="173", area="Phú Bình"), "2024-d173"),
    (Old(code="1", level="province"), "2024-p01"),
    (Old(code="1", area="Hà Nội"), "2024-p01"),
    (Old(code="1", area="Quận Ba Đình"), "2024-d001"),
    (Old(code="1", commune="Phúc Xá"), "2024-c00001"),
    (Old(code="01"), "2024-p01"),
    (Old(code=" 00001 "), "2024-c00001"),
    (New(code="06978", area="Ba Chẽ"), "2025-c06970"),
    (New(code="06970"), "2025-c06970"),
    (Old(code="00526", area="Yên Viên"), "2024-c00526"),
    (Old(code="262", area="Huyện Thuận Thành"), "2024-d262"),
    (Old(code="16123", area="xa Nga Thanh"), "2024-c16123"),  # the code tells the two apart
    (Old(code="05923", province="Thái Nguyên"), "2024-c05923"),
    (Old(code="19", commune="Tân Thành", district="Phú Bình"), "2024-c05923"),  # the province's
    (Old(code="X-77", area="Xã Đại Ân 2"), "2024-c31672"),  # the office's own
]


@pytest.mark.parametrize(("asked", "area_id"), FORMS)
def test_found(places: Places, asked: Asked, area_id: str) -> None:
    assert places.find(asked) == Found(area_id)


PAIR = ("2025-c21484", "2025-c21523")  # Xã Ba Tơ, Xã Ba Tô

TROUBLE = [
    # two areas, and nothing that tells them apart
    (New(area="Ba To commune"), "ambiguous_area", PAIR),
    (New(area="xa ba to", province="Quang Ngai"), "ambiguous_area", PAIR),
    (New(commune="Ba To", province="Quảng Ngãi"), "ambiguous_area", PAIR),
    (Old(area="Nga Thanh commune"), "ambiguous_area", ("2024-c16123", "2024-c16141")),
    (Old(area="Kỳ Anh", level="district"), "ambiguous_area", ("2024-d447", "2024-d449")),
    (Old(area="Cà Mau"), "ambiguous_area", ("2024-p96", "2024-d964")),
    (Old(area="Yên Viên", within="2024-p01"), "ambiguous_area", ("2024-c00526", "2024-c00532")),
    (Old(code="1"), "ambiguous_area", ("2024-p01", "2024-d001", "2024-c00001")),
    # a province that ended, or one of the communes that now have its name
    (
        *(New(area="Thái Bình"), "ambiguous_area"),
        ("2024-p34", "2025-c02494", "2025-c06616", "2025-c13225"),
    ),
    # an area of the other time
    (New(area="Huyện Phú Bình"), "area_not_valid", ("2024-d173",)),
    (New(area="Tỉnh Thái Bình"), "area_not_valid", ("2024-p34",)),
    (New(area="Thái Bình", level="province"), "area_not_valid", ("2024-p34",)),
    (New(area="Bà Rịa - Vũng Tàu"), "area_not_valid", ("2024-p77",)),
    (New(area="TT. Nưa", province="Thanh Hóa"), "area_not_valid", ("2024-c15718",)),
    (New(commune="Xã Tân Khánh", district="Phú Bình"), "area_not_valid", ("2024-c05917",)),
    (Old(area="Phường Xuân Hương - Đà Lạt"), "area_not_valid", ("2025-c24781",)),
    (Old(area="Đặc khu Trường Sa"), "area_not_valid", ("2025-c22736",)),
    # one that shares its name, but not its type, with another of now
    (New(area="Xã Hạ Long", province="Quảng Ninh"), "area_not_valid", ("2024-c07012",)),
    (New(code="2024-c15718"), "area_not_valid", ("2024-c15718",)),
    (New(code="173", area="Huyện Phú Bình"), "area_not_valid", ("2024-d173",)),
    # a code and a name that say different things
    (
        *(Old(code="16123", area="Xã Nga Thành"), "code_disagrees"),
        ("2024-c16123", "2024-c16141"),
    ),
    (Old(code="526", area="Xã Yên Viên"), "code_disagrees", ("2024-c00526", "2024-c00532")),
    (New(code="05533", area="Xã Bá Xuyên"), "code_disagrees", ("2025-c05533",)),  # its old name
    (Old(code="173", area="Tỉnh Cà Mau"), "code_disagrees", ("2024-d173", "2024-p96")),
    (Old(code="01", area="Cả nước"), "code_disagrees", ("2024-p01", "vn")),
    (Old(code="05923", province="Cà Mau"), "code_disagrees", ("2024-c05923", "2024-p96")),
    (
        *(Old(village="Xóm Gò", code="2024-v05944-xom-hin"), "code_disagrees"),
        ("2024-v05944-xom-hin",),
    ),
    (
        *(Old(code="19", commune="Đại Ân 2"), "code_disagrees"),
        ("2024-p19", "2024-d019", "2024-c00019", "2024-c31672"),
    ),
    # nothing at all
    (Old(), "unknown_area", ()),
    (Old(code="15718.0"), "unknown_area", ()),
    (Old(code="999999"), "unknown_area", ()),
    (Old(code="0173"), "unknown_area", ()),
    (Old(code="²"), "unknown_area", ()),
    (Old(area="?!"), "unknown_area", ()),
    (Old(village="Xóm Hin"), "unknown_area", ()),
    (Old(village="Xóm Hin", district="Huyện Phú Bình"), "unknown_area", ()),
]


@pytest.mark.parametrize(("asked", "code", "candidates"), TROUBLE)
def test_not_found(places: Places, asked: Asked, code: str, candidates: tuple[str, ...]) -> None:
    found = places.find(asked)
    assert (found.area_id, found.code) == ("", code)
    assert Counter(found.candidates) == Counter(candidates)
    assert found.candidates[:1] == candidates[:1]


@pytest.mark.parametrize(
    ("asked", "best"),
    [
        (Old(area="Xã Tân Thàn", district="Phú Bình"), {"2024-c05923"}),
        (Old(area="Xã Tân Thàn", province="Thái Nguyên", district="Phú Bình"), {"2024-c05923"}),
        (New(area="Xã Ba Tố", province="Quảng Ngãi"), set(PAIR)),
        (New(area="Xã Ba To", province="Quảng Ngãi"), set(PAIR)),  # with accents, and these lacking
        (New(area="Xã Ba Tố"), set(PAIR)),
        (Old(area="Xã Đại Ân 22"), {"2024-c31672"}),
        (Old(area="Thanh Hóaa", level="province"), {"2024-p38"}),
        (Old(area="Đắc Lắc", level="province"), {"2024-p66"}),
        (Old(area="Huyện Phú Bìn, Thái Nguyên"), {"2024-d173"}),
        (Old(area="Nưaa", within="2024-p38", level="commune"), {"2024-c15718"}),
        # the type is wrong, and the other vintage does not say so either
        (Old(area="Xã Phúc Xá"), {"2024-c00001"}),
        # none is like it where the row says: looked for everywhere
        (Old(area="Xã Đại Ân 2", district="Phú Bình"), {"2024-c31672"}),
    ],
)
def test_unknown_names_get_suggestions(places: Places, asked: Asked, best: set[str]) -> None:
    found = places.find(asked)
    assert (found.area_id, found.code, found.about) == ("", "unknown_area", None)
    assert set(found.candidates[: len(best)]) == best
    assert len(found.candidates) <= 5


def test_a_misspelled_parent_is_what_is_asked_about(places: Places) -> None:
    found = places.find(New(commune="Xã Ba Tơ", province="Quãng Ngãi", within="vn"))
    about = New(province="Quãng Ngãi", within="vn")
    assert (found.area_id, found.code, found.about) == ("", "unknown_area", about)
    assert found.candidates[0] == "2025-p51"


def test_an_unknown_village_leaves_its_commune(places: Places) -> None:
    asked = Old(village="Xóm Gò", commune="Xuân Phương", district="Phú Bình")
    assert places.find(asked) == Found("2024-c05944", village="Xóm Gò")
