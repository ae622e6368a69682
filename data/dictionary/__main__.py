"""`python -m data.dictionary` writes the dictionary's two documents anew."""

from __future__ import annotations

from data.dictionary.markdown import documents
from data.paths import ROOT


def main() -> None:
    """Writes docs/data-dictionary.md and docs/tu-dien-du-lieu.md."""
    for name, text in documents().items():
        (ROOT / "docs" / name).write_text(text, encoding="utf-8")
        print(f"docs/{name}")


if __name__ == "__main__":
    main()
