"""Vietnamese place names: one spelling, an accent-free key, the administrative type taken off.

Folding finds candidates and never decides alone: Xã Ba Tơ and Xã Ba Tô fold alike, two places.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Self

TONES = "\u0300\u0301\u0303\u0309\u0323"
_LOOK_ALIKES = str.maketrans(
    {
        **dict.fromkeys("\u00d0\u0189", "Đ"),  # Eth and African D, typed for Đ
        **dict.fromkeys("\u00f0\u0256", "đ"),
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4`", "'"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", None),  # invisible
    }
)
# In NFD the tone follows its letter. Only open syllables have two customs (Hoà, Hòa).
_OPEN = re.compile(
    rf"((?:o(?=[ae])|(?<!q)u(?=y)))([aey])([{TONES}])(?![\w\u0300-\u036f])", re.IGNORECASE
)
_AFTER_QU = re.compile(rf"(qu)([{TONES}])([aeoiy][\u0302\u0306\u031b]?)", re.IGNORECASE)

_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\W_]+(?=\d)")
_BESIDE_LETTERS = re.compile(r"(?<!\d)[\W_]+|[\W_]+(?!\d)")

_TYPES = {
    "thành phố": r"thành phố\b|thanh pho\b|t\.?p\b\.?|tp(?=hcm\b)",
    "thị xã": r"thị xã\b|thi xa\b|t\.?x\b\.?",
    "thị trấn": r"thị trấn\b|thi tran\b|t\.?t\b\.?",
    "đặc khu": r"đặc khu\b|dac khu\b|đ\.?k\b\.",
    "huyện": r"huyện\b|h\.",
    "quận": r"quận\b|q\.|q(?=\s?\d)",
    "phường": r"phường\b|p\.|p(?=\s?\d)|ward(?=\s+\d)",
    "xã": r"xã\b|x\.",
    "tỉnh": r"tỉnh\b|t\.",  # last: T.P, T.X and T.T are not T.
}
_PREFIXES = {
    kind: re.compile(rf"(?:{pattern})\s*(?=\w)", re.IGNORECASE) for kind, pattern in _TYPES.items()
}
_ENGLISH = {
    "ward": "phường",
    "commune": "xã",
    "province": "tỉnh",
    "city": "thành phố",
    "township": "thị trấn",
    "town": None,  # thị trấn or thị xã
    "district": None,  # huyện or quận
}
_ENGLISH_SUFFIX = re.compile(rf"^(.*\w)\s+({'|'.join(_ENGLISH)})$", re.IGNORECASE)
_ENGLISH_DISTRICT = re.compile(r"district\s+(\d+)$", re.IGNORECASE)


def normalise(text: str) -> str:
    """The text in one spelling: NFC, Đ for look-alikes, straight apostrophes, single spaces.

    The tone goes where the statistics office writes it: Hòa, Khỏe, Thúy for Hoà, Khoẻ, Thuý, and
    Quý for Qúy. Accents and case stay.
    """
    apart = unicodedata.normalize("NFD", " ".join(text.translate(_LOOK_ALIKES).split()))
    moved = _AFTER_QU.sub(r"\1\3\2", _OPEN.sub(r"\1\3\2", apart))
    return unicodedata.normalize("NFC", moved)


def fold(name: str) -> str:
    """The key to search by: lower case, no accents, đ as d, no punctuation, single spaces.

    Digits stay (Đại Ân 2 is not Đại Ân 1). Apostrophes join (M'Drắk is mdrak), other punctuation
    separates (Bà Rịa - Vũng Tàu is ba ria vung tau).
    """
    plain = unicodedata.normalize("NFKD", normalise(name)).casefold().replace("đ", "d")
    apart = unicodedata.normalize("NFKD", plain)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[\W_]+", " ", bare.replace("'", "")).split())


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a name is spelled: all that tells it from other names.

    Attributes:
        letters: Letters and digits with their accents, lower case, joined. Two numbers side by
            side stay apart: Tổ 1 - 2 is not Tổ 12.
        folded: As `fold` gives it.
    """

    letters: str
    folded: str

    @classmethod
    def of(cls, name: str) -> Self:
        """The spelling of a name."""
        apart = _BETWEEN_DIGITS.sub(" ", normalise(name).casefold())
        return cls(_BESIDE_LETTERS.sub("", apart), fold(name))

    @property
    def key(self) -> str:
        """What all spellings of a name share, and some other names too."""
        return self.folded.replace(" ", "")

    @property
    def is_bare(self) -> bool:
        """Whether it has no accent at all, as typed on English keyboards."""
        return self.letters.replace(" ", "") == self.key

    def may_be(self, name: "Spelling") -> bool:
        """Whether it is the name, perhaps with all accents left out; never with other accents.

        Without accents the words must be the same too: Cat Hanh may be Cát Hanh, not Ca Thành.
        One word may be a joined name: Daklak.
        """
        return self.letters == name.letters or (
            self.is_bare and self.folded in (name.folded, name.key)
        )


def split_type(name: str) -> tuple[str | None, str]:
    """The administrative type (lower case, Vietnamese) and the short name, normalised.

    ("thị trấn", "Nưa") for "TT. Nưa", "Thị trấn Nưa" or "Nưa township"; ("phường", "1") for
    "Phường 1". The type is None where there is none or the word leaves it open ("town" is a thị
    trấn or a thị xã, "district" a huyện or a quận). One-syllable words without accents stay: Quan
    Hoa may be Quan Hóa. A type alone ("Xã") is a name.
    """
    text = normalise(name)
    for kind, prefix in _PREFIXES.items():
        if found := prefix.match(text):
            return kind, text[found.end() :]
    if found := _ENGLISH_DISTRICT.match(text):
        return "quận", found[1]
    if found := _ENGLISH_SUFFIX.match(text):
        return _ENGLISH[found[2].lower()], found[1]
    return None, text
