"""What all makers of broken files use: small reports to spoil, and a list to be found in."""

import random
from collections.abc import Callable

from tests.data.imports import files

MEGABYTE = 2**20
NAMES = (
    "Xã Đồi",
    "Phường Gió",
    "Thị trấn Mây",
    "TỔNG SỐ",
    "",
    "Tỉnh Sao",
    "=1+1",
    "@SUM(A1)",
    "..",
)
FIGURES = ("1.800", "1,800", "62,8%", "", "-", "101.475/161.624", "#REF!", "gần 20", "1e400", "NaN")

Make = Callable[[random.Random], bytes]


class Sorts(list[tuple[str, Make]]):
    """Makers of broken files with the ending their files have; calling it adds one."""

    def __call__(self, ending: str) -> Callable[[Make], Make]:
        def keep(make: Make) -> Make:
            self.append((ending, make))
            return make

        return keep


def rows(chance: random.Random) -> list[list[str]]:
    """A small report, its header first."""
    width = chance.randint(2, 9)
    header = ["Địa phương", *(f"Tháng {month}" for month in range(1, width))]
    body = [
        [chance.choice(NAMES), *(chance.choice(FIGURES) for _ in range(1, width))]
        for _ in range(chance.randint(0, 40))
    ]
    return [header, *body]


def text(chance: random.Random) -> str:
    """The same as delimited text."""
    newline = chance.choice(("\n", "\r\n"))
    return files.delimited(rows(chance), chance.choice(",;\t|"), newline)


def spoil(content: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, left out or put in."""
    spoiled = bytearray(content)
    for _ in range(chance.randint(1, 30)):
        place = chance.randrange(len(spoiled))
        how = chance.randrange(3)
        spoiled[place : place + (how < 2)] = chance.randbytes(how > 0)
    return bytes(spoiled)
