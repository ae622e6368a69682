"""The pages there are: their files, paths and titles."""

from __future__ import annotations

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
    "imports": "Import",
    "boundaries": "Boundaries",
    "sources": "Sources",
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
    "/imports": "Nhập số liệu · Import",
    "/boundaries": "Ranh giới · Boundaries",
    "/sources": "Nguồn · Sources",
    "/dictionary": "Từ điển · Dictionary",
}
