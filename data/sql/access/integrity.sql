-- ok, or the first thing that is damaged.
pragma integrity_check(1)
