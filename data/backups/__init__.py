"""Backups: verified copies of all that an office stored, kept by a rule.

A folder `backups/<time>Z` holds the packed warehouse, the layers' files, what guards access, and a
manifest. A folder is never changed once it has its name.
"""
