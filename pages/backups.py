"""Backups: which there are, whether they are whole, when the next is due; for administrators."""

from __future__ import annotations

import streamlit as st

from data import paths
from data.backups import manifest
from pages.parts import backup_list, backup_state, backup_work, visitors

root = paths.backup_folder(paths.warehouse_file())
found = manifest.found(root)
st.title(backup_state.title(found))
backup_state.draw(found, root)
backup_work.draw(visitors.current(), found)
backup_list.draw(found, root)
backup_work.draw_restoring(found)
