"""What headers say of figures, and of what their columns are for."""

import csv
from collections import Counter

import pytest

from data import paths
from data.imports.headers import Meaning, vocabulary
from data.imports.roles import level_of, role_of
from data.imports.titles import canonical, dated, period_in, read
from geo.names import Spelling
from tests.data.imports.laying_out import words

WORDS = words()


def rows(name: str) -> list[dict[str, str]]:
    with (paths.CATALOGUE / name).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_every_word_of_the_catalogue_means_its_indicator() -> None:
    for row in rows("indicators.csv"):
        for text in (row["indicator_id"], row["name_vi"], row["name_en"], row["name_vi"].upper()):
            assert WORDS.match(text) == row["indicator_id"], text
    for row in rows("indicator_terms.csv"):
        assert WORDS.match(row["term"]) == row["indicator_id"], row


def test_terms_are_of_known_indicators_and_stand_once() -> None:
    known = {row["indicator_id"] for row in rows("indicators.csv")}
    terms = rows("indicator_terms.csv")
    assert {row["indicator_id"] for row in terms} <= known
    counts = Counter(Spelling.of(row["term"]).letters for row in terms)
    assert [word for word, count in counts.items() if count > 1] == []


def test_what_services_count_has_terms_besides_its_name() -> None:
    """A count of a service that only files of offices bring is named there in many ways."""
    counts = {r["indicator_id"] for r in rows("indicators.csv") if r["kind"] == "count"}
    services = {row["indicator_id"] for row in rows("services.csv")} & counts
    named = Counter(row["indicator_id"] for row in rows("indicator_terms.csv"))
    installed = {each for each in services if each.endswith(("_installed", "_activated"))}
    helped = {"elderly_helped", "disabled_helped", "team_partners"}
    assert {each for each in installed | helped if named[each] < 3} == set()


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Số người cài đặt VssID", "vssid_installed"),
        ("SỐ NGƯỜI CÀI ĐẶT ỨNG DỤNG C-THAINGUYEN", "c_thainguyen_installed"),
        ("so nguoi cai camau-g", "camau_g_installed"),
        ("Số người cài Thái Nguyên ID (người)", "thai_nguyen_id_installed"),
        ("Số người cài SSKĐT", "ehealth_book_installed"),
        ("Số người kích hoạt SSKĐT trên VNeID", "ehealth_book_activated"),
        ("Số TK Viettel Money", "viettel_money_accounts"),
        ("Tài khoản VNPT Money", "vnpt_money_accounts"),
        ("Số NCT được hỗ trợ", "elderly_helped"),
        ("Số người khuyết tật được tổ CNSCĐ hỗ trợ", "disabled_helped"),
        ("Số DN phối hợp với tổ CNSCĐ", "team_partners"),
        ("Tỷ lệ TCNSCĐ hoạt động hiệu quả (%)", "teams_judged_effective_rate"),
        ("Số người trưởng thành có CKS", "adults_with_digital_signature"),
        ("Số người có HSSKĐT", "people_with_health_record"),
        ("Số người cài đặt ứng dụng", ""),  # which one is not said
        ("Số tổ hoạt động hiệu quả", ""),  # a number of teams is no share of them
    ],
)
def test_services_are_known_with_and_without_abbreviations(text: str, indicator: str) -> None:
    assert WORDS.match(text) == indicator


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Dân số", Meaning("population")),
        ("DÂN SỐ TRUNG BÌNH", Meaning("population")),
        ("dan so", Meaning("population")),
        ("Dân số nam", Meaning("population_male")),
        ("Dân số năm", None),
        ("Dân sô", None),
        ("Dân số (Nghìn người)", Meaning("population", 1000, True)),
        ("Dân số (1000 người)", Meaning("population", 1000, True)),
        ("Dân số, nghìn người", Meaning("population", 1000, True)),
        ("Dân số - ĐVT: ngàn người", Meaning("population", 1000, True)),
        ("Dân số (triệu người) (*)", Meaning("population", 1e6, True)),
        ("Dân số (nghìn)", Meaning("population", 1000, True)),
        ("Dân số (người)", Meaning("population", 1, True)),
        ("Dân số (hộ)", Meaning("population")),
        ("Dân số (*)", Meaning("population")),
        ("Dân số (nữ)", Meaning("population_female")),
        ("Số thành viên (nữ)", None),
        ("Diện tích (km2)", Meaning("area_km2", 1, True)),
        ("Diện tích (ha)", Meaning("area_km2", 0.01, True)),
        (
            "Mức hỗ trợ hằng tháng cho mỗi tổ (Triệu đồng)",
            Meaning("support_vnd_per_team_month", 1e6, True),
        ),
        (
            "Mức hỗ trợ hằng tháng cho mỗi tổ (tỷ đồng)",
            Meaning("support_vnd_per_team_month", 1e9, True),
        ),
        ("Tỷ lệ hộ nghèo (%)", Meaning("poor_households_rate")),
        ("Tỷ lệ hộ nghèo %", Meaning("poor_households_rate")),
        ("Hộ nghèo (%)", Meaning("poor_households_rate")),
        ("Số tổ (%)", None),
        ("Tỷ lệ hộ nghèo (hộ)", None),
        ("Số tổ, số hộ", None),
        ("", None),
        ("(", None),
        ("()", None),
    ],
)
def test_what_a_header_means(text: str, meaning: Meaning | None) -> None:
    assert WORDS.meaning(text) == meaning


