"""The characters and lines of a text -> its paragraphs.

A line break is no paragraph where the text is hard-wrapped (the next word had no room) or where a sentence runs on behind a
link that was a line of its own; everywhere else it is one, so that a short line never joins the next.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

WIDEST = 110  # characters: a longer line was never wrapped by hand or by a mail program
_BYLINE = re.compile(r"\W{0,3}(?:[Bb]y:?|BY:?|From|Written by|Reported by|Author:|Story by) (?=[A-Z])")
_ENDS = re.compile(r"(?:[.!?…:;。！？][\"”’'»)\]]*|,[\"”’])$")
_STOPS = re.compile(r"[.!?…。！？][\"”’'»)\]]*$")
_RUNS_ON = re.compile(r"(?:[a-z][a-z'’-]|a |[,;)]\s?\w)")
_OPEN_ENDED = re.compile(
    r"(?:,|\b(?:the|an?|of|to|in|on|at|by|for|with|from|and|or|that|than|as|his|her|their|its|our|is|are|was|were|has|had|said))$"
)
_LOST_SPACE = re.compile(r"(?<=[a-z]{3}[.!?])(?=[A-Z][a-z]+ [a-z])|(?<=[a-z]{3}[.!?][”\"])(?=[A-Z][a-z]+ [a-z])")
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
    return words > 25 or (words >= 5 and _ENDS.search(line) is not None)


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return _STOPS.search(line) is not None


def is_byline(line: str) -> bool:
    """Whether a line names its author with a word of its own: ``By Jane Roe``."""
    return _BYLINE.match(line) is not None and len(line.split()) <= 16 and line[-1] not in '.!?”"'


def without_by(line: str) -> str:
    """Leave the word out that makes a byline.

    >>> without_by("By Jane Roe"), without_by("Jane Roe")
    ('Jane Roe', 'Jane Roe')
    """
    return _BYLINE.sub("", line, count=1)


def paragraphs(text: str) -> list[str]:
    """Split a cleaned text into paragraphs.

    Examples
    --------
    >>> paragraphs("World\\nTalks open\\n\\nThe two sides met in the British capital on Monday\\nand will go on.")
    ['World', 'Talks open', 'The two sides met in the British capital on Monday and will go on.']
    >>> paragraphs("Talks open\\n\\nAsked about the\\n\\nmeeting in Geneva\\n\\nlast month, she said little.")
    ['Talks open', 'Asked about the meeting in Geneva last month, she said little.']
    """
    blocks = [[line for line in block.split("\n") if line.strip()] for block in re.split(r"\n{2,}", text)]
    width = _width_of_wrapping(blocks)
    found: list[str] = []
    in_report = False
    for block in blocks:
        before = ""
        for line in block:
            full = before and width and len(before) + 1 + len(line.split()[0]) > width  # its next word had no room
            if (full or (found and _goes_on(found[-1], line, in_report))) and not is_byline(line):
                found[-1] += " " + line
            else:
                found.append(line)
            before = line
            in_report = in_report or (count_words(found[-1][:400]) > 12 and ends_sentence(found[-1]))
    return [_LOST_SPACE.sub(" ", line) for line in found]


def _width_of_wrapping(blocks: list[list[str]]) -> int:
    """Tell at how many characters a text is hard-wrapped; 0 where it is not."""
    pairs = [(line, after) for block in blocks for line, after in pairwise(block)]
    width = max((len(line) for block in blocks if len(block) > 1 for line in block), default=0)
    if width > WIDEST or not any(len(a) > 40 and not _ENDS.search(a) and b[0].islower() for a, b in pairs):
        return 0
    open_ended = [(a, b) for a, b in pairs if len(a) > 40 and not _ENDS.search(a)]
    full = [1 for a, b in open_ended if len(a) + 1 + len(b.split()[0]) > width]
    return width if 2 * len(full) >= len(open_ended) else 0


def _goes_on(before: str, line: str, in_report: bool) -> bool:
    """Whether a line is the rest of the sentence before it, parted by a link or by a wrap."""
    if before.rstrip().lower() in ("by", "from") or before.endswith(" By"):
        return True
    if _ENDS.search(before):
        return False
    open_ended, words = _OPEN_ENDED.search(before) is not None, len(before.split())
    if _RUNS_ON.match(line) and (words > 7 or len(line.split()) > 3 or open_ended or not line[0].isalpha()):
        return True
    return in_report and words > 4 and open_ended
