"""Quotation marks, paired paragraph by paragraph.

Curly, straight, single, nested and Penn Treebank marks, quotations over several paragraphs, marks of unlike kind. A
mark that is never closed ends with its sentence, so that it spoils nothing behind it.
"""

from __future__ import annotations

import re
from bisect import bisect_right

HOLE = "\ue000"

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_MARK = re.compile(r"``|''|[\"“”„«»‟]")
_SINGLE = re.compile(r"[‘’']")
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
        mark, start, end = match[0], match.start(), match.end()
        before = text[start - 1] if start > begin else " "
        after = text[end] if end < finish else " "
        free_before, free_after = before.isspace() or before in "([—–-/:‘'…", after.isspace() or after in ")]—–.,;:!?’'"
        if mark in ("“", "„", "«", "``"):
            opens = not (open_at is not None and not free_before and free_after)
        elif mark in ("”", "»", "''"):
            opens = open_at is None and free_before and not free_after and mark == "”"
        elif open_at is None:
            opens = (free_before and not after.isspace()) or (before.isspace() and after.isspace())
        else:
            opens = before.isspace() and not free_after
        if mark == "''" and open_at is None:
            continue
        if opens:
            if open_at is not None:
                found.append((open_at, _recover(text, open_at, start)))
            open_at = end
        elif open_at is not None:
            found.append((open_at, start))
            open_at = None
    if open_at is None:
        found += _pair_singles(text, begin, finish, found)
    return found, open_at


def _recover(text: str, start: int, finish: int) -> int:
    """Where a quotation that is never closed ends: with its sentence."""
    end = re.search(r"[.!?](?=\s|$)", text[start:finish])
    return start + end.start() if end else start + len(text[start:finish].rstrip())


def _pair_singles(text: str, begin: int, finish: int, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    blocked = sorted(taken)
    position = begin
    marks = [m for m in _SINGLE.finditer(text, begin, finish) if not within(blocked, m.start())]
    for index, mark in enumerate(marks):
        start = mark.start()
        before = text[start - 1] if start > begin else " "
        opener = mark[0] == "‘" or (mark[0] == "'" and (before.isspace() or before in "([—–"))
        if (
            start < position
            or not opener
            or _ELISIONS.match(text, start + 1)
            or not text[start + 1 : start + 2].strip()
        ):
            continue
        closers = []
        for other in marks[index + 1 : index + 40]:
            place = other.start()
            next_one = text[place + 1] if place + 1 < finish else " "
            if other[0] == "‘" or next_one.isalnum() or text[place - 1].isspace():
                continue
            closers.append((place, next_one))
        good = [p for p, after in closers if text[p - 1] in ",.?!…" or after in ",.;:)!?—" or p + 1 >= finish]
        plain = [p for p, _ in closers if text[p - 1] != "s"] or [p for p, _ in closers]
        end = min(good[:1] + plain[:1], default=None)
        if end is not None and end - start < 600:
            found.append((start + 1, end))
            position = end + 1
    return found


def within(spans: list[tuple[int, int]], position: int) -> bool:
    """Whether a position lies in one of the spans (sorted, not overlapping)."""
    place = bisect_right(spans, (position, position)) - 1
    return place >= 0 and spans[place][0] <= position < spans[place][1]


def mask(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with each span and its marks overwritten by HOLE, so that offsets stay."""
    parts, done = [], 0
    for start, end in spans:
        opening = max(start - 1, done)
        closing = min(end + 1, len(text)) if text[end : end + 1] in "\"”’'»“" and end < len(text) else end
        parts += [text[done:opening], HOLE * (closing - opening)]
        done = closing
    return "".join(parts) + text[done:]
