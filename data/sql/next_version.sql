-- Says that something was written.
update warehouse_state set version = version + 1
