"""How much of a boundary file is taken in."""

from dataclasses import dataclass

MEGABYTE = 2**20


@dataclass(frozen=True)
class Limits:
    """The most of everything; official commune boundaries of the nation stay well below.

    Attributes:
        file_bytes: Of the file.
        unpacked_bytes: Of all parts of a zip that are unpacked, or of a Parquet file's columns.
        features: Of one layer.
        vertices: Of one layer.
    """

    file_bytes: int = 300 * MEGABYTE
    unpacked_bytes: int = 600 * MEGABYTE
    features: int = 30_000
    vertices: int = 12_000_000
