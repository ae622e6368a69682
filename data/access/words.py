"""Refusals in words, alike on pages, in the API and on the command line."""

from __future__ import annotations

from typing import Any

from data.access.people import (
    ADMINISTRATOR,
    ANALYST,
    NATION,
    READER,
    REPORTER,
    REVIEWER,
    ROLES,
    Grant,
)
from data.access.rights import RIGHTS, Action, Refusal
from data.cache import rows

MOST_NAMES = 5  # of areas in a sentence
ROLE_NAMES = {
    "vi": {
        READER: "người đọc",
        REPORTER: "người báo cáo",
        REVIEWER: "người duyệt",
        ANALYST: "người phân tích",
        ADMINISTRATOR: "quản trị viên",
    },
    "en": {role: role for role in ROLES},
}
RIGHT_NAMES = {
    "vi": {
        Action.READ: "xem số liệu",
        Action.DOWNLOAD: "tải số liệu",
        Action.QUERY: "hỏi bằng SQL",
        Action.IMPORT: "nhập số liệu",
        Action.UNDO: "hoàn tác tệp đã nhập",
        Action.REVIEW: "duyệt số liệu",
        Action.BOUNDARIES: "thay ranh giới",
        Action.SIMULATE: "bật hoặc tắt số liệu mô phỏng",
        Action.PUBLISH: "xuất bản bản chụp của kho",
        Action.ADMINISTER: "quản trị",
    },
    "en": {
        Action.READ: "read figures",
        Action.DOWNLOAD: "download figures",
        Action.QUERY: "ask in SQL",
        Action.IMPORT: "import figures",
        Action.UNDO: "take imports back",
        Action.REVIEW: "review submissions",
        Action.BOUNDARIES: "replace boundaries",
        Action.SIMULATE: "switch the simulation",
        Action.PUBLISH: "publish a snapshot",
        Action.ADMINISTER: "administer",
    },
}
_SAYS = {
    "vi": {
        "elsewhere": "Chỉ tại máy đang chạy chương trình mới có quyền {right}.",
        "signed_out": "Thiếu quyền {right}: hãy đăng nhập.",
        "expired": "Thiếu quyền {right}: phiên đăng nhập đã hết hạn; hãy đăng nhập lại.",
        "revoked": "Thiếu quyền {right}: phiên đăng nhập đã bị kết thúc; hãy đăng nhập lại.",
        "unknown": "Thiếu quyền {right}: mã truy cập không đúng, đã hết hạn hoặc đã thu hồi.",
        "role": "Tài khoản này thiếu quyền {right}, quyền của vai trò {roles}. Người quản trị cấp "
        "quyền theo mã {subject}.",
        "whole": "Thiếu quyền {right}: cần quyền trên cả nước, tài khoản này có quyền với {areas}.",
        "area": "Thiếu quyền {right} cho {areas}. Chưa lưu gì.",
        "own": "Thiếu quyền {right} với bản do chính tài khoản này gửi: phải do người khác duyệt.",
        "more": "{areas} và {n} đơn vị khác",
        "or": " hoặc ",
    },
    "en": {
        "elsewhere": "Only at the machine that runs the program is there a right to {right}.",
        "signed_out": "The right to {right} is missing: sign in.",
        "expired": "The right to {right} is missing: the login has expired; sign in again.",
        "revoked": "The right to {right} is missing: the login was ended; sign in again.",
        "unknown": "The right to {right} is missing: the token is wrong, has expired or was ended.",
        "role": "This account lacks the right to {right}, which the role {roles} has. An "
        "administrator grants it to the id {subject}.",
        "whole": "The right to {right} is missing: it takes the whole country, and this account "
        "has it for {areas}.",
        "area": "The right to {right} is missing for {areas}. Nothing was stored.",
        "own": "The right to {right} is missing for what this account submitted itself: somebody "
        "else has to.",
        "more": "{areas} and {n} more",
        "or": " or ",
    },
}


def sentence(refused: Refusal, language: str = "vi") -> str:
    """What is missing, as plain text.

    Args:
        refused: The refusal.
        language: "vi" or "en".
    """
    says = _SAYS[language]
    able = [ROLE_NAMES[language][role] for role in ROLES if refused.action in RIGHTS[role]]
    return says[refused.code].format(
        right=RIGHT_NAMES[language][refused.action],
        roles=says["or"].join(able),
        subject=refused.subject,
        areas=places(refused.areas, language) if refused.areas else "–",
    )


def granted(grant: Grant, language: str = "vi") -> str:
    """A role and the places it covers.

    Args:
        grant: The grant.
        language: Of the words.
    """
    return f"{ROLE_NAMES[language][grant.role]} · {places(grant.areas, language)}"


def places(areas: tuple[str, ...], language: str = "vi") -> str:
    """The names of some areas, the first ones where there are many.

    Args:
        areas: Their ids; one that is not known is said by its id.
        language: Of the words between them.
    """
    named = {row.area_id: _name(row) for row in rows("areas_by_id", areas=areas[:MOST_NAMES])}
    nation = {NATION: "cả nước" if language == "vi" else "the whole country"}
    said = ", ".join((named | nation).get(each, each) for each in areas[:MOST_NAMES])
    more = len(areas) - MOST_NAMES
    return _SAYS[language]["more"].format(areas=said, n=more) if more > 0 else said


def _name(row: Any) -> str:
    is_within = row.parent_name and row.level != "province"
    return f"{row.name} ({row.parent_name})" if is_within else str(row.name)
