"""The lines of a text -> its paragraphs.

A line break is no paragraph where the text is hard-wrapped (the next word had no room) or where a sentence runs on
behind a link that was a line of its own; everywhere else it is one, so that a short line never joins the next.
"""

from __future__ import annotations

import re
from itertools import pairwise

from tradestudy.articles.furniture import kind_of
from tradestudy.articles.lines import count_words, ends_sentence, is_byline, is_open

WIDEST = 110  # characters: a longer line was never wrapped by hand or by a mail program
_RUNS_ON = re.compile(r"(?:[a-z][a-z'’-]*[ ,.]?(?:\s|$)|[,;)]\s?\w)")
_OPEN_ENDED = re.compile(
    r"(?:,|\b(?:the|an?|of|to|in|on|at|by|for|with|from|and|or|that|than|as|his|her|their|its|our|is|are|was|were|has|had|said))$"
)
_LOST_SPACE = re.compile(r"(?<=[a-z]{3}[.!?])(?=[A-Z][a-z]+ [a-z])|(?<=[a-z]{3}[.!?][”\"])(?=[A-Z][a-z]+ [a-z])")


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
    lines = [(line, at > 0) for block in blocks for at, line in enumerate(block)]
    before = ""
    for (line, inner), (after, _) in pairwise([*lines, ("", False)]):
        full = inner and len(before) <= width < len(before) + 1 + len(line.split()[0])  # its next word had no room
        if found and (full or _goes_on(found[-1], line, after if in_report else None)) and not is_byline(line):
            found[-1] += " " + line
        else:
            found.append(line)
        before = line
        in_report = in_report or (count_words(found[-1][:400]) > 12 and ends_sentence(found[-1]))
    return [_LOST_SPACE.sub(" ", line) for line in found]


def _width_of_wrapping(blocks: list[list[str]]) -> int:
    """Tell at how many characters a text is hard-wrapped; 0 where it is not.

    The lines of a head may be longer: the width is the greatest of the lines that break off within a sentence at
    which most of them had no room for the next word.
    """
    pairs = [(line, after) for block in blocks for line, after in pairwise(block)]
    open_ended = [(len(a), len(a) + 1 + len(b.split()[0]), b) for a, b in pairs if len(a) > 40 and is_open(a)]
    if not any(after[0].islower() for _, _, after in open_ended):
        return 0
    for width in sorted({length for length, _, _ in open_ended if length <= WIDEST}, reverse=True):
        if 2 * sum(needed > width for _, needed, _ in open_ended) >= len(open_ended):
            return width
    return 0


def _goes_on(before: str, line: str, after: str | None) -> bool:
    """Whether a line is the rest of the sentence before it; `after` is the line behind it, None above the report."""
    if before.lower() in ("by", "from") or before.endswith(" By"):
        return True
    if not is_open(before):
        return False
    open_ended, words = _OPEN_ENDED.search(before[-9:]) is not None, len(before[:200].split())
    if _RUNS_ON.match(line):
        joined = words > 7 or len(line.split()) > 3 or open_ended or not line[0].isalpha()
    else:
        joined = after is not None and open_ended and (words > 4 or _RUNS_ON.match(after) is not None)
    return joined and kind_of(before) == "" and kind_of(line) in ("", "agency")
