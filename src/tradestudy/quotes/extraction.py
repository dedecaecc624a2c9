"""Quotations: who says what, in whose words.

Quotation marks are paired paragraph by paragraph (curly, straight, single, nested, unclosed and unlike marks), the
sentences around them are searched for a reporting verb of lexicon/reporting_verbs.csv, and the verb's subject is the
speaker: before, behind or amid the words, as a name, a pronoun or an unnamed "official". A quotation that is a
sentence of its own goes to the speaker before it. The approach is that of rule-based systems (Pouliquen et al. 2007,
https://aclanthology.org/R07-1093/; O'Keefe et al. 2012, https://aclanthology.org/D12-1072/).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from tradestudy import tables
from tradestudy.actors import ActorMention, Gazetteer, iter_actors, prepare_gazetteer
from tradestudy.quotes.attribution import Unit
from tradestudy.quotes.marks import HOLE, mask, pair_marks, within
from tradestudy.quotes.phrases import phrase_before
from tradestudy.quotes.reported import find_reported, is_stance
from tradestudy.quotes.rules import attribute
from tradestudy.quotes.speakers import Cue, Speaker, find_candidates, find_words
from tradestudy.sentences import Sentence, find_sentence, to_rows
from tradestudy.terms import words_of

_NAMED = r"(?:called|dubbed|named|termed|titled|entitled|nicknamed)"
_THING = (
    r"(?:is|was|are|were|been|be|being|a plan|an act|a law|bill|order|memorandum|product|operation|app|system|doctrine)"
)
_WORK = r"the (?:[\w-]+ ){0,2}(?:program|programme|show|magazine|film|book|series)"
_NOT_QUOTED = re.compile(
    rf"(?:so[- ]called|known as|{_THING} {_NAMED}|dubbed|titled|entitled|named|nicknamed|headlined|coined|{_WORK}"
    r"|the (?:terms?|words?|phrase|slogan|label|title|heading|headline)|under heading) ?(?:the |as |a |an )?$",
    re.IGNORECASE,
)
_ON_AIR = re.compile(
    r"\b(?:on|in|for|watching|hosts?|[A-Z][\w.]*['’]s|(?:author|editor|writer|star|creator) of) (?:the )?$"
)
_OWN_WORDS = re.compile(rf"\s*(?:[,:]\s*)?{HOLE}|:|\s+that\b")
_STOCK = frozenset(words_of("stock_phrases.csv", "phrase"))
_SMALL = frozenset("of the and for in to a an on or with by from".split())
_WORD_BEHIND = re.compile(r"[\"”’']? [a-z]")
_DETERMINER = re.compile(r"\b(?:the|a|an|his|her|its|their|this|these|those|some|any|such|of|\w+['’]s)$")


class Quotation(NamedTuple):
    """A row of the table of quotations."""

    article_id: str
    sentence_id: int
    start: int
    end: int
    content: str
    kind: str
    cue: str
    speaker: str
    actor_id: str
    side: str


class _Said(NamedTuple):
    kind: str
    cue: Cue | None
    speaker: Speaker | None


def find_quotes(
    text: str,
    *,
    sentences: pd.DataFrame | None = None,
    actors: pd.DataFrame | None = None,
    article_id: str = "",
    gazetteer: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find the quotations of a text, their speakers and cues.

    Scare quotes, titles and stock terms in quotation marks are left out.

    Parameters
    ----------
    text : str
        The text of one article.
    sentences, actors : pandas.DataFrame, optional
        Its sentences (:func:`tradestudy.sentences.split`) and actor mentions
        (:func:`tradestudy.actors.find_actors`), if they are at hand.
    article_id : str
        Written into every row.
    gazetteer : pandas.DataFrame, optional
        A gazetteer from :func:`tradestudy.actors.read_gazetteer`; by default the package's.

    Returns
    -------
    pandas.DataFrame
        One row per quotation: article_id, sentence_id, start, end (character offsets into `text`, of the words without
        their marks), content (``text[start:end]``), kind, cue (the reporting verb as written), speaker (as written; for
        a pronoun the name it stands for), actor_id, side. kind is *direct* for words between marks, whether a
        sentence or a fragment; *indirect* for a reported statement without marks; *mixed* for a reported statement
        that holds words between marks, which are direct rows of their own as well; *stance* for what somebody is told
        to want, plan, believe or feel, which is no statement.

    Examples
    --------
    >>> found = find_quotes('Trump met Xi. "It went very well," he told reporters, calling Xi "a friend of mine".')
    >>> found.loc[found["kind"] == "direct", ["content", "kind", "cue", "speaker"]].values.tolist()
    [['It went very well,', 'direct', 'told', 'Trump'], ['a friend of mine', 'direct', 'calling', 'Trump']]
    """
    ready = prepare_gazetteer(gazetteer)
    rows = to_rows(text, sentences)
    if actors is None:
        mentions = list(iter_actors(text, sentence_starts=[row.start for row in rows], gazetteer=ready))
    else:
        mentions = [ActorMention(*row) for row in actors[list(ActorMention._fields)].itertuples(index=False)]
    return tables.frame("quotes", iter_quotes(text, rows, mentions, article_id=article_id, gazetteer=ready))


