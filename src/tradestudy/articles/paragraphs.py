"""The characters and lines of a text -> its paragraphs."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

BYLINE = re.compile(r"(?:[Bb]y|BY|From|Written by|Reported by|Author:|Story by) (?=[A-Z])")


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


def paragraphs(text: str) -> list[str]:
    """Split into paragraphs: every line is one, unless the text is hard-wrapped, where full lines run on.

    Examples
    --------
    >>> paragraphs("World\\nTalks open\\n\\nThe two sides met in the British capital on Monday\\nand will go on.")
    ['World', 'Talks open', 'The two sides met in the British capital on Monday and will go on.']
    """
    blocks = [[line for line in block.split("\n") if line.strip()] for block in re.split(r"\n{2,}", text)]
    width = max((len(line) for block in blocks for line in block), default=0)
    if width > 110 or not any(
        len(line) > 40 and line[-1] not in ".!?:" and after[0].islower()
        for block in blocks
        for line, after in pairwise(block)
    ):
        return [line for block in blocks for line in block]
    found: list[str] = []
    for block in blocks:
        before = ""
        for line in block:
            full = len(before) + 1 + len(line.split()[0]) > width  # its next word had no room
            runs_on = full or (line[0].islower() and len(before) > width // 2)
            if before and runs_on and not is_byline(line):
                found[-1] += " " + line
            else:
                found.append(line)
            before = line
    return found


def is_byline(line: str) -> bool:
    return BYLINE.match(line) is not None and len(line.split()) <= 16 and line[-1] not in '.!?”"'
