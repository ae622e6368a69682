"""Files of offices in: read, lay out, tidy, locate, check, then store in one undoable batch.

A file → `reading` → Workbook → `recognising` → Layout → `tidying` → cells → `stage` → located,
checked rows → `storing` → one batch.
"""
