"""The lines of a text -> the fields of its head, the paragraphs of its report, and what was left out.

Every record goes this way, whatever its format. The head ends with the last date line or byline before the first
paragraph of the report; a field that the record names itself is not read from the page, but its line is still left out
of the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from tradestudy.articles import furniture
from tradestudy.articles.furniture import HEAD_LINES, Removed
from tradestudy.articles.head import SHOUTED_PLACE, Line, fold, read_dates, read_head
from tradestudy.articles.lines import ends_sentence, is_running_text, tells_speech

_DATELINE = re.compile(r"[A-Z][A-Z.'’ -]{2,30}(?:, [A-Z][\w. ]{2,20})?,? \([A-Z][A-Za-z]{1,12}\)\s*(?:--|[-–—])")
_OPENS = re.compile(r" [A-Z“\"‘][^ ]* \w")


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
        What the record itself says: its headline is left out of the text where the page repeats it.

    Returns
    -------
    Layout
        fields of the head (headline, standfirst, byline, section, dateline, published, updated, url, publisher; empty
        where the page has none), paragraphs of the report, what was removed with its kind, and how many articles the
        text seems to hold.

    Examples
    --------
    >>> page = ["World", "Talks open", "By Jane Roe", "June 10, 2025", "Both sides met in London on Monday.", "Share"]
    >>> found = take_apart(page, {})
    >>> found.fields["headline"], found.fields["byline"], found.paragraphs
    ('Talks open', 'Jane Roe', ['Both sides met in London on Monday.'])
    >>> [kind for kind, _ in found.removed]
    ['section', 'headline', 'byline', 'dates', 'share']
    """
    headline = known.get("headline", "")
    page, cut = _mark(lines, headline)
    shown = [line for line in page if line.kind in ("", *HEAD_LINES)]
    articles = count_articles(shown)
    _keep_timeline(shown)
    headed = _has_head(shown, headline)
    dated = _find_date_line(shown) if headed else None
    opening = _find_opening(shown, dated, headed)
    head, report = shown[:opening], shown[opening:]
    above = opening if dated is None else min(dated, opening)
    below = [] if dated is None or dated < opening else [shown[dated]]
    fields = {
        "publisher": next(
            (name for line in page for cue, name in furniture.publishers() if cue.fullmatch(line.text)), ""
        ),
        "url": next((line.text for line in page if line.kind == "address"), ""),
    }
    fields |= read_dates([line.text for line in (*head, *below) if line.kind == "dates"])
    fields |= read_head(head[:above], head[above:], fields["byline"], headline)
    fields["dateline"] = _open_report(report, fields["dateline"], {fold(fields["headline"]), fold(headline)} - {""})
    _close_report(report)
    if not fields["publisher"] and furniture.agency_line().fullmatch(fields["byline"]):
        fields["publisher"] = fields["byline"]
    removed = [Removed(line.kind, line.text) for line in page if line.kind]
    paragraphs = [line.text for line in shown if line.kind == ""]
    if paragraphs:
        paragraphs[-1], signed = furniture.trim_close(paragraphs[-1])
        cut += signed
    return Layout(fields, [text for text in paragraphs if text], removed + cut, articles)


def _mark(lines: list[str], headline: str) -> tuple[list[Line], list[Removed]]:
    """Tell the kind of each line, and cut furniture within lines: a headline too, whose line break was lost."""
    removed: list[Removed] = []
    texts: list[str] = []
    for line in lines:
        rest, cut = furniture.trim(line)
        glued = len(headline.split()) > 3 and rest.startswith(headline)
        if glued and _OPENS.match(rest[len(headline) :]):
            rest, cut = rest[len(headline) + 1 :], [*cut, Removed("headline", headline)]
        removed += cut
        texts += [rest] if rest else []
    return [Line(text, kind) for text, kind in zip(texts, furniture.mark(texts), strict=True)], removed


def count_articles(shown: list[Line]) -> int:
    """Count the articles in a text: heads of their own (a date beside a byline, a dateline) with a report below."""
    long = [line.kind == "" and line.n_words > 12 and is_running_text(line.text) for line in shown]
    starts, reports = 0, 2
    for at, line in enumerate(shown):
        near = {line.kind, *(other.kind for other in shown[at : at + 3])}
        signed = line.kind in ("dates", "byline") and {"dates", "byline"} <= near
        if (signed or _DATELINE.match(line.text)) and reports >= 2 and any(long[at : at + 6]):
            starts, reports = starts + 1, 0
        reports += long[at]
    return starts


