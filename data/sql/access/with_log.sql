-- As the app has it: those who read wait for nobody who writes.
pragma journal_mode = wal
