"""The words that tell an event: a sentence of its reports that can be read alone, or the headline of one of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from tradestudy import timex
from tradestudy.chronology.cues import any_cue
from tradestudy.chronology.grouping import Group, Told, column_of
from tradestudy.chronology.likeness import CLOCK, STOP_WORDS
from tradestudy.chronology.places import CALENDAR, COUNTRIES, NAME
from tradestudy.chronology.scoring import weight_of
from tradestudy.chronology.statements import MONTHS, REACH, without_dateline
from tradestudy.tables import iter_rows
from tradestudy.terms import words_of

Key = tuple[str, int]  # article_id, sentence_id

OPENING = 3  # sentences of a report without a title in which the one that serves as its title is looked for
LONG = 40  # words from which a sentence is long for a headline

_LINK = re.compile(rf"(?:{any_cue('link')},?|{any_cue('link_comma')},)\s+", re.IGNORECASE)
_LEANING = re.compile(rf"^(?:[^\w]*[\"“(]|{any_cue('leaning')})", re.IGNORECASE)
_PRONOUN = re.compile(any_cue("pronoun"), re.IGNORECASE)
_FIRST_PERSON = re.compile(any_cue("first_person"))
_POINTING = re.compile(any_cue("pointing"), re.IGNORECASE)
_PAIR = re.compile(any_cue("pair"), re.IGNORECASE)
_NAME = re.compile(rf"\b(?!(?:{CALENDAR})\b)(?:(?<!^){NAME}|[A-Z]{{2,}}|(?:[A-Z]\.){{2,}})")
_PLACES = COUNTRIES | frozenset(words_of("countries.csv", "capitals"))
_FIRST_NAME = re.compile(rf"^(?:{'|'.join(sorted(map(re.escape, _PLACES)))}|[A-Z][\w'’]+\s+[A-Z][a-z]+)\b")
_ASIDE = r"^(?:(?!The\b)[A-Z][a-z]+(?:\s+[\w'’$%-]+){0,8},\s+)?"  # "In April,", "Imposed in April,"
_COMMON_SUBJECT = re.compile(rf"{_ASIDE}(?i:the|these|those|both|such)\s+((?:[\w'’%-]+\s+){{1,8}})")
_THING = re.compile(rf"\bthe\s+(?:{any_cue('passing')}\s+(?:\[[^\]]*\]\s+)?)?({any_cue('thing')})(?=(.{{0,40}}))")
_NEXT = any_cue("finite", "subordinator", "break", "no_complement")
_ENDS_PHRASE = re.compile(rf"(?!\s+(?:that|who|whose)\b)(?:\s*[,.;]|\s+{_NEXT}|\s+on\s+[A-Z]|\s+(?:to|into)\s+[A-Z])")
_FINITE = re.compile(any_cue("finite"))
_THEIRS = re.compile(r"(?!world)[a-z]+['’]s\b")  # "the country's", but not "the world's"
_QUOTED = re.compile(r"[\"“]([^\"”]*)[\"”]")
_SUPPOSED = re.compile(rf"^(?!.*{any_cue('saying')})[^,;]{{0,60}}\bwould\b")
_LOOKING_BACK = re.compile(any_cue("looking_back"))
_WORD = re.compile(r"[^\W\d_]{2,}")
_TAIL = re.compile(r"\s*(?:\bby\s*)?\|[^|]{0,40}$|\s+[-–—]\s+[A-Z]{3,}$")  # "... | Harbour News", "... - REUTERS"
_ENDS = re.compile(r"[.!][\"'”’)\]]*$")
_DAYS = "|".join(timex.WEEKDAY)
_RELATIVE = re.compile(rf"\b(?:{_DAYS}|yesterday|today|tonight|tomorrow|week|weekend|month)\b", re.IGNORECASE)
_CLOCK = re.compile(CLOCK, re.IGNORECASE)
_FIXED = re.compile(rf"\d|{MONTHS}", re.IGNORECASE)  # "May 12", "early April"


class Headline(NamedTuple):
    """The words that tell an event, and their source: a ``sentence`` or the title of a ``report``."""

    text: str
    source: str
    article_id: str
    sentence_id: int | None = None  # of a sentence


class Titles(NamedTuple):
    """What headlines are made from.

    The title of each report, the days that relative dates of a sentence mean, the sentences that name somebody known.
    """

    of_article: Mapping[str, str]
    dated: Mapping[Key, list[tuple[int, str]]]
    naming: Container[Key]


def gather_titles(
    articles: pd.DataFrame, sentences: pd.DataFrame, timexes: pd.DataFrame, naming: Container[Key]
) -> Titles:
    """Lay out the titles of reports and the relative dates of sentences.

    A report without a title, whose "headline" is but the first words of its text, is titled by the first of its opening
    sentences that can be read alone.
    """
    text = column_of(articles, "text")
    title = {key: _TAIL.sub("", value) for key, value in column_of(articles, "headline").items()}
    dated = _relative_dates(sentences, timexes)
    titles = {
        key: value for key, value in title.items() if _is_title(value) and not text.get(key, "").startswith(value)
    }
    opening = sentences[sentences["sentence_id"] < OPENING].sort_values(["article_id", "sentence_id"], kind="stable")
    for article_id, sentence_id, words in iter_rows(opening, "article_id", "sentence_id", "text"):
        key = article_id, sentence_id
        if article_id not in titles and stands_alone(trimmed(words), named=key in naming):
            titles[article_id] = trimmed(with_days(words, dated[key]))
    return Titles(titles, dated, naming)


def _is_title(text: str) -> bool:
    """Whether a headline tells something: what is left of a page's buttons does not, nor does a question."""
    return len(_WORD.findall(text)) >= 4 and not text.endswith(("?", ";", ":"))


