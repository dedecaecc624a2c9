"""Quotation marks, paired paragraph by paragraph.

Curly, straight, single, nested and Penn Treebank marks, quotations over several paragraphs, marks of unlike kind. A
mark that is never closed ends with its sentence, so that it spoils nothing behind it.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right

HOLE = "\ue000"

_CLOSERS = tuple("\"”’'»“")
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
# A pattern that begins with a set of characters is looked for several times as fast as one with alternatives.
_MARK = re.compile(r"[`'\"“”„«»‟](?:(?<=`)`|(?<=')'|(?<![`']))")
_SINGLE = re.compile(r"[‘’'](?:(?<!')|(?<!'')(?!'))")
_ELISIONS = re.compile(r"(?:s|ll|re|ve|d|m|em|tis|twas|til|cause|n|\d\ds)\b")


def pair_marks(text: str) -> list[tuple[int, int]]:
    """Spans of the words between quotation marks, the marks left out; nested quotations stay within the outer one.

    Examples
    --------
    >>> text = 'He called it “a joke". Then: "Never.'
    >>> [text[start:end] for start, end in pair_marks(text)]
    ['a joke', 'Never']
    """
    spans: list[tuple[int, int]] = []
    begin = 0
    carried = False
    for gap in [*_BLANK.finditer(text), None]:
        finish = gap.start() if gap else len(text)
        following = text[gap.end() : gap.end() + 1] if gap else ""
        found, open_at = _pair_in_paragraph(text, begin, finish, carried)
        carried = False
        if open_at is not None:
            if following and following in '"“‘„«':
                found.append((open_at, finish))
                carried = following in '“‘„«"'
            else:
                found.append((open_at, _recover(text, open_at, finish)))
        spans += [(a, b) for a, b in found if text[a:b].strip()]
        begin = gap.end() if gap else finish
    return sorted(spans)


def _pair_in_paragraph(text: str, begin: int, finish: int, carried: bool) -> tuple[list[tuple[int, int]], int | None]:
    found: list[tuple[int, int]] = []
    open_at: int | None = None
    for match in _MARK.finditer(text, begin, finish):
        start, end = match.span()
        before = text[start - 1] if start > begin else " "
        after = text[end] if end < finish else " "
        if _opens(match[0], before, after, open_at is not None):
            if open_at is not None:
                found.append((open_at, _recover(text, open_at, start)))
            open_at = end
        elif open_at is not None:
            found.append((open_at, start))
            open_at = None
    if open_at is None:
        found += _pair_singles(text, begin, finish, found)
    return found, open_at


def _opens(mark: str, before: str, after: str, inside: bool) -> bool:
    """Whether a mark opens a quotation, by its form, by the characters beside it and by whether one is open."""
    free_before, free_after = before.isspace() or before in "([—–-/:‘'…", after.isspace() or after in ")]—–.,;:!?’'"
    if mark in ("“", "„", "«", "``"):
        return not (inside and free_after and not free_before)
    if mark in ("”", "»", "''"):
        return mark != "»" and free_before and not (inside or free_after)
    if inside:
        return before.isspace() and not free_after
    return before.isspace() if after.isspace() else free_before


def _recover(text: str, start: int, finish: int) -> int:
    """Where a quotation that is never closed ends: with its sentence."""
    end = re.search(r"[.!?](?=\s|$)", text[start:finish])
    return start + end.start() if end else start + len(text[start:finish].rstrip())


def _pair_singles(text: str, begin: int, finish: int, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    position = begin
    blocked = sorted(taken)
    marks = [m.start() for m in _SINGLE.finditer(text, begin, finish) if not within(blocked, m.start())]
    for index, start in enumerate(marks):
        before = text[start - 1] if start > begin else " "
        if start < position or not _opens_single(text, start, before):
            continue
        end = _closing_single(text, marks[index + 1 : index + 40], finish)
        if end is not None and end - start < 600:
            found.append((start + 1, end))
            position = end + 1
    return found


def _opens_single(text: str, start: int, before: str) -> bool:
    opener = text[start] == "‘" or (text[start] == "'" and (before.isspace() or before in "([—–"))
    return opener and not _ELISIONS.match(text, start + 1) and bool(text[start + 1 : start + 2].strip())


def _closing_single(text: str, marks: list[int], finish: int) -> int | None:
    """The first of the marks that closes: beside punctuation, or else one that is no plural's apostrophe."""
    after = {place: text[place + 1] if place + 1 < finish else " " for place in marks}
    closers = [p for p in marks if not (text[p] == "‘" or after[p].isalnum() or text[p - 1].isspace())]
    good = (p for p in closers if text[p - 1] in ",.?!…" or after[p] in ",.;:)!?—" or p + 1 >= finish)
    plain = [p for p in closers if text[p - 1] != "s"] or closers
    return min([*itertools.islice(good, 1), *plain[:1]], default=None)


def within(spans: list[tuple[int, int]], position: int) -> bool:
    """Whether a position lies in one of the spans (sorted, not overlapping)."""
    place = bisect_right(spans, (position, position)) - 1
    return place >= 0 and spans[place][0] <= position < spans[place][1]


def mask(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with each span and its marks overwritten by HOLE, so that offsets stay."""
    parts, done = [], 0
    for start, end in spans:
        opening = max(start - (2 if text[max(start - 2, 0) : start] in ("''", "``") else 1), done)
        closing = end + 2 if text.startswith("''", end) else end + (text[end : end + 1] in _CLOSERS)
        parts += [text[done:opening], HOLE * (closing - opening)]
        done = closing
    return "".join(parts) + text[done:]
