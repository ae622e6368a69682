-- Another state of the stored files, which keys what is kept of answers.
update warehouse_state set version = version + 1
