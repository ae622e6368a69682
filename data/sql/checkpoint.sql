-- Moves what is in the log into the file.
checkpoint
