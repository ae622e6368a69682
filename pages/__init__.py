"""The Streamlit pages; `shell.py` runs first on every rerun."""