def iter_quotes(
    text: str,
    sentences: list[Sentence],
    mentions: list[ActorMention],
    *,
    article_id: str = "",
    gazetteer: Gazetteer | None = None,
) -> Iterator[Quotation]:
    """Quotations of a text as plain tuples: what :func:`find_quotes` puts into a table."""
    bodies = (gazetteer or prepare_gazetteer(None)).bodies
    starts = [sentence.start for sentence in sentences]
    for (start, end), (kind, cue, speaker) in sorted(_said(text, sentences, mentions, bodies).items(), key=_place):
        named = (speaker.text, speaker.actor_id, speaker.side) if speaker else ("", "", "other")
        where = (article_id, find_sentence(starts, start), start, end)
        yield Quotation(*where, text[start:end], kind, cue.text if cue else "", *named)


def _place(item: tuple[tuple[int, int], _Said]) -> tuple[int, int]:
    return item[0]


def _said(
    text: str, sentences: list[Sentence], mentions: list[ActorMention], bodies: Mapping[str, str]
) -> dict[tuple[int, int], _Said]:
    """Walk through the text; a unit's speaker may go on speaking in the next."""
    spans = pair_marks(text)
    masked = mask(text, spans)
    words = find_words(masked)
    cues = words.cues
    candidates = find_candidates(masked, mentions, bodies, words)
    starts = [[one[0] for one in found] for found in (candidates, cues, spans)]
    found: dict[tuple[int, int], _Said] = {}
    focus: dict[str, Speaker] = {}
    attributed = False
    for begin, finish in _units(text, masked, sentences, spans, cues):
        (a, b), (c, d), (e, f) = ((bisect_left(at, begin), bisect_left(at, finish)) for at in starts)
        inside, here = candidates[a:b], spans[e:f]
        reports = bisect_left(words.reporting, begin) < bisect_left(words.reporting, finish)
        unit = Unit(text, masked, begin, finish, inside, cues[c:d], focus, reports=reports)
        speakers = []
        for start, end, said in _direct(unit, here, attributed):
            found[start, end] = said
            speakers += [said.speaker] if said.speaker else []
        reported = find_reported(unit)
        for start, end, cue, speaker in reported:
            kind = "stance" if is_stance(cue) else "indirect"
            kind = "mixed" if any(start <= place < end for place, _ in here) else kind
            found.setdefault((start, end), _Said(kind, cue, speaker))
        known = (one.speaker for one in reported if one.cue.kind in ("say", "phrase"))
        told = next((one for one in known if one.kind != "pronoun"), None)
        told = speakers[-1] if speakers else told
        unit.update_focus(told)
        attributed = bool(speakers) or any(one.cue.kind == "say" for one in reported)
        if not here and (inside or masked[finish - 1] == ":"):
            focus.pop("quoted", None)
    return found


def _direct(unit: Unit, spans: list[tuple[int, int]], attributed: bool) -> Iterator[tuple[int, int, _Said]]:
    """The words between marks in a unit that are quotations, each with its speaker."""
    for start, end in spans:
        words = unit.text[start:end]
        if not any(letter.isalpha() for letter in words):
            continue
        cue, speaker = attribute(unit, start, end)
        if speaker is None and unit.alone:
            speaker = unit.focus.get("quoted") or unit.focus.get("any")
        elif speaker is None and len(words.split()) > (1 if attributed else 2):
            speaker = unit.person_at_head(start) or unit.focus.get("any")
        marked = _Marked(unit, start, end, cue, speaker)
        if any(rule(marked) for rule in NO_QUOTATION):
            continue
        if speaker is not None:
            unit.focus["quoted"] = speaker
        first = start + len(words) - len(words.lstrip())
        yield first, first + len(words.strip()), _Said("direct", cue, speaker)


