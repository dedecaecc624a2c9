"""What belongs to the page and not to the report: which lines are furniture, and of what kind.

Nothing here knows a publisher: a line is told by what it is. Cues stand in lexicon/boilerplate.csv (kind, where in a
line, pattern; ``{agency}`` and ``{photo}`` stand for the names in lexicon/agencies.csv); captions, date lines and names
of authors, which are more than a pattern, are told here. In doubt a line is kept: a sentence of the report that is lost
is the worse fault.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from tradestudy.articles.lines import count_words, ends_sentence, is_byline, is_running_text, tells_speech
from tradestudy.articles.published import DATE_FORMS, has_date
from tradestudy.terms import any_of, read_lexicon, words_of

LONGEST = 600  # characters of a line of furniture
HEAD_LINES = ("dates", "byline", "address", "agency")  # kinds that tell something of the article
ADDRESS = re.compile(r"https?://\S+")
_ISSUED = re.compile(r"\b(?:published|posted|updated?|modified|by|[AP]M)\b", re.I)
_LABEL = re.compile(
    r"\b(?:first |last |originally )?(?:published|posted|updated?|modified|created|issued|released|added|filed)\b"
    r"|\b(?:date|time|today)\b"
    r"|\b(?:on|at|from|by|and|of|in|ago|with|the|for|hours?|minutes?|days?|months?|mins?|read|source|editor|author)\b",
    re.I,
)
_ZONES = r"(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|HKT|SGT|JST|KST|IST|AEST|MYT|PKT)"
_PLACES = any_of(words_of("countries.csv", "names", "capitals"))
CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?"
    r"|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b[.,]?"
    rf"|\b{_ZONES}\b(?:[+-]\d+)?|\b{_PLACES} time\b",
    re.I,
)
_PLACE = r"[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][A-Za-z.]+(?: [A-Z][a-z]+)?)?"
_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8})(?:, \d{4})?"
_MARKED = re.compile(r"[|·•/:–—@]|\s-\s|^by ", re.I)
_PARTICLES = ("ul", "al", "de", "van", "von", "bin")
_CAPTION = re.compile(  # what is seen in a picture, told in the present and dated with the year
    r"\b(?:speaks?|shakes? hands|arrives?|walks?|gestures|poses?|waves?|boards?|greets?|listens|looks? on|attends?"
    r"|waits?|leaves?|address(?:es)?|shows?|(?:is|are) seen|pictured|meets?|during|prior to|ahead of|after|before|at)\b"
    r".{0,400}\b\d{1,2},? \d{4}[^\w]{0,2}$",
    re.I,
)
_SHOWN = re.compile(
    r"\((?:[LRC]|(?:from |far |second from )?(?:L|left|right)|cent(?:re|er)|not pictured|in [a-z]+)\)"
    r"|\b(?:in (?:this|an?) (?:file |handout )?(?:photo|picture|image)\b|(?:this|a) (?:handout|file|combination) )"
    r"|\b(?:file|handout|combination) (?:photo|picture)"
    r"|, (?:left|right|cent(?:re|er)), ",
    re.I,
)
_POSED = re.compile(r"\b(?:speaks?|shakes? hands|gestures|poses?|waves?|pictured|seen)\b|\(|photo|picture", re.I)
_LABELLED = re.compile(r"[-•*] ?[^:.]{2,30}: [^.!?]{1,50}")  # - Weight: 2 pounds
LONG_LIST = 8  # lines with a label: fewer may be the key facts of a report, so many are a table
_REPORTED_BY = re.compile(
    r"\s*[(\[]?(?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting)(?: and [a-z]+)? by (?=[A-Z])"
    r"[^.!?\n]{3,400}?\.?[)\]]?$"
)


class Removed(NamedTuple):
    """Words left out of the text, and the kind of furniture that they are."""

    kind: str
    words: str


@cache
def _names(use: str) -> str:
    rows = [row for row in read_lexicon("agencies.csv") if use in row["uses"].split("; ")]
    return "|".join(re.escape(name) for row in rows for name in row["names"].split("; "))


@cache
def _cues(place: str) -> tuple[re.Pattern[str], list[str]]:
    """The cues of one place in a line as one pattern, and the kind that each of its groups stands for."""
    rows = [row for row in read_lexicon("boilerplate.csv") if row["place"] == place]
    names = {"{agency}": _names("agency"), "{photo}": _names("photo")}
    joined = "|".join(f"(?P<cue{n}>{row['pattern']})" for n, row in enumerate(rows))
    joined = re.sub(r"\{(?:agency|photo)\}", lambda m: names[m[0]], joined)
    frame = {"start": f"(?:{joined})", "end": rf"(?:{joined})\s*$"}.get(place, joined)
    return re.compile(frame, re.I), [row["kind"] for row in rows]


def _kind_of_cue(found: re.Match[str], kinds: list[str]) -> str:
    return kinds[int((found.lastgroup or "cue0").removeprefix("cue"))]


@cache
def publishers() -> list[tuple[re.Pattern[str], str]]:
    """Closing notices that name the publisher of a page."""
    rows = read_lexicon("boilerplate.csv")
    return [(re.compile(row["pattern"], re.I), row["publisher"]) for row in rows if row["publisher"]]


def agency_names() -> str:
    """The names of news agencies, as alternatives of a pattern."""
    return _names("agency")


@cache
def agency_line() -> re.Pattern[str]:
    """A line that holds the names of agencies and nothing else."""
    return re.compile(rf"\W*(?:\b(?:{_names('agency')})\b\W*)+")


@cache
def _sign_off() -> re.Pattern[str]:
    agency, shouted = _names("agency"), "|".join(name.upper() for name in _names("sign-off").split("|"))
    shouted += "|" + "|".join(name for name in _names("agency").upper().split("|") if len(name) > 2)
    one = rf"(?:{agency}|{shouted})"
    return re.compile(
        rf"\s*(?:\bEnditem|\s[-–—]+\s?{one}|(?<=[.”\"])\s*(?:{shouted})(?:, (?:{shouted}))*|[■●◆]"
        rf"|\({one}(?:[/, ]+{one})*\)|\([Ww]ith inputs? from [^()]{{2,60}}\)|___+)\s*$"
    )


@cache
def _credited() -> re.Pattern[str]:
    """The credit of a picture at the end of its caption."""
    photo = _names("photo")
    name = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}"
    return re.compile(
        rf"(?:[\[(](?:file photo|photo|picture|image|{name})?[^\])]{{0,60}}\b(?i:{photo})\b[^\])]{{0,40}}[\])]"
        rf"|\b(?:Photo|PHOTO|Credit|Image|Picture|Photograph)(?:: ?|\.\.\.|/| by )(?:[^.]|\b[A-Z]\.){{2,60}}"
        rf"|\b(?i:{photo})\s?/\s?{name}(?:\s?/+\s?[\w ]{{2,20}})?(?:\s?Purchase Licensing Rights.{{0,30}})?"
        rf"|{name}\s?/\s?(?:{photo}))\W{{0,2}}$"
    )


def kind_of(line: str) -> str:
    """Tell the kind of a line by itself; empty for a line that may belong to the report.

    Examples
    --------
    >>> [kind_of(line) for line in ("Share", "By Jane Roe", "June 10, 2025", "2 hours ago", "The talks ended.")]
    ['share', 'byline', 'dates', 'clock', '']
    """
    if len(line) > LONGEST:
        return ""
    bare = re.sub(r"^[^\w“\"‘'(\[$€£@]+", "", line)
    if not bare:
        return "menu"
    cues, kinds = _cues("line")
    found = cues.fullmatch(bare) or cues.fullmatch(line)
    cue = _kind_of_cue(found, kinds) if found else ""
    if cue not in ("notice", "sign-off") and ends_sentence(bare) and tells_speech(bare):
        cue = ""  # a sentence that tells what somebody said
    if cue != "post" and is_date_line(bare):
        return "dates"
    if is_byline(bare):
        return "byline"
    if ADDRESS.fullmatch(bare):
        return "address"
    if agency_line().fullmatch(bare):
        return "agency"
    return cue or ("menu" if is_row_of_sections(bare) else "")


def kind_at_close(line: str) -> str:
    """Tell the kind of a line that is furniture only behind a report: a portrait of its author, say."""
    cues, kinds = _cues("close")
    found = cues.fullmatch(line) if len(line) <= 2 * LONGEST else None
    return _kind_of_cue(found, kinds) if found else ""


def is_row_of_sections(line: str) -> bool:
    """Whether a line holds nothing but the names of a site's sections, three or more."""
    words = _cues("word")[0]
    return len(words.findall(line)) > 2 and not re.search(r"\w", words.sub("", line))


