"""The pages there are: their files, paths and titles."""

from __future__ import annotations

# The first is where one arrives. Titles are message ids.
FILES = {"map": "map.py", "trends": "trends.py", "sources": "sources.py"}
TITLES = {"map": "Map", "trends": "Trends", "sources": "Sources"}
PAGES = {"/map": "Bản đồ · Map", "/trends": "Xu hướng · Trends", "/sources": "Nguồn · Sources"}
