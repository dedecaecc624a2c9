"""The lines of a text -> the fields of its head, the paragraphs of its report, and what was left out.

Every record goes this way, whatever its format. The head ends with the last date line or byline before the first paragraph of the
report; a field that the record names itself is not read from the page, but its line is still left out of the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from tradestudy.articles import furniture
from tradestudy.articles.furniture import CLOCK, HEAD_LINES, Removed
from tradestudy.articles.lines import ends_sentence, is_running_text, tells_speech, without_by
from tradestudy.articles.published import DATE_FORMS, has_date

_SHOUTED_PLACE = re.compile(r"[A-Z][A-Z.'’ -]{2,40}(?:/[A-Z][A-Z.' -]{2,40})?(?:, [A-Z][A-Za-z. ]{2,30})?")
_UPDATE = re.compile(r"[-–—|·•(;,]?\s*(?<![A-Za-z])(?:last )?(?:updated?|modified)\b(?: at| on)?\s*:?\s*", re.I)
_FETCHED = re.compile(
    r"\b(?:accessed|retrieved|fetched|saved|printed|downloaded|crawled|archived|captured|today)\b", re.I
)
_SIGNED = re.compile(r"\b(?:by|By|BY):? ([A-Z][^|\d]{2,80})$")
_NAMES = re.compile(
    r"[A-Z](?:[\w.-]|['’](?!s\b))+(?:,? (?:[A-Z][\w.'’-]*|ul|al|de|van|von|bin|da|la|and|with|&)){1,10}(?: in [A-Z][\w.]+(?: [A-Z]\w+)?)?"
)


_DATELINE = re.compile(r"[A-Z][A-Z.'’ -]{2,30}(?:, [A-Z][\w. ]{2,20})?,? \([A-Z][A-Za-z]{1,12}\)\s*(?:--|[-–—])")


class Layout(NamedTuple):
    """A text taken apart."""

    fields: dict[str, str]
    paragraphs: list[str]
    removed: list[Removed]
    articles: int


def take_apart(lines: list[str], known: Mapping[str, str]) -> Layout:
    """Take the lines of a page or of a record's text apart.

    Parameters
    ----------
    lines : list of str
        Paragraphs, as `paragraphs.paragraphs` gives them.
    known : mapping
        What the record itself says: headline, byline, ... A line that repeats it is left out.

    Returns
    -------
    Layout
        fields of the head (headline, standfirst, byline, section, dateline, published, updated, url, publisher; empty where
        the page has none), paragraphs of the report, what was removed with its kind, and how many articles the text seems to hold.

    Examples
    --------
    >>> page = ["World", "Talks open", "By Jane Roe", "June 10, 2025", "The two sides met in London on Monday.", "Share"]
    >>> found = take_apart(page, {})
    >>> found.fields["headline"], found.fields["byline"], found.paragraphs
    ('Talks open', 'Jane Roe', ['The two sides met in London on Monday.'])
    >>> [kind for kind, _ in found.removed]
    ['section', 'headline', 'byline', 'dates', 'share']
    """
    removed: list[Removed] = []
    page: list[str] = []
    headline = known.get("headline", "")
    for line in lines:
        rest, cut = furniture.trim(line)
        if (
            len(headline.split()) > 3
            and rest.startswith(headline)
            and re.match(r" [A-Z“\"‘][^ ]* \w", rest[len(headline) :])
        ):
            rest, cut = rest[len(headline) + 1 :], [*cut, Removed("headline", headline)]  # its line break was lost
        removed += cut
        page += [rest] if rest else []
    kinds = furniture.mark(page)
    articles = count_articles(page, kinds)
    _keep_timeline(page, kinds)
    fields = {
        "publisher": next((name for line in page for cue, name in furniture.publishers() if cue.fullmatch(line)), ""),
        "url": next((line for line, kind in zip(page, kinds, strict=True) if kind == "address"), ""),
    }
    shown = [i for i, kind in enumerate(kinds) if kind in ("", *HEAD_LINES)]
    headed = _has_head(page, kinds, shown, headline)
    dated = _find_date_line(shown, kinds) if headed else None
    opening = _find_opening(page, kinds, shown, dated, headed)
    head = [i for i in shown if i < opening]
    dates = [i for i in shown if kinds[i] == "dates" and (i <= opening or i == dated)]
    fields |= _read_dates([page[i] for i in dates])
    fields |= _read_head(page, kinds, head, dated, fields["byline"], headline)
    fields["dateline"] = _open_report(page, kinds, opening, fields["dateline"], [fields["headline"], headline])
    _close_report(page, kinds, opening)
    report = [i for i in shown if kinds[i] == ""]
    if report:
        page[report[-1]], cut = furniture.trim_close(page[report[-1]])
        removed += cut
    if not fields["publisher"] and furniture.agency_line().fullmatch(fields["byline"]):
        fields["publisher"] = fields["byline"]
    removed = [Removed(kind, line) for line, kind in zip(page, kinds, strict=True) if kind] + removed
    return Layout(fields, [page[i] for i in report if page[i]], removed, articles)


def count_articles(page: list[str], kinds: list[str]) -> int:
    """Count the articles that lie in a text: heads of their own (a date beside a byline, a dateline), each with a report behind it."""
    shown = [i for i, kind in enumerate(kinds) if kind in ("", *HEAD_LINES)]
    starts, reports = 0, 2
    for place, i in enumerate(shown):
        near = [kinds[j] for j in shown[place : place + 3]]
        begins = (kinds[i] in ("dates", "byline") and {"dates", "byline"} <= set(near)) or _DATELINE.match(page[i])
        if begins and reports >= 2 and any(_is_long(page[j], kinds[j]) for j in shown[place : place + 6]):
            starts, reports = starts + 1, 0
        reports += _is_long(page[i], kinds[i])
    return starts


def _is_long(line: str, kind: str) -> bool:
    return kind == "" and len(line.split()) > 12 and is_running_text(line)


def _keep_timeline(page: list[str], kinds: list[str]) -> None:
    """Keep date lines that are headings: three or more within the report, each with running text behind it."""
    shown = [i for i, kind in enumerate(kinds) if kind in ("", "dates")]
    told = [kinds[i] == "" and is_running_text(page[i]) for i in shown]
    opened = told.index(True) if True in told else len(told)
    days = [i for n, i in enumerate(shown[:-1]) if n > opened and kinds[i] == "dates" and told[n + 1]]
    for i in days if len(days) > 2 else []:
        kinds[i] = ""


def _has_head(page: list[str], kinds: list[str], shown: list[int], headline: str) -> bool:
    """Whether a text begins with the head of a page: it has no headline of its own, or repeats it, or a date or byline comes early."""
    early = any(kinds[i] in ("dates", "byline") for i in shown[:8])
    return early or not headline or any(_fold(page[i]) == _fold(headline) for i in shown[:15])


def _find_date_line(shown: list[int], kinds: list[str]) -> int | None:
    """Find the line that dates the page: the first of its head, else the last of all."""
    dated = [i for i in shown if kinds[i] == "dates"]
    return next((i for i in dated if i in shown[:30]), dated[-1] if dated else None)


def _find_opening(page: list[str], kinds: list[str], shown: list[int], dated: int | None, headed: bool) -> int:
    """Find the line that opens the report: the first paragraph behind the head."""
    start = 0
    if dated is not None:
        long = [i for i in shown if i < dated and len(page[i].split()) > 20 and is_running_text(page[i])]
        if len(long) < 3 and any(is_running_text(page[i]) for i in shown if i > dated):  # else it stands below the text
            start = dated + 1
    behind = [i for i in shown if i >= start]
    report = [i for i in behind if kinds[i] == "" and (is_running_text(page[i]) or (not headed and _is_told(page[i])))]
    for i in report:
        follow = [kinds[j] for j in behind if i < j][:3]
        standfirst = len(page[i].split()) < 30 and i in shown[:8] and {"dates", "byline", "address"} & set(follow)
        if not (standfirst and headed):
            return i
    return (report or behind or [len(page)])[0]


def _is_told(line: str) -> bool:
    """Whether a line without a head above it is of the report: it ends as a sentence, or is too long for a label."""
    return ends_sentence(line) or len(line.split()) >= 10


def _read_dates(lines: list[str]) -> dict[str, str]:
    """Split ``Name | 10.06.2025 - Update : 10.06.2025`` and the like into byline, published and updated.

    A day on which the page was fetched or printed is none of the two.
    """
    found = {"byline": "", "published": "", "updated": ""}
    for line in lines:
        if _FETCHED.search(line):
            continue
        head, *rest = _UPDATE.split(line, maxsplit=1)
        starts = [m.start() for _, pattern in DATE_FORMS if (m := pattern.search(head))]
        if starts and not found["published"]:
            found["published"] = head[min(starts) :]
        if rest and has_date(rest[0]):
            found["updated"] = found["updated"] or rest[0]
        name = _name_beside_date(head[: min(starts)] if starts else head)
        if not name and (signed := _SIGNED.search(line)):
            name = signed[1]
        if re.match(r"[A-Z]", name) and not found["byline"]:
            found["byline"] = name
    if not found["published"]:  # only an update is given: it is the date that the page has
        found["published"], found["updated"] = found["updated"], ""
    return found


def _name_beside_date(words: str) -> str:
    name = re.split(r"\s*[|·•]\s*", words)[0]
    name = re.sub(r"\s*\b(?:first |last )?(?:published|posted|updated|date|created)\b.*$", "", name, flags=re.I)
    name = re.sub(r"^source:\s*|\s*editor:\s*\w+", "", without_by(name), flags=re.I)
    name = CLOCK.sub("", name).strip(" |,–—-:/•·[")
    return name.strip("()") if name.count("(") != name.count(")") or name.startswith("(") else name


def _read_head(
    page: list[str], kinds: list[str], head: list[int], dated: int | None, beside_date: str, known: str
) -> dict[str, str]:
    """Read section, headline, standfirst, byline and dateline from the lines of the head, and mark them as such."""
    lines = [i for i in head if kinds[i] not in ("dates", "address")]
    folded = [
        _fold(re.split(r" [-–—|] ", page[i])[0]) for i in lines
    ]  # without the site's name, as the browser shows it
    twice = [
        i for n, i in enumerate(lines) if folded[n] in folded[n + 1 :] and kinds[i] == "" and not _is_sentence(page[i])
    ]
    known = _fold(known) or (folded[lines.index(twice[0])] if twice else "")
    titles: list[int] = []
    bylines = [beside_date] if beside_date else []
    dateline = ""
    for i, words in zip(lines, folded, strict=True):
        line = page[i]
        headed = any(len(page[t].split()) >= 4 for t in titles)
        if any(words == _fold(page[t]) for t in titles) or (words == known and words != _fold(line)):
            kinds[i] = "headline"
        elif words == known:
            titles.append(i)
        elif kinds[i] == "byline":
            bylines.append(without_by(line))
        elif headed and _SHOUTED_PLACE.fullmatch(line) and kinds[i] != "agency":
            dateline, kinds[i] = line, "dateline"
        elif kinds[i] == "agency" or _is_name(line, headed, dated is not None and i > dated):
            bylines.append(line)
            kinds[i] = "byline"
        else:
            titles.append(i)
    title = _choose_title(page, titles, dated, known)
    found: dict[str, list[str]] = {"section": [], "headline": [], "standfirst": []}
    for i in titles:
        early, short = title is not None and i < title, len(page[i].split()) <= 3
        section = (early or short) and not is_running_text(page[i])
        kinds[i] = "headline" if i == title else "section" if section else "standfirst"
        found[kinds[i]].append(page[i].lstrip("-–—•*▪#| "))
    return {
        "section": " / ".join(found["section"]),
        "headline": " ".join(found["headline"]),
        "standfirst": " ".join(found["standfirst"]),
        "byline": "; ".join(dict.fromkeys(bylines)),
        "dateline": dateline,
    }


def _is_name(line: str, headed: bool, behind_date: bool) -> bool:
    """Whether a line of the head can be its author without saying so: a name, behind the title or the date."""
    most = 7 if headed else 3 if behind_date else 0
    return len(line.split()) <= most and _NAMES.fullmatch(line) is not None and not furniture.names_a_section(line)


def _choose_title(page: list[str], titles: list[int], dated: int | None, known: str) -> int | None:
    """Choose the headline among the lines of the head: the one that is known, or repeated, or the first of four words or more."""
    if known:
        return next((i for i in titles if _fold(page[i]) == known), None)
    plain = [i for i in titles if not (re.search(r"[|/>]", page[i]) or _is_sentence(page[i]))]
    long = [i for i in plain if 4 <= len(page[i].split()) <= 30]
    if long:
        return long[0]
    before = [i for i in plain if dated is None or i < dated]
    return next(reversed(before), None)


def _open_report(page: list[str], kinds: list[str], opening: int, dateline: str, titles: list[str]) -> str:
    """Mark what stands before the first sentence and belongs to the head: headline and lede told again, a place on its own."""
    told = {_fold(title) for title in titles if title}
    report = [i for i in range(opening, len(page)) if kinds[i] == ""]
    for place, i in enumerate(report[:-1]):
        line = page[i]
        if _fold(line) in told or (
            place < 2 and _is_told_again(line, [page[j] for j in report[place + 1 : place + 6]])
        ):
            kinds[i] = "told again"
        elif not dateline and _SHOUTED_PLACE.fullmatch(line):
            dateline, kinds[i] = line, "dateline"
        else:
            break
    for i in report[1:]:
        if _fold(page[i]) in told and not ends_sentence(page[i]):
            kinds[i] = "told again"
    return dateline


def _close_report(page: list[str], kinds: list[str], opening: int) -> None:
    """Mark what is no report behind the head: dates, addresses and names among the lines, and what follows the last sentence."""
    for i in range(opening, len(page)):
        if kinds[i] == "dates" and furniture.tells_more_than_a_date(page[i]):
            kinds[i] = ""
    report = [i for i in range(opening, len(page)) if kinds[i] == ""]
    while len(report) > 1 and (kind := furniture.kind_at_close(page[report[-1]])):
        kinds[report.pop()] = kind
    sentences = [i for i in report if is_running_text(page[i]) or ends_sentence(page[i])]
    behind = [i for i in report if sentences and i > sentences[-1]]
    cut_off = [i for i in behind if _is_cut_off(page[i])]
    long = [i for i in cut_off if len(page[i].split()) > 8]
    if behind and behind[-1:] in (long, cut_off):  # a sentence cut off, as in an excerpt; several are links
        return
    for i in behind:
        kinds[i] = "end"


def _is_sentence(line: str) -> bool:
    """Whether a line of the head is a sentence that only the report can have."""
    return ends_sentence(line) and len(line.split()) >= 12


def _is_cut_off(line: str) -> bool:
    """Whether a line without a full stop reads as the beginning of a sentence: most words are in lower case."""
    words = line.split()
    return len(words) > 3 and (2 * sum(word[0].islower() for word in words) >= len(words) or tells_speech(line))


def _fold(line: str) -> str:
    return " ".join(re.findall(r"\w+", line.lower()))


def _is_told_again(line: str, rest: list[str]) -> bool:
    """Whether the three-word runs of a line stand in the lines behind it: all of them, or most where the line is cut off."""
    words = _fold(line[:1000]).split()
    if len(words) < 5:
        return False
    runs = set(zip(words, words[1:], words[2:], strict=False))
    others = [_fold(other[:2000]).split() for other in rest]
    found = len(runs & {run for o in others for run in zip(o, o[1:], o[2:], strict=False)})
    cut_off = line.endswith(("...", "…")) or not ends_sentence(line)
    return found == len(runs) or (cut_off and found >= 0.8 * len(runs))
