"""Which encoding the bytes of a text are in, from the evidence; and the text in UTF-8."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from data.imports.limits import MEGABYTE, refuse
from geo.names import TONES

UTF_8 = "UTF-8"
UTF_16 = "UTF-16"
VIETNAMESE = "Windows-1258"
WESTERN = "Windows-1252"

_SAMPLE = 65_536
_WORDS = 20_000
_CONTROLS = bytes(sorted({*range(1, 32), 127} - set(b"\t\n\v\f\r\x1a\x1e\x1f")))
_WORD = re.compile(rb"[A-Za-z]*[\xa1-\xff][A-Za-z\xa1-\xff]*")
# Signs that no Western or Vietnamese word holds, and letters in older Vietnamese encodings.
_SIGN_IN_WORD = re.compile(rb"[A-Za-z][\xa1-\xa6\xa8\xac-\xad\xaf\xb4-\xb6\xb8\xb9\xbf]")
_WESTERN_ONLY = (b"\x8a", b"\x8e", b"\x9a", b"\x9e")  # Š, Ž, š, ž; nothing in Windows-1258
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh?|gi|kh?|ph?|qu|th?|tr?|ch?|[bdđhlmnrsvx])?"
    r"(?:"
    r"(?:iê|oă|oo|uâ|uô|uyê|ươ|yê|oa|oe|uê|uy|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnpt])"
    r"|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|iêu|oai|oay|oao|oeo|oa|oe|oi|ôi|ơi|ua|uê|ui|uơ|uôi|uya|uyu|uy"
    r"|ưa|ưi|ươi|ươu|ưu|yêu|uây|uêu|[aeêioôơuưy]"
    r")"
)


def is_text(content: bytes) -> bool:
    """Whether its beginning holds next to no control characters, in whatever encoding."""
    sample = content[:_SAMPLE]
    printed = sample.translate(None, _CONTROLS + b"\0")
    return bool(_utf_16(content)) or len(printed) >= 0.98 * len(sample)


def to_utf8(content: bytes) -> tuple[bytes, str]:
    """The text in UTF-8 without its byte order mark, and the name of the encoding it was in.

    Raises:
        UnreadableFileError: damaged_file for text that breaks off or holds zero bytes,
            unknown_encoding where the evidence does not decide.
    """
    wide = _utf_16(content)
    if wide:
        return _transcoded(content, wide, UTF_16), UTF_16
    if b"\0" in content:
        raise refuse("damaged_file", "NUL")
    if _is_utf8(content):
        return content.removeprefix(codecs.BOM_UTF8), UTF_8
    name = _code_page(content)
    return _transcoded(content, "cp1258" if name == VIETNAMESE else "cp1252", name), name


def _utf_16(content: bytes) -> str:
    """The codec, where a mark or every second byte being zero says UTF-16; else ""."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    first, second = (content[start:_SAMPLE:2] for start in (0, 1))
    for codec, high, low in (("utf-16-le", second, first), ("utf-16-be", first, second)):
        if high.count(0) > 0.4 * len(high) and low.count(0) < 0.05 * len(low):
            return codec
    return ""


def _is_utf8(content: bytes) -> bool:
    """Whether it is UTF-8; False where the first letter beyond ASCII already is none.

    Raises UnreadableFileError for what begins as UTF-8 and does not go on as such.
    """
    plain = True
    try:
        for piece in _pieces(content, "utf-8"):
            plain = plain and piece.isascii()
    except UnicodeDecodeError as error:
        if plain and error.object[: error.start].isascii():
            return False
        cut = error.reason == "unexpected end of data"
        raise (refuse("damaged_file", UTF_8) if cut else refuse("unknown_encoding")) from None
    return True


def _pieces(content: bytes, codec: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(codec)()
    for start in range(0, len(content), MEGABYTE):
        yield decoder.decode(content[start : start + MEGABYTE])
    yield decoder.decode(b"", final=True)


def _transcoded(content: bytes, codec: str, name: str) -> bytes:
    try:
        text = b"".join(piece.encode() for piece in _pieces(content, codec))
    except UnicodeError:
        wide = name == UTF_16
        raise (refuse("damaged_file", name) if wide else refuse("unknown_encoding")) from None
    if b"\0" in text:
        raise refuse("damaged_file", "NUL")
    return text


def _code_page(content: bytes) -> str:
    """The Windows code page in which more words beyond ASCII are Vietnamese syllables.

    Windows-1258 writes a tone as a letter of its own, after its vowel; read as Windows-1252 such
    words hold capitals and signs in odd places. Where no word is Vietnamese, it is Windows-1252
    if the words cannot be Windows-1258. Raises UnreadableFileError, unknown_encoding.
    """
    found = (match[0] for match in islice(_WORD.finditer(content), _WORDS))
    words = Counter(found)
    if sum(words[word] for word in words if _SIGN_IN_WORD.search(word)) > 0.1 * words.total():
        raise refuse("unknown_encoding")
    if any(letter in content for letter in _WESTERN_ONLY):
        return WESTERN
    votes: Counter[str] = Counter()
    for word, times in words.items():
        vietnamese, western = _read(word, "cp1258"), _read(word, "cp1252")
        if vietnamese == western:
            continue
        votes["differ"] += times
        votes[VIETNAMESE] += times * (_is_syllable(vietnamese) and not _is_syllable(western))
        votes[WESTERN] += times * (_is_syllable(western) and not _is_syllable(vietnamese))
        votes["loose tone"] += times * any(unicodedata.combining(sign) for sign in vietnamese)
    if votes[VIETNAMESE] > 3 * votes[WESTERN] or not votes["differ"]:
        return VIETNAMESE
    if votes[WESTERN] + votes["loose tone"] > 3 * votes[VIETNAMESE]:
        return WESTERN
    raise refuse("unknown_encoding")


def _read(word: bytes, codec: str) -> str:
    try:
        return unicodedata.normalize("NFC", word.decode(codec))
    except UnicodeDecodeError:
        return ""


def _is_syllable(word: str) -> bool:
    if word not in (word.lower(), word.upper(), word.capitalize()):
        return False
    apart = unicodedata.normalize("NFD", word.casefold())
    bare = unicodedata.normalize("NFC", "".join(sign for sign in apart if sign not in TONES))
    return sum(map(apart.count, TONES)) <= 1 and _SYLLABLE.fullmatch(bare) is not None
