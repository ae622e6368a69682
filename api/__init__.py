"""HTTP beside the pages: layers, fonts, health, and the headers that keep a page at home."""