def names_a_section(line: str) -> bool:
    """Whether a word of a line names a section of a site: it is no name of an author then."""
    return _cues("word")[0].search(line) is not None


def is_date_line(line: str) -> bool:
    """Whether a line holds a date and little else: labels, clock times, names."""
    if len(line) > 200 or not has_date(line):
        return False
    rest = _without_dates(line)
    marked = _MARKED.search(rest) is not None or _LABEL.search(rest) is not None
    words = _words_beside(rest)
    lower = sum(word[0].islower() and word not in _PARTICLES for word in words)
    return len(words) <= (16 if marked else 5) and lower <= (1 if marked and len(words) < 8 else 0)


def tells_more_than_a_date(line: str) -> bool:
    """Whether a date line has words of its own and none that speaks of a publication: ``Born: May 5, 1967``."""
    rest = _without_dates(line)
    return _words_beside(rest) != [] and _ISSUED.search(rest) is None


def _without_dates(line: str) -> str:
    for _, pattern in DATE_FORMS:
        line = pattern.sub(" ", line)
    return line


def _words_beside(rest: str) -> list[str]:
    return re.findall(r"[^\W\d_][\w.'’-]*", _LABEL.sub(" ", CLOCK.sub(" ", rest)))


def mark(lines: list[str]) -> list[str]:
    """Tell the kind of each line among its neighbours: captions stand beside credits."""
    kinds = [kind_of(line) for line in lines]
    listed = [i for i, line in enumerate(lines) if _LABELLED.fullmatch(line)]
    for i in listed if len(listed) >= LONG_LIST else []:
        kinds[i] = "list"
    for i, line in enumerate(lines):
        short = kinds[i] == "" and len(line.split()) <= 9 and not ends_sentence(_sign_off().sub("", line))
        if short and _credited().search(line):
            kinds[i] = "credit"
    beside = ["", *kinds, ""]
    shown = {line for i, line in enumerate(lines) if kinds[i] == "" and _is_caption(line, beside[i], beside[i + 2], i)}
    return ["caption" if kind == "" and line in shown else kind for line, kind in zip(lines, kinds, strict=True)]


