-- One file alone, with nothing beside it.
pragma journal_mode = delete
