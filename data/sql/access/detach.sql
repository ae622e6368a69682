-- The file that was attached.
detach other
