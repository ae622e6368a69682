"""The pages there are: their files, paths and titles."""

from __future__ import annotations

from data import asking_sql
from data.access.rights import Action
from data.access.setting import OFF, approval

# The first is where one arrives, at the path "/". Titles are message ids.
FILES = {
    "": "overview.py",
    "map": "map.py",
    "compare": "compare.py",
    "trends": "trends.py",
    "commune": "commune.py",
    "teams": "teams.py",
    "targets": "targets.py",
    "services": "services.py",
    "quality": "quality.py",
    "downloads": "downloads.py",
    "dataapi": "dataapi.py",
    "imports": "imports.py",
    "boundaries": "boundaries.py",
    "sources": "sources.py",
    "dictionary": "dictionary.py",
}
TITLES = {
    "": "Overview",
    "map": "Map",
    "compare": "Compare",
    "trends": "Trends",
    "commune": "Commune",
    "teams": "Digital teams",
    "targets": "Targets",
    "services": "Services",
    "quality": "Quality",
    "downloads": "Downloads",
    "dataapi": "Data API",
    "imports": "Import",
    "boundaries": "Boundaries",
    "sources": "Sources",
    "query": "SQL",
    "dictionary": "Dictionary",
    "access": "Access",
    "review": "Review",
    "backups": "Backups",
}
PAGES = {
    "/": "Tổng quan · Overview",
    "/map": "Bản đồ · Map",
    "/compare": "So sánh · Compare",
    "/trends": "Xu hướng · Trends",
    "/commune": "Báo cáo của xã · Commune",
    "/teams": "Tổ công nghệ số · Digital teams",
    "/targets": "Chỉ tiêu · Targets",
    "/services": "Dịch vụ · Services",
    "/quality": "Chất lượng · Quality",
    "/downloads": "Tải số liệu · Downloads",
    "/dataapi": "API dữ liệu · Data API",
    "/imports": "Nhập số liệu · Import",
    "/boundaries": "Ranh giới · Boundaries",
    "/sources": "Nguồn · Sources",
    "/dictionary": "Từ điển · Dictionary",
}
# What a page is for; any other is read.
ACTIONS = {
    "downloads": Action.DOWNLOAD,
    "imports": Action.IMPORT,
    "query": Action.QUERY,
    "access": Action.ADMINISTER,
    "review": Action.REVIEW,
    "backups": Action.ADMINISTER,
}
QUERY_FILE, QUERY_TITLE = "query.py", "Hỏi bằng SQL · SQL"
REVIEW_FILE, REVIEW_TITLE = "review.py", "Duyệt số liệu · Review"
# Of administrators.
OWN_FILES = {"access": "access.py", "backups": "backups.py"}
OWN_PAGES = {"/access": "Quyền truy cập · Access", "/backups": "Sao lưu · Backups"}


def files() -> dict[str, str]:
    """The file of each page that there is, by its path: SQL and review only where switched on."""
    asked = {"query": QUERY_FILE} if asking_sql.is_on() else {}
    reviewed = {"review": REVIEW_FILE} if approval() != OFF else {}
    return FILES | reviewed | asked | OWN_FILES


def addresses() -> dict[str, str]:
    """The title of each address that is a page."""
    asked = {"/query": QUERY_TITLE} if asking_sql.is_on() else {}
    reviewed = {"/review": REVIEW_TITLE} if approval() != OFF else {}
    return PAGES | reviewed | asked | OWN_PAGES


def action(page: str) -> Action:
    """What a page does, for which the right is asked.

    Args:
        page: Its path without the slash.
    """
    return ACTIONS.get(page, Action.READ)
