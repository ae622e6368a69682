"""Every refusal says which right is missing, in both languages."""

import pytest

from data.access import words
from data.access.people import anybody
from data.access.rights import Action, Refusal, refusal
from data.access.setting import CLOSED, OPEN
from tests.access.granted import DISTRICT, somebody


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("action", list(Action))
def test_the_right_is_named(action: Action, language: str) -> None:
    codes = ["elsewhere", "signed_out", "expired", "revoked", "unknown", "role", "whole", "area"]
    codes += ["own"]
    said = {words.sentence(Refusal(code, action, "s-1", ("vn",)), language) for code in codes}
    assert len(said) == len(codes)
    assert all(words.RIGHT_NAMES[language][action] in each for each in said)


def said(found: Refusal | None) -> tuple[str, str]:
    assert found
    return words.sentence(found, "vi"), words.sentence(found, "en")


def test_what_refusals_say() -> None:
    reporter = somebody("reporter", DISTRICT)
    asked = ("2024-c91001", "2024-c92001", "2025-c92002")
    assert said(refusal(reporter, Action.IMPORT, asked)) == (
        "Thiếu quyền nhập số liệu cho Thị trấn Suối Trong (Huyện Suối Bạc), Xã Suối Cạn "
        "(Tỉnh Sao Băng). Chưa lưu gì.",
        "The right to import figures is missing for Thị trấn Suối Trong (Huyện Suối Bạc), "
        "Xã Suối Cạn (Tỉnh Sao Băng). Nothing was stored.",
    )
    assert said(refusal(somebody("administrator", DISTRICT), Action.SIMULATE)) == (
        "Thiếu quyền bật hoặc tắt số liệu mô phỏng: cần quyền trên cả nước, tài khoản này có quyền "
        "với Huyện Đồi Cỏ (Tỉnh Mây Trắng).",
        "The right to switch the simulation is missing: it takes the whole country, and this "
        "account has it for Huyện Đồi Cỏ (Tỉnh Mây Trắng).",
    )
    assert said(refusal(somebody("reader", "vn"), Action.IMPORT))[1] == (
        "This account lacks the right to import figures, which the role reporter or administrator "
        "has. An administrator grants it to the id s-somebody."
    )
    assert said(refusal(anybody(CLOSED), Action.READ))[1] == (
        "The right to read figures is missing: sign in."
    )
    assert "Chỉ tại máy" in said(refusal(anybody(OPEN), Action.IMPORT))[0]


def test_many_areas_are_cut_short() -> None:
    assert words.places(("a", "b", "c", "d", "e", "f", "vn"), "en") == "a, b, c, d, e and 2 more"
    assert words.places(("vn",), "vi") == "cả nước"
