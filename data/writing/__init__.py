"""Files of a selection: a table → its frames, one after the other → the bytes of a format.

`formats` knows them all, `tables` which columns there are, `telling` what a file says of itself.
"""
