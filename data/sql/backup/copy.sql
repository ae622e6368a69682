-- Everything in the warehouse into `kept`: tables, views, sequences.
copy from database atlas to kept
