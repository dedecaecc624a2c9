"""A news page copied as plain text, taken apart: head (section, headline, standfirst, byline, date), body, chrome.

No publisher has its own rule. A line is told by what it is: a date line holds a date and hardly anything else, a
paragraph is a sentence, and what lexicon/boilerplate.csv describes is chrome. The head ends with the last date line or
byline before the first paragraph; behind the last paragraph, lines that are no sentences are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tradestudy.articles.paragraphs import BYLINE, clean, is_byline, paragraphs
from tradestudy.articles.published import DATE_FORMS, has_date
from tradestudy.articles.readers.record import decode
from tradestudy.terms import read_lexicon

FORM = "page"
SUFFIXES = (".txt",)
MANY = False
SHOUTED_PLACE = re.compile(r"[A-Z][A-Z.'’ -]{2,40}(?:/[A-Z][A-Z.' -]{2,40})?(?:, [A-Z][A-Za-z. ]{2,30})?")
_UPDATE = r"(?:last )?(?:updated?|modified)\b(?: at| on)?\s*:?"
_CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b[.,]?"
    r"|\b(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|HKT|SGT|JST|KST|IST|AEST|MYT|PKT|UK)\b(?:[+-]\d+)?|\bbeijing time\b",
    re.I,
)
_URL = re.compile(r"https?://\S+")
_LABEL = re.compile(
    r"\b(?:first |last |originally )?(?:published|posted|updated?|modified|created|issued|date|time|released|added|filed)\b"
    r"|\b(?:on|at|from|by|and|of|in|ago|with|the|for|hours?|minutes?|days?|months?|mins?|read|source|editor|author)\b",
    re.I,
)
_NAMES = re.compile(
    r"[A-Z](?:[\w.-]|['’](?!s\b))+(?:,? (?:[A-Z][\w.'’-]*|ul|al|de|van|von|bin|da|la|and|with|&)){1,10}(?: in [A-Z][\w.]+(?: [A-Z]\w+)?)?"
)
_AGENCY = re.compile(
    r"\W*(?:\b(?:Reuters|AFP|AP|Associated Press|Xinhua|Bloomberg|CGTN|ANI|PTI|IANS|Agencies|dpa|Kyodo|Yonhap|EFE|Agence France-Presse)\b\W*)+"
)
_SIGN_OFF = re.compile(
    r"\s*(?:\bEnditem|\s[-–—]+\s?(?:Reuters|REUTERS|AFP|AP|Bloomberg|BLOOMBERG|Xinhua|XINHUA|BERNAMA|Bernama|Agencies|AGENCIES|dpa)"
    r"|(?<=[.”\"])\s*(?:REUTERS|AFP|BLOOMBERG|XINHUA|NYTIMES)(?:, (?:REUTERS|AFP|BLOOMBERG))*|[■●◆]"
    r"|\((?:(?:Reuters|AFP|AP|Xinhua|ANI|PTI|dpa|Agencies|Bloomberg)(?:[/, ]+(?:Reuters|AFP|AP|Xinhua|ANI|PTI|dpa|Agencies|Bloomberg))*|[Ww]ith inputs? from [^()]{2,60})\)|___+)\s*$"
)
_REPORTED_BY = re.compile(
    r"\s*[(\[]?(?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting)(?: and [a-z]+)? by (?=[A-Z])[^.!?\n]{3,400}?\.?[)\]]?$"
)
_CAPTION = re.compile(  # what is seen in a picture, told in the present and dated with the year
    r"\b(?:speaks?|shakes? hands|arrives?|walks?|gestures|poses?|waves?|boards?|greets?|listens|looks? on|attends"
    r"|(?:is|are) seen|pictured)\b.{0,400}\b\d{1,2}, \d{4}[^\w]{0,2}$"
    r"|\((?:[LRC]|(?:far |second from )?(?:left|right)|cent(?:re|er)|in [a-z]+)\)|\b(?:in this (?:file |handout )?(?:photo|picture|image)|file photo|handout photo|combination picture)\b",
    re.I,
)
_POSED = re.compile(r"\b(?:speaks?|shakes? hands|gestures|poses?|waves?|pictured|seen)\b|\(|photo|picture", re.I)
_AUTHOR = re.compile(
    r"(?:[A-Z][\w.'’-]+ ){2,4}is (?:an? |the |[A-Z]\w+['’]s? )[^.]{0,120}\b(?:reporter|correspondent|editor|journalist|columnist"
    r"|bureau chief|writer)\b.*"
)
_CREDIT = re.compile(
    r"[\[(]?(?:(?:photo|image|picture|credit)s?\b[^.!?]{0,60}|(?:[^.!?]{0,60}(?:[/|\[:–-] ?|\bvia ))?(?:Reuters|AFP|AP|Getty Images|EPA|Xinhua|VCG"
    r"|Anadolu|Bloomberg|Shutterstock)(?: News| Photo| Images)?(?:/[\w .]{2,40})?)[\])]?",
    re.I,
)


@cache
def _chrome() -> tuple[re.Pattern[str], list[tuple[re.Pattern[str], str]]]:
    rows = read_lexicon("boilerplate.csv")
    anything = re.compile("|".join(f"(?:{row['pattern']})" for row in rows), re.I)
    named = [(re.compile(row["pattern"], re.I), row["publisher"]) for row in rows if row["publisher"]]
    return anything, named


def recognises(head: str) -> bool:
    """Any text could be one: known by its name alone."""
    return False


def read(data: bytes, path: Path) -> Iterator[dict]:
    """Take a page apart; yields the fields of its one article."""
    chrome, publishers = _chrome()
    lines = paragraphs(clean(decode(data)))
    fields: dict[str, str] = {
        "publisher": next((name for line in lines for pattern, name in publishers if pattern.fullmatch(line)), ""),
        "url": next((line for line in lines if _URL.fullmatch(line)), ""),
    }
    lines = [line for line in _drop_pictures(lines) if _is_head_line(line) or not chrome.fullmatch(line)]
    dated = next((i for i, line in enumerate(lines[:30]) if _is_date_line(line)), None)
    if dated is None:
        dated = next((i for i in range(len(lines) - 1, -1, -1) if _is_date_line(lines[i])), None)
    opening = _first_paragraph(lines, dated)
    fields |= _read_dates(
        [line for i, line in enumerate(lines) if _is_date_line(line) and (i <= opening or i == dated)]
    )
    if not fields.get("published") and (named := re.match(r"(\d{4}-\d\d-\d\d|\d{8})(?=[_\- ])", path.stem)):
        fields["published"] = named[1]
    if not fields.get("published") and (printed := re.search(r"/(20\d\d)[/-]?(\d\d)[/-]?(\d\d)/", fields["url"])):
        fields["published"] = "-".join(printed.groups())
    cut = opening if dated is None else min(dated, opening)
    before, between = (
        [line for line in part if not (_is_date_line(line) or _URL.fullmatch(line))]
        for part in (lines[:cut], lines[cut:opening])
    )
    body = [line for i, line in enumerate(lines[opening:], opening) if i != dated and not _URL.fullmatch(line)]
    fields |= _read_head(before, between, body, fields)
    if not fields["publisher"] and _AGENCY.fullmatch(fields["byline"]):
        fields["publisher"] = fields["byline"]
    yield {**fields, "text": "\n\n".join(_trim_end(body))}


def _is_date_line(line: str) -> bool:
    """Whether a line holds a date and little else: labels, clock times, names."""
    if len(line) > 200 or not has_date(line):
        return False
    rest = line
    for _, pattern in DATE_FORMS:
        rest = pattern.sub(" ", rest)
    marked = re.search(r"[|·•/:–—@]|\s-\s|^by ", rest, re.I) is not None or _LABEL.search(rest) is not None
    words = re.findall(r"[^\W\d_][\w.'’-]*", _LABEL.sub(" ", _CLOCK.sub(" ", rest)))
    lower = sum(word[0].islower() and word not in ("ul", "al", "de", "van", "von", "bin") for word in words)
    return len(words) <= (16 if marked else 5) and lower <= (1 if marked and len(words) < 8 else 0)


def _is_head_line(line: str) -> bool:
    return _is_date_line(line) or is_byline(line) or _URL.fullmatch(line) is not None


def _is_paragraph(line: str) -> bool:
    """Whether a line is running text: one sentence or more, or long."""
    words = len(line.split())
    return words > 25 or (words >= 5 and re.search(r"[.!?…:;](?:[\"”’')\]]*)$|[.!?,][\"”’']$", line) is not None)


def _first_paragraph(lines: list[str], dated: int | None) -> int:
    """Index of the line that opens the body: the first paragraph behind the head."""
    start = 0
    if dated is not None:
        long = [len(line.split()) > 20 and _is_paragraph(line) for line in lines[:dated]]
        if sum(long) < 3 and any(map(_is_paragraph, lines[dated + 1 :])):  # else the date stands below the text
            start = dated + 1
    for i in range(start, len(lines)):
        if _is_paragraph(lines[i]) and not _is_head_line(lines[i]):
            short = len(lines[i].split()) < 30  # a standfirst, if the head goes on behind it
            if not (short and any(_is_head_line(line) for line in lines[i + 1 : i + 4])):
                return i
    return min(start, len(lines))


def _read_dates(lines: list[str]) -> dict[str, str]:
    """Split ``Name | 10.06.2025 - Update : 10.06.2025`` and the like into byline, published and updated."""
    found = {"byline": "", "published": "", "updated": ""}
    for line in lines:
        head, *rest = re.split(rf"[-–—|·•(;,]?\s*(?<![A-Za-z]){_UPDATE}\s*", line, maxsplit=1, flags=re.I)
        starts = [m.start() for _, pattern in DATE_FORMS if (m := pattern.search(head))]
        if starts and not found["published"]:
            found["published"] = head[min(starts) :]
        if rest and has_date(rest[0]):
            found["updated"] = found["updated"] or rest[0]
        name = re.split(r"\s*[|·•]\s*", head[: min(starts)] if starts else head)[0]
        name = re.sub(r"\s*\b(?:first |last )?(?:published|posted|updated|date|created)\b.*$", "", name, flags=re.I)
        name = re.sub(r"^source:\s*|\s*editor:\s*\w+", "", BYLINE.sub("", name, count=1), flags=re.I)
        name = _CLOCK.sub("", name).strip(" |,–—-:/•·")
        name = name.strip("()") if name.count("(") != name.count(")") or name.startswith("(") else name
        if re.match(r"[A-Z]", name) and not found["byline"]:
            found["byline"] = name
    if not found["published"]:  # only an update is given: it is the date that the page has
        found["published"], found["updated"] = found["updated"], ""
    return found


def _read_head(before: list[str], between: list[str], body: list[str], dates: dict[str, str]) -> dict[str, str]:
    """Section, headline, standfirst, byline and dateline from the lines before and behind the date line.

    `body` loses the lines that belong to the head.
    """
    titles: list[str] = []
    bylines = [dates["byline"]] if dates.get("byline") else []
    dateline = ""
    if len(before) > 1 and re.split(r" [-–—|] ", before[0])[0] in before[1:]:
        before = before[1:]  # the title of the browser's window
    for line in (*before, *between):
        headed = any(len(title.split()) >= 4 for title in titles)
        if line in titles:
            continue
        if is_byline(line):
            bylines.append(BYLINE.sub("", line, count=1))
        elif headed and SHOUTED_PLACE.fullmatch(line) and not _AGENCY.fullmatch(line):
            dateline = line
        elif headed and (_AGENCY.fullmatch(line) or (_NAMES.fullmatch(line) and len(line.split()) <= 7)):
            bylines.append(line)
        else:
            titles.append(line)
    while body and (body[0] in titles or (SHOUTED_PLACE.fullmatch(body[0]) and not dateline and len(body) > 1)):
        if body[0] not in titles:
            dateline = body[0]
        body.pop(0)
    repeated = next((line for line in before if line in between), None)
    if repeated is None:
        long = [title for title in titles if len(title.split()) >= 4 and not re.search(r"[|/>]", title)]
        repeated = (long or titles or [""])[0]
    if not repeated and body:
        repeated = body.pop(0) if len(body) > 1 else ""
    at = titles.index(repeated) if repeated in titles else 0
    labels = [title for title in titles[at + 1 :] if len(title.split()) <= 3 and not _is_paragraph(title)]
    return {
        "section": " / ".join([*titles[:at], *labels]),
        "headline": repeated,
        "standfirst": " ".join(title for title in titles[at + 1 :] if title not in labels),
        "byline": "; ".join(dict.fromkeys(bylines)),
        "dateline": dateline,
    }


def _drop_pictures(lines: list[str]) -> list[str]:
    """Leave out picture credits and the captions that carry one or stand beside one."""
    kept: list[str] = []
    credit = [
        len(line.split()) <= 9 and line[-1] not in ".!?" and _CREDIT.fullmatch(line) is not None for line in lines
    ]
    for i, line in enumerate(lines):
        if _is_head_line(line) or _AGENCY.fullmatch(line):
            kept.append(line)
            continue
        if credit[i] or (0 < i < 15 and credit[i - 1] and not _is_paragraph(line) and len(line.split()) > 5):
            continue
        signed = re.search(
            r"(?:[\[(](?:file photo|photo|picture|image)?[^\])]{0,60}(?:Reuters|AFP|AP|Xinhua|Getty|EPA|VCG|Bloomberg)[^\])]{0,40}[\])]"
            r"|\b(?:Photo|Credit|Image|Picture)(?:: ?|\.\.\.|/| by )[^.]{2,60}|REUTERS/[A-Z][^.]{2,40}(?:Purchase Licensing Rights.{0,30})?)$",
            line[-200:],
        )
        sentence = re.search(r"[.!?][\"”’']?$", _SIGN_OFF.sub("", line))  # behind it only the wire is named
        beside = credit[i + 1 : i + 2] == [True]
        shown = _CAPTION.search(line[-450:]) and (beside or (i < 12 and _POSED.search(line)))
        if len(line.split()) <= 70 and ((signed and not sentence) or shown):
            continue
        kept.append(line)
    return kept


def _trim_end(body: list[str]) -> list[str]:
    """Drop what follows the last sentence, and the sign-off of the wire at its end."""
    body = list(body)
    while body:
        last = body[-1]
        for _ in range(3):
            last = _REPORTED_BY.sub("", _SIGN_OFF.sub("", last)).rstrip()
        if last and not _AUTHOR.fullmatch(last) and (_is_paragraph(last) or re.search(r"[.!?][\"”’')]*$", last)):
            return [*body[:-1], last]
        if len(body) == 1:
            return [last] if last else []
        body.pop()
    return body
