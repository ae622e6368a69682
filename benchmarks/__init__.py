"""What the claims about speed rest on; each module is run by `make bench`."""