def _is_caption(line: str, before: str, after: str, place: int) -> bool:
    words = count_words(line[: LONGEST + 1])
    if words > 90:
        return False
    told = _sign_off().sub("", line)
    seen = _SHOWN.search(line[:450]) is not None or _CAPTION.search(told[-450:]) is not None
    if _credited().search(line[-200:]):
        signed_off = told != line and ends_sentence(told)  # behind the sentence only the wire is named
        return not signed_off and (words <= 45 or seen)
    if before == "credit" and place < 15 and not is_running_text(line) and words > 5:
        return True
    if _CAPTION.search(line[-450:]) or _SHOWN.search(line[:450]):
        return after == "credit" or (place < 12 and _POSED.search(line) is not None and seen)
    return False


def trim(line: str) -> tuple[str, list[Removed]]:
    """Cut what is furniture at the start, at the end or within a line.

    >>> trim("The two sides met on Monday. Advertisement")
    ('The two sides met on Monday.', [Removed(kind='advertisement', words='Advertisement')])
    """
    cut: list[Removed] = []
    for place in ("inside", "start", "end"):
        cues, kinds = _cues(place)
        found = cues.match(line) if place == "start" else cues.search(line)
        while found and found[0]:
            cut.append(Removed(_kind_of_cue(found, kinds), found[0].strip()))
            line = (line[: found.start()] + line[found.end() :]).strip()
            found = None if place == "start" else cues.search(line)
    return line, cut


def trim_close(line: str) -> tuple[str, list[Removed]]:
    """Cut the sign-off of the wire from the last line of a report.

    >>> trim_close("They will meet again, officials said. Enditem")
    ('They will meet again, officials said.', [Removed(kind='sign-off', words='Enditem')])
    """
    rest = line
    for _ in range(3):
        rest = _REPORTED_BY.sub("", _sign_off().sub("", rest)).rstrip()
    return rest, [Removed("sign-off", line[len(rest) :].strip())] if rest != line else []


@cache
def opening_place() -> re.Pattern[str]:
    """LONDON (AP) --, BEIJING, June 9 (Xinhua) --, Geneva, May 12, 2025 -- at the head of a text."""
    agency = rf"(?:,? ?\((?P<agency>{agency_names()}|[A-Z][A-Za-z]{{1,12}})\))"
    dated = rf"(?P<dated>[A-Z][a-z]+(?: [A-Z][a-z]+)?, {_DAY}){agency}?"
    return re.compile(
        rf"(?:(?P<shouted>{_PLACE}(?:, {_DAY})?)(?:,? \((?P<wire>[A-Z][A-Za-z]{{1,12}})\))?|{dated})"
        rf"\s*(?:--|[-–—:]|\({agency_names()}\))\s?(?=[^\s])"
    )


def opens_dated(text: str) -> bool:
    """Whether a line opens with a place and a day or an agency, as only the first paragraph of a report does.

    >>> opens_dated("OSLO, May 12 - Negotiators met on"), opens_dated("EXPLAINER - What the duties cost")
    (True, False)
    """
    opening = opening_place().match(text)
    return opening is not None and re.search(r"[\d(]", opening[0]) is not None
