"""The characters of a text made plain, and what can be told of one line."""

from __future__ import annotations

import re
import unicodedata

_BYLINE = re.compile(r"\W{0,3}(?:[Bb]y:?|BY:?|From|Written by|Reported by|Author:|Story by) (?=[A-Z])")
_ENDS = re.compile(r"(?:[.!?…:;。！？][\"”’'»)\]]*|,[\"”’])$")
_STOPS = re.compile(r"[.!?…。！？][\"”’'»)\]]*$")
_SPEECH = re.compile(r"\b(?:said|says|told|added|according to)\b")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def clean(text: str) -> str:
    """Normalise characters and white space: NFC, plain spaces, LF, no control or zero-width characters.

    Quotation marks and dashes stay as they are written. Cleaning twice changes nothing.

    Examples
    --------
    >>> clean("Trade\\u00a0talks  began.\\r\\n\\r\\n\\r\\nThey ended. ")
    'Trade talks began.\\n\\nThey ended.'
    """
    text = text.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair, as a cut export has it, becomes "?"
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    text = text.replace("\u2029", "\n\n").replace("\u00ad", "")
    text = re.sub(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]", "", text)
    text = re.sub(r"[^\S\n]+", " ", text.replace("\x0c", "\n\n"))
    text = re.sub(r" ?\n ?", "\n", text)
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    return unicodedata.normalize("NFC", text)


def count_words(text: str) -> int:
    """Count words: stretches between white space, and every Chinese, Japanese or Korean ideograph or kana as one.

    Examples
    --------
    >>> count_words("Talks open in London"), count_words("中美谈判 open")
    (4, 5)
    """
    alone = len(_IDEOGRAPH.findall(text))
    return alone + len(_IDEOGRAPH.sub(" ", text).split())


def is_running_text(line: str) -> bool:
    """Whether a line is one sentence or more, or so long that it can be nothing else."""
    words = count_words(line[:400])
    title = (
        line.endswith(".") and line[-3:-2] == "." and sum(w[0].isupper() for w in line.split()) > 0.5 * words
    )  # ... the U.S.
    return words > 25 or (words >= 5 and not title and not is_open(line))


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return _STOPS.search(line[-9:]) is not None


def tells_speech(line: str) -> bool:
    """Whether a line tells what somebody said, which furniture hardly does."""
    return _SPEECH.search(line) is not None


def is_byline(line: str) -> bool:
    """Whether a line names its author with a word of its own: ``By Jane Roe``."""
    return _BYLINE.match(line) is not None and len(line.split()) <= 16 and line[-1] not in '.!?”"'


def without_by(line: str) -> str:
    """Leave the word out that makes a byline.

    >>> without_by("By Jane Roe"), without_by("Jane Roe")
    ('Jane Roe', 'Jane Roe')
    """
    return _BYLINE.sub("", line, count=1)


def is_open(line: str) -> bool:
    """Whether a line ends without any mark that could close a sentence or a clause."""
    return _ENDS.search(line[-9:]) is None
