"""The head of a page: section, headline, standfirst, byline, dateline and dates from the lines above its report."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from tradestudy.articles.furniture import CLOCK, names_a_section
from tradestudy.articles.lines import ends_sentence, is_running_text, without_by
from tradestudy.articles.published import DATE_FORMS, has_date

SHOUTED_PLACE = re.compile(r"[A-Z][A-Z.'’ -]{2,40}(?:/[A-Z][A-Z.' -]{2,40})?(?:, [A-Z][A-Za-z. ]{2,30})?")
_UPDATE = re.compile(r"[-–—|·•(;,]?\s*(?<![A-Za-z])(?:last )?(?:updated?|modified)\b(?: at| on)?\s*:?\s*", re.I)
_FETCHED = re.compile(
    r"\b(?:accessed|retrieved|fetched|saved|printed|downloaded|crawled|archived|captured|today)\b", re.I
)
_SIGNED = re.compile(r"\b(?:by|By|BY):? ([A-Z][^|\d]{2,80})$")
_PARTICLE = "ul|al|de|van|von|bin|da|la|and|with|&"
_NAMES = re.compile(
    rf"[A-Z](?:[\w.-]|['’](?!s\b))+(?:,? (?:[A-Z][\w.'’-]*|{_PARTICLE})){{1,10}}(?: in [A-Z][\w.]+(?: [A-Z]\w+)?)?"
)


@dataclass(eq=False)
class Line:
    """A line of a page, and its kind: empty while it may belong to the report."""

    text: str
    kind: str = ""

    @property
    def n_words(self) -> int:
        return len(self.text.split())


def fold(text: str) -> str:
    """The words of a line alone, to tell whether two lines are one.

    >>> fold("Talks open: “today”") == fold("TALKS OPEN - today")
    True
    """
    return " ".join(re.findall(r"\w+", text.lower()))


def read_dates(lines: list[str]) -> dict[str, str]:
    """Split ``Name | 10.06.2025 - Update : 10.06.2025`` and the like into byline, published and updated.

    A day on which the page was fetched or printed is none of the two.
    """
    found = {"byline": "", "published": "", "updated": ""}
    for line in lines:
        if _FETCHED.search(line):
            continue
        head, *rest = _UPDATE.split(line, maxsplit=1)
        starts = [m.start() for _, pattern in DATE_FORMS if (m := pattern.search(head))]
        if starts:
            found["published"] = found["published"] or head[min(starts) :]
        if rest and has_date(rest[0]):
            found["updated"] = found["updated"] or rest[0]
        found["byline"] = found["byline"] or _name_beside_date(head[: min(starts)] if starts else head, line)
    if not found["published"]:  # only an update is given: it is the date that the page has
        found["published"], found["updated"] = found["updated"], ""
    return found


def _name_beside_date(words: str, line: str) -> str:
    """The author before the date, or behind a "by" at the end of the line."""
    name = re.split(r"\s*[|·•]\s*", words)[0]
    name = re.sub(r"\s*\b(?:first |last )?(?:published|posted|updated|date|created)\b.*$", "", name, flags=re.I)
    name = re.sub(r"^source:\s*|\s*editor:\s*\w+", "", without_by(name), flags=re.I)
    name = CLOCK.sub("", name).strip(" |,–—-:/•·[")
    if name.count("(") != name.count(")") or name.startswith("("):
        name = name.strip("()")
    if not name and (signed := _SIGNED.search(line)):
        name = signed[1]
    return name if re.match(r"[A-Z]", name) else ""


def read_head(before: list[Line], between: list[Line], beside_date: str, known: str) -> dict[str, str]:
    """Read and mark the lines before and behind the date line; `known` is the headline that the record itself has.

    The headline is the line that is known, or that is repeated, or the first of four words or more that is no sentence.
    """
    lines = [line for line in (*before, *between) if line.kind not in ("dates", "address")]
    known = fold(known) or _find_repeated(lines)
    told: set[str] = set()
    titles: list[Line] = []
    bylines = [beside_date] if beside_date else []
    dateline, headed = "", False
    behind_date = set(between)
    for line in lines:
        words = _without_site(line.text)
        if words in told or (words == known and words != fold(line.text)):
            line.kind = "headline"
        elif line.kind == "byline" and words != known:
            bylines.append(without_by(line.text))
        elif headed and SHOUTED_PLACE.fullmatch(line.text) and line.kind != "agency":
            dateline, line.kind = line.text, "dateline"
        elif words != known and (
            line.kind == "agency" or _is_name(line, 7 if headed else 3 if line in behind_date else 0)
        ):
            bylines.append(line.text)
            line.kind = "byline"
        else:
            titles.append(line)
            told.add(words)
            headed = headed or line.n_words >= 4
    fields = _sort_titles(titles, _choose_title(titles, set(before), known))
    return fields | {"byline": "; ".join(dict.fromkeys(bylines)), "dateline": dateline}


def _without_site(text: str) -> str:
    """The words of a title without the site's name, which the window of a browser adds."""
    return fold(re.split(r" [-–—|] ", text)[0])


def _find_repeated(lines: list[Line]) -> str:
    """The first line of a head that comes again and can be a title."""
    able = [_without_site(line.text) for line in lines if line.kind == "" and not _is_sentence(line.text)]
    times = Counter(able)
    return next((words for words in able if times[words] > 1), "")


def _is_name(line: Line, most: int) -> bool:
    """Whether a line of the head can be its author without saying so: a name, behind the title or the date."""
    return line.n_words <= most and _NAMES.fullmatch(line.text) is not None and not names_a_section(line.text)


def _choose_title(titles: list[Line], before: set[Line], known: str) -> Line | None:
    if known:
        return next((line for line in titles if fold(line.text) == known), None)
    plain = [line for line in titles if not (re.search(r"[|/>]", line.text) or _is_sentence(line.text))]
    long = [line for line in plain if 4 <= line.n_words <= 30]
    short = [line for line in plain if line in before]
    found = long[:1] or short[-1:]
    return found[0] if found else None


def _sort_titles(titles: list[Line], title: Line | None) -> dict[str, str]:
    """Mark the lines of a head that are no names: the headline, sections above it and labels, standfirsts below it."""
    found: dict[str, list[str]] = {"section": [], "headline": [], "standfirst": []}
    above = title is not None
    for line in titles:
        above = above and line is not title
        label = (above or line.n_words <= 3) and not is_running_text(line.text)
        line.kind = "headline" if line is title else "section" if label else "standfirst"
        found[line.kind].append(line.text.lstrip("-–—•*▪#| "))
    return {kind: (" / " if kind == "section" else " ").join(texts) for kind, texts in found.items()}


def _is_sentence(text: str) -> bool:
    """Whether a line of the head is a sentence that only the report can have."""
    return ends_sentence(text) and len(text.split()) >= 12
