"""Snapshots of the warehouse as Parquet files, for whoever asks in SQL: here or elsewhere.

A folder `published/<version>` in the data folder holds a file for each view; `current.json` beside
it says which folder is the latest. A folder is never changed once it has its name.
"""