def _relative_dates(sentences: pd.DataFrame, timexes: pd.DataFrame) -> defaultdict[Key, list]:
    """Where, in a sentence, a relative date ends ("on Friday", "last month"), and what it means."""
    told = {(row.article_id, row.sentence_id): row for row in iter_rows(sentences)}
    found: defaultdict[Key, list[tuple[int, str]]] = defaultdict(list)
    fixed: defaultdict[Key, set[str]] = defaultdict(set)
    for date in iter_rows(timexes[timexes["type"].isin(["DATE", "TIME"]) & (timexes["first"] != "")]):
        key = date.article_id, date.sentence_id
        if not (sentence := told.get(key)):
            continue
        is_fixed = _FIXED.search(_CLOCK.sub(" ", date.text))
        if is_fixed and date.end - sentence.start > len(sentence.text) - len(without_dateline(sentence.text)):
            fixed[key].add(date.first)  # one in the dateline goes with it
        elif _RELATIVE.search(date.text) and not (is_fixed or date.text.isupper()):
            value = date.first[:7] if date.granularity == "month" else date.first
            whole = date.first == date.last or value != date.first
            found[key].append((date.end - sentence.start, value if whole else f"{date.first} to {date.last}"))
    said = {key: [(end, value) for end, value in dated if value not in fixed[key]] for key, dated in found.items()}
    return defaultdict(list, said)


def with_days(text: str, dated: Iterable[tuple[int, str]]) -> str:
    """A sentence with the day that each relative date means in square brackets behind it.

    Examples
    --------
    >>> with_days("Talks began on Monday.", [(21, "2025-06-09")])
    'Talks began on Monday [2025-06-09].'
    """
    for end, value in sorted(dated, reverse=True):
        end += 2 * text.startswith(("'s", "’s"), end)
        text = f"{text[:end]} [{value}]{text[end:]}"
    return text


def choose_headline(group: Group, titles: Titles, day: str) -> Headline:
    """The sentence that tells the event of a day best, of those that can be read alone.

    Where none can, the title of the report that tells of it best; where that has none, the best sentence.
    """

    def rank(told: Told) -> tuple:
        value = group.similarity(told) + weight_of(told, day) + 0.4 * (told.status == "reported")
        value += ease(trimmed(told.text[:REACH])) - 0.3 * (not told.main)
        return -round(value, 9), told.published, told.key

    members = sorted(group.members, key=rank)
    able = (told for told in members if stands_alone(trimmed(told.text), named=told.sentence in titles.naming))
    alone = next(able, None)
    if alone is None:
        weightiest = sorted(members, key=lambda told: -weight_of(told, day))
        titled = next((told.key[0] for told in weightiest if told.key[0] in titles.of_article), "")
        if titled:
            return Headline(titles.of_article[titled], "report", titled)
    best = alone or members[0]
    whole = len(best.text) <= REACH
    shown = with_days(best.text, titles.dated[best.sentence]) if whole else best.clause.strip()
    return Headline(trimmed(shown), "sentence", *best.sentence)


