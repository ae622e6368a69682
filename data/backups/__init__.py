"""Backups: verified copies of the warehouse and of the boundary layers' files, kept by a rule.

A folder `backups/<time>Z` holds the packed warehouse, the layers' files and a manifest. A folder is
never changed once it has its name.
"""
