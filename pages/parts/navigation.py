"""The pages there are: their files, paths and titles."""

from __future__ import annotations

from data import asking_sql

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
QUERY_FILE, QUERY_TITLE = "query.py", "Hỏi bằng SQL · SQL"


def files() -> dict[str, str]:
    """The file of each page that is offered, by its path: SQL only where it is switched on."""
    return FILES | {"query": QUERY_FILE} if asking_sql.is_on() else FILES


def addresses() -> dict[str, str]:
    """The title of each address that is a page."""
    return PAGES | {"/query": QUERY_TITLE} if asking_sql.is_on() else PAGES