def trimmed(text: str) -> str:
    """A sentence without its dateline and without the link to the sentence before it.

    Examples
    --------
    >>> trimmed("OSLO (Reuters) - Meanwhile, the talks in Oslo ended on Monday.")
    'The talks in Oslo ended on Monday.'
    """
    text = without_dateline(text).lstrip(" —–-•")
    if link := _LINK.match(text):
        text = text[link.end() :]
    return text[:1].upper() + text[1:]


def stands_alone(text: str, *, named: bool = False) -> bool:
    """Whether a sentence can be read without the text around it.

    It ends, and soon; it opens with a name or a word that needs no other text, says of whom it speaks before "he" or
    "its", and is neither a question nor, for the greater part, a quotation. `named` tells that somebody known is named
    in it, where capitals alone do not show it ("Alder signed").

    Examples
    --------
    >>> stands_alone("Negotiators from Norland met in Oslo on Monday."), stands_alone("The move came on Monday.")
    (True, False)
    """
    return not any(_faults(text, named))


def _faults(text: str, named: bool = False) -> Iterator[bool]:
    yield len(text) > REACH  # a text without full stops, which the patterns below must not walk through
    words = text.split()
    own = _QUOTED.sub(" ", text)
    names = len(set(_NAME.findall(text))) + bool(_FIRST_NAME.match(text))
    yield not (named or names) or not _ENDS.search(text) or text.endswith("?") or len(words) < 6
    opened = _LEANING.match(text) and not _FIRST_NAME.match(text)
    yield bool(opened or _POINTING.search(own) or _FIRST_PERSON.search(own))
    yield sum(len(match.split()) for match in _QUOTED.findall(text)) > len(words) / 2
    yield text.count("“") != text.count("”") or text.count('"') % 2 == 1
    yield _speaks_of_nobody(own)
    yield bool(_PAIR.search(own)) and names < 2
    yield _has_common_subject(text) or _points_to_a_thing(own)


def _speaks_of_nobody(text: str) -> bool:
    """Whether "he" or "they" comes before anybody of whom it could speak: "Speaking in Oslo on Friday, he said"."""
    pronoun, name = _PRONOUN.search(text), _NAME.search(text)
    opening = re.split(r"\W", text, maxsplit=1)[0].lower()
    if not pronoun or not (opening in STOP_WORDS or opening.endswith(("ing", "ed"))) or _FIRST_NAME.match(text):
        return False
    aside = re.fullmatch(r"[^,]+,\s*", text[: pronoun.start()])
    return bool(aside) or name is None or pronoun.start() < name.start()


def _has_common_subject(text: str) -> bool:
    """Whether the subject is "the tariffs", "these talks", "the country's ministry": what another sentence names."""
    opened = _COMMON_SUBJECT.match(text)
    if not opened:
        return False
    subject: list[str] = []
    if _THEIRS.match(opened[1]):
        return True
    for word in opened[1].split():
        if timex.is_past(word.lower()) or _FINITE.fullmatch(word):
            break
        subject.append(word)
    return not _NAME.search(" ".join(["the", *subject]))


def _points_to_a_thing(text: str) -> bool:
    """Whether "the order", "the shipments" stands there with nothing, before or after it, that says which."""
    for found in _THING.finditer(text):
        after = found[2].split()
        open_ended = _ENDS_PHRASE.match(found[2]) or (after and timex.is_past(after[0].lower()))
        if open_ended and found[1] not in text[: found.start()]:
            return True
    return False


def ease(text: str) -> float:
    """How easily a sentence is read: names count for it, supposition, looking back and length against it."""
    n_words = len(text.split())
    value = 0.1 * min(3, len(set(_NAME.findall(text)))) - 0.2 * bool(_LOOKING_BACK.search(text))
    return value - 0.3 * bool(_SUPPOSED.match(text)) - 0.02 * max(0, n_words - LONG) - 0.05 * max(0, 8 - n_words)