def test_suggestions_are_alike_and_decide_nothing() -> None:
    assert WORDS.match("Số tô CNSCĐ") == ""
    assert WORDS.suggest("Số tô CNSCĐ", 3)[0] == "teams"
    assert len(WORDS.suggest("Tỷ lệ", 4)) == 4
    assert WORDS.suggest("qqqqqqqq") == ()


def test_terms_of_indicators_that_are_not_there_mean_nothing() -> None:
    pandas = pytest.importorskip("pandas")
    few = pandas.DataFrame(
        [("teams", "Tổ", "Teams", "tổ", "teams"), ("tests", "Tờ", "Tests", "tờ", "tests")],
        columns=["indicator_id", "name_vi", "name_en", "unit_vi", "unit_en"],
    )
    known = vocabulary(few)
    assert (known.match("Số tổ CNSCĐ"), known.match("Dân số trung bình")) == ("teams", "")
    assert (known.match("Tổ"), known.match("tờ"), known.match("to")) == ("teams", "tests", "")


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Mã", "code"),
        ("Mã ĐVHC", "code"),
        ("Mã xã", "code"),
        ("Mã số xã/phường", "code"),
        ("area_id", "code"),
        ("Mã chỉ tiêu", "indicator"),
        ("Mã hàng", ""),
        ("Đơn vị", "area"),
        ("ĐỊA PHƯƠNG", "area"),
        ("Dia phuong", "area"),
        ("Đơn vị tính", "ignore"),
        ("Xã", "commune"),
        ("Tên xã/phường", "commune"),
        ("Xã, phường, thị trấn", "commune"),
        ("Xã (phường, đặc khu)", "commune"),
        ("Tên huyện/thị xã/thành phố", "district"),
        ("Quận, huyện", "district"),
        ("Tỉnh, thành phố", "province"),
        ("Tỉnh/TP", "province"),
        ("Thôn/ấp/xóm/khóm/tổ dân phố", "village"),
        ("Huyện, xã", "area"),
        ("Chỉ tiêu", "indicator"),
        ("Loại chỉ tiêu", "target_kind"),
        ("Chỉ tiêu giao", "target"),
        ("Đề ra", "target"),
        ("Kết quả", "result"),
        ("Giá trị", "value"),
        ("Năm", "period"),
        ("Nam", ""),
        ("Nữ", ""),
        ("Tháng", "period"),
        ("Thời hạn", "due"),
        ("STT", "ignore"),
        ("Số điện thoại", "ignore"),
        ("Số tổ", ""),
        ("", ""),
    ],
)
def test_what_a_column_is_for(header: str, role: str) -> None:
    assert role_of(header, "results") == role


def test_levels_of_areas() -> None:
    assert [level_of(text) for text in ("Tên xã", "Đơn vị", "Thành phố", "Ấp, khóm")] == [
        *("commune", "", "area", "village")
    ]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Báo cáo tháng 10/2025", "2025-10"),
        ("Báo cáo tháng 10 năm 2025 của xã A", "2025-10"),
        ("Số liệu đến ngày 30/6/2025", "2025-06-30"),
        ("Kết quả năm 2024", "2024"),
        ("Quý I/2025", "Quý I/2025"),
        ("Năm 2024 so với cùng kỳ năm 2023", "2024"),
        ("Từ ngày 15/9/2025 đến ngày 14/10/2025", ""),
        ("Giai đoạn 2021-2025", ""),
        ("Kèm theo Quyết định 06/2022/QĐ-UBND", ""),
        ("Xã A, ngày 05 tháng 11 năm 2025", ""),
        ("Không có kỳ nào", ""),
    ],
)
def test_the_one_period_of_a_title(text: str, period: str) -> None:
    assert period_in(text) == period


@pytest.mark.parametrize(
    ("header", "parts"),
    [
        ("Dân số năm 2024", ("Dân số", "2024")),
        ("Dân số 2024", ("Dân số", "2024")),
        ("Dân số sơ bộ 2024 (*)", ("Dân số", "2024")),
        ("Số tổ (tính đến 31/10/2025)", ("Số tổ", "2025-10-31")),
        ("Số tổ", ("Số tổ", "")),
        ("2024 là năm", ("2024 là năm", "")),
    ],
)
def test_headers_with_a_period(header: str, parts: tuple[str, str]) -> None:
    assert dated(header) == parts


def test_periods_as_layouts_write_them() -> None:
    texts = ("Sơ bộ 2019", "6-2022", "12/5/2025", "2025-07-02", "Quý IV/2024", "mai", "")
    assert [canonical(text) for text in texts] == [
        *("2019", "2022-06", "2025-05-12", "2025-07-02", "Quý IV/2024", "", "")
    ]


@pytest.mark.parametrize(
    ("line", "indicator"),
    [
        ("Số hợp tác xã phân theo địa phương", "cooperatives"),
        ("Bảng 2. Dân số trung bình chia theo giới tính", "population"),
        ("BÁO CÁO SỐ TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG CẤP XÃ NĂM 2024", "teams_commune_level"),
        ("Số thành viên nữ của các tổ", ""),
        ("Số tổ và số thành viên", ""),
        ("Danh sách", ""),
    ],
)
def test_what_a_title_is_of(line: str, indicator: str) -> None:
    meaning = read([line], "", WORDS).meaning
    assert (meaning.indicator_id if meaning else "") == indicator


def test_papers_begin_with_lines_that_are_no_title() -> None:
    lines = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Biểu số 2"]
    title = read([*lines, "Số tổ năm 2024", "(Đơn vị tính: Nghìn tổ)"], "", WORDS)
    assert (title.text, title.period, title.year) == ("Số tổ năm 2024", "2024", "2024")
    assert title.unit
    assert (title.unit.of, title.unit.scale) == ("to", 1000)