def _units(
    text: str, masked: str, sentences: list[Sentence], spans: list[tuple[int, int]], cues: list[Cue]
) -> list[tuple[int, int]]:
    """Sentences, joined where a quotation runs over their boundary or is said by the next (`"Why?" Greer asked.`)."""
    units: list[tuple[int, int]] = []
    starts = [cue.start for cue in cues]
    before = -1
    for sentence in sentences:
        start = sentence.start
        joined = within(spans, start - 1) and within(spans, start)
        if sentence.paragraph == before and (
            joined or _is_said_behind(text, masked, units[-1][1], sentence, cues, starts)
        ):
            units[-1] = (units[-1][0], sentence.end)
        else:
            units.append((start, sentence.end))
        before = sentence.paragraph
    return units


def _is_said_behind(text: str, masked: str, end: int, sentence: Sentence, cues: list[Cue], starts: list[int]) -> bool:
    """Whether a sentence begins with a subject and its verb, for the words between marks before it."""
    if masked[end - 1] != HOLE or masked[end : sentence.start].strip(" ") or text[end - 2] not in "?!…-–—":
        return False
    place = bisect_left(starts, sentence.start)
    cue = cues[place] if place < len(cues) and starts[place] < min(sentence.end, sentence.start + 120) else None
    if cue is None or cue.kind not in ("say", "ask") or _OWN_WORDS.match(masked, cue.end):
        return False
    subject = phrase_before(masked, sentence.start, cue.start)
    pronoun = masked[sentence.start : cue.start].strip().lower() in ("he", "she", "they", "it")
    return pronoun or (subject is not None and subject[0] == sentence.start)


class _Marked:
    """Words between marks, with what has been found out about them."""

    def __init__(self, unit: Unit, start: int, end: int, cue: Cue | None, speaker: Speaker | None) -> None:
        self.unit, self.start, self.end, self.cue, self.speaker = unit, start, end, cue, speaker
        self.content = unit.text[start:end].strip(" ,.;:!?")
        self.words = self.content.split()
        self.before = unit.masked[max(0, start - 60) : max(start - 1, 0)].rstrip(HOLE)


def is_stock(marked: _Marked) -> bool:
    """A stock term of the subject: "reciprocal"."""
    return marked.content.lower() in _STOCK or not marked.words


def is_called(marked: _Marked) -> bool:
    """What something is called: a plan dubbed "...", the words "..."."""
    short = len(marked.words) <= 3 or (marked.content[:1].isupper() and len(marked.words) <= 8)
    return short and _NOT_QUOTED.search(marked.before) is not None


def is_titled(marked: _Marked) -> bool:
    """A title: "The Art of the Deal"."""
    words, text = marked.words, marked.unit.text
    if not 1 < len(words) <= 8 or marked.content.isupper():
        return False
    if not all(word[:1].isupper() or word[:1].isdigit() or word in _SMALL for word in words):
        return False
    if _ON_AIR.search(marked.before):
        return True
    finished = text[marked.end - 1 : marked.end] in ",.?!" or text[marked.end + 1 : marked.end + 2] == ","
    governed = marked.cue is not None and marked.cue.kind != "weak"
    judged = (
        marked.cue is not None and marked.cue.kind == "judge" and marked.cue.end < marked.start < marked.cue.end + 60
    )
    return not (governed and (finished or judged))


def is_unattributed(marked: _Marked) -> bool:
    """Words that nobody says, unless they are a sentence of their own."""
    return marked.speaker is None and (not marked.unit.alone or len(marked.words) < 3)


def is_attribute(marked: _Marked) -> bool:
    """A word before its noun, held at a distance: a "fair" deal."""
    governed = marked.cue is not None and marked.cue.kind not in ("weak", "phrase")
    before_noun = _WORD_BEHIND.match(marked.unit.text[marked.end : marked.end + 3])
    if len(marked.words) != 1 or governed or not before_noun:
        return False
    return _DETERMINER.search(marked.before.rstrip()) is not None


NO_QUOTATION = (is_stock, is_called, is_titled, is_unattributed, is_attribute)
