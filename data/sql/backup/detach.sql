-- Lets go of `kept`, which is then written whole.
detach database if exists kept
