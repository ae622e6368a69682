"""The data API: what the warehouse knows, read by programs. Described by openapi.json beside it.

A request → `parameters` → `pages_of` (SQL in pages, within a time limit) → `formats` → an answer.
`resources` lists what there is; nothing here can write.
"""