def _keep_timeline(shown: list[Line]) -> None:
    """Keep date lines that are headings: three or more within the report, each with running text behind it."""
    told = [line.kind == "" and is_running_text(line.text) for line in shown]
    opened = told.index(True) if True in told else len(told)
    days = [at for at in range(opened + 1, len(shown) - 1) if shown[at].kind == "dates" and told[at + 1]]
    for at in days if len(days) > 2 else []:
        shown[at].kind = ""


def _has_head(shown: list[Line], headline: str) -> bool:
    """Whether a text begins with a page's head: it has no headline, or repeats it, or a date or byline is near."""
    early = any(line.kind in ("dates", "byline") for line in shown[:8])
    return early or not headline or any(fold(line.text) == fold(headline) for line in shown[:15])


def _find_date_line(shown: list[Line]) -> int | None:
    """Find the line that dates the page: the first of its head, else the last of all."""
    dated = [at for at, line in enumerate(shown) if line.kind == "dates"]
    return next((at for at in dated if at < 30), dated[-1] if dated else None)


def _find_opening(shown: list[Line], dated: int | None, headed: bool) -> int:
    """Find the line that opens the report: the first paragraph behind the head."""
    told = [line.kind == "" and (is_running_text(line.text) or furniture.opens_dated(line.text)) for line in shown]
    start = 0
    if dated is not None:
        long = sum(told[at] and shown[at].n_words > 20 for at in range(dated))
        if long < 3 and any(told[dated + 1 :]):  # else the date stands below the text
            start = dated + 1
    if not headed:
        told = [line.kind == "" and (told[at] or _is_told(line)) for at, line in enumerate(shown)]
    report = [at for at in range(start, len(shown)) if told[at]]
    for at in report:
        behind = {line.kind for line in shown[at + 1 : at + 4]}
        standfirst = at < 8 and shown[at].n_words < 30 and behind & {"dates", "byline", "address"}
        if not (standfirst and headed):
            return at
    return report[0] if report else min(start, len(shown))


def _is_told(line: Line) -> bool:
    """Whether a line without a head above it is of the report: it ends as a sentence, or is too long for a label."""
    return ends_sentence(line.text) or line.n_words >= 10


def _open_report(report: list[Line], dateline: str, titles: set[str]) -> str:
    """Mark what belongs to the head: headline and lede told again, a place on a line; return the dateline."""
    lines = [line for line in report if line.kind == ""]
    for at, line in enumerate(lines[:-1]):
        again = at < 2 and _is_told_again(line.text, lines[at + 1 : at + 6])
        if fold(line.text) in titles or again:
            line.kind = "told again"
        elif not dateline and SHOUTED_PLACE.fullmatch(line.text):
            dateline, line.kind = line.text, "dateline"
        else:
            break
    for line in lines[1:]:
        if fold(line.text) in titles and not ends_sentence(line.text):
            line.kind = "told again"
    return dateline


def _is_told_again(text: str, others: list[Line]) -> bool:
    """Whether the three-word runs of a line stand in the lines behind it: all, or most where the line is cut off."""
    runs = _runs(text[:1000])
    found = len(runs & set().union(*(_runs(other.text[:2000]) for other in others)))
    cut_off = text.endswith(("...", "…")) or not ends_sentence(text)
    return len(runs) > 2 and (found == len(runs) or (cut_off and found >= 0.8 * len(runs)))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = fold(text).split()
    return set(zip(words, words[1:], words[2:], strict=False))


def _close_report(report: list[Line]) -> None:
    """Mark what is no report behind the head: dates and names among its lines, and what follows its last sentence."""
    for line in report:
        if line.kind == "dates" and furniture.tells_more_than_a_date(line.text):
            line.kind = ""
    lines = [line for line in report if line.kind == ""]
    while len(lines) > 1 and (kind := furniture.kind_at_close(lines[-1].text)):
        lines.pop().kind = kind
    last = max(
        (at for at, line in enumerate(lines) if is_running_text(line.text) or ends_sentence(line.text)), default=-1
    )
    behind = lines[last + 1 :] if last >= 0 else []
    cut_off = [line for line in behind if _is_cut_off(line)]
    long = [line for line in cut_off if line.n_words > 8]
    if behind and behind[-1:] in (long, cut_off):  # a sentence cut off, as in an excerpt; several are links
        return
    for line in behind:
        line.kind = "end"


def _is_cut_off(line: Line) -> bool:
    """Whether a line without a full stop reads as the beginning of a sentence: most words are in lower case."""
    lower = sum(word[0].islower() for word in line.text.split())
    return line.n_words > 3 and (2 * lower >= line.n_words or tells_speech(line.text))
