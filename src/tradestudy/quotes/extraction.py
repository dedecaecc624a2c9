"""Quotations: who says what, in whose words.

Quotation marks are paired paragraph by paragraph (curly, straight, single, nested, unclosed and unlike marks), the
sentences around them are searched for a reporting verb of lexicon/reporting_verbs.csv, and the verb's subject is the
speaker: before, behind or amid the words, as a name, a pronoun or an unnamed "official". A quotation that is a
sentence of its own goes to the speaker before it. The approach is that of rule-based systems (Pouliquen et al. 2007,
https://aclanthology.org/R07-1093/; O'Keefe et al. 2012, https://aclanthology.org/D12-1072/).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

import pandas as pd

from tradestudy import tables
from tradestudy.actors import find_actors
from tradestudy.quotes.attribution import Unit
from tradestudy.quotes.marks import HOLE, mask, pair_marks, within
from tradestudy.quotes.speakers import Cue, Speaker, find_candidates, find_cues
from tradestudy.sentences import split

_NOT_QUOTED = re.compile(
    r"(?:so[- ]called|known as|(?:is|was|are|were|been|be|being|a plan|an act|a law|bill|order|memorandum|product|operation|app|system|doctrine) "
    r"(?:called|dubbed|named|termed|titled|entitled|nicknamed)|dubbed|titled|entitled|named|nicknamed|headlined|the terms?|the words?"
    r"|the phrase|the slogan|the label|the title|coined|the heading|the headline|the (?:[\w-]+ ){0,2}(?:program|programme|show|magazine|film|book|series)|under the heading) ?(?:the |as |a |an )?$",
    re.IGNORECASE,
)
_STOCK = frozenset(
    (
        "reciprocal;de minimis;liberation day;phase one;dual-use;dual use;made in china 2025;mr. nice guy;general license;"
        "general licence;general licenses;general licences;section 301;section 232;fentanyl tariff;fentanyl tariffs;"
        "entity list;unreliable entity list;unreliable entities list;unreliable entity;unreliable entities;reciprocal tariff;reciprocal tariffs;trade war;big short;"
        "america first;national security;small yard, high fence;one china;one country, two systems;affiliates rule;50% rule;"
        "foreign direct product rule;nine-dash line;golden share;black box;g2;taco;made in china;made in america;qualified divestiture"
    ).split(";")
)
_SMALL = frozenset("of the and for in to a an on or with by from".split())


def find_quotes(
    text: str,
    *,
    sentences: pd.DataFrame | None = None,
    actors: pd.DataFrame | None = None,
    article_id: str = "",
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

    Returns
    -------
    pandas.DataFrame
        One row per quotation: article_id, sentence_id, start, end (character offsets into `text`, of the words without
        their marks), content (``text[start:end]``), kind, cue (the reporting verb as written), speaker (as written; for
        a pronoun the name it stands for), actor_id, side. kind is *direct* for words between marks, whether a
        sentence or a fragment; *indirect* for a reported statement without marks; *mixed* for a reported statement
        that holds words between marks, which are direct rows of their own as well.

    Examples
    --------
    >>> found = find_quotes('Trump met Xi. "It went very well," he told reporters, calling Xi "a friend of mine".')
    >>> found[["content", "kind", "cue", "speaker"]].values.tolist()
    [['It went very well,', 'direct', 'told', 'Trump'], ['a friend of mine', 'direct', 'calling', 'Trump']]
    """
    sentences = split(text) if sentences is None else sentences
    if actors is None:
        actors = find_actors(text, sentences=sentences)
    spans = pair_marks(text)
    masked = mask(text, spans)
    cues = find_cues(masked)
    candidates = find_candidates(masked, actors)
    at = {
        "candidates": [one.start for one in candidates],
        "cues": [one.start for one in cues],
        "spans": [start for start, _ in spans],
    }
    rows: dict[tuple[int, int], tuple[str, str, Speaker | None]] = {}
    focus: dict[str, Speaker] = {}
    last_quoted: Speaker | None = None
    attributed_before = False
    for begin, finish in _units(sentences, spans):
        inside = candidates[bisect_left(at["candidates"], begin) : bisect_left(at["candidates"], finish)]
        verbs = cues[bisect_left(at["cues"], begin) : bisect_left(at["cues"], finish)]
        here = spans[bisect_left(at["spans"], begin) : bisect_left(at["spans"], finish)]
        unit = Unit(text, masked, begin, finish, inside, verbs, focus)
        alone = not masked[begin:finish].replace(HOLE, "").strip(" \n.,!?;:'\"“”‘’-–—")
        speaker_here: Speaker | None = None
        for start, end in here:
            if not any(letter.isalpha() for letter in text[start:end]):
                continue
            cue, speaker = unit.attribute(start, end)
            if speaker is None and alone:
                speaker = last_quoted or focus.get("any")
            elif speaker is None and len(text[start:end].split()) > (1 if attributed_before else 2):
                speaker = focus.get("any")
            if _is_scare(text, masked, start, end, cue, speaker, alone):
                continue
            start += len(text[start:end]) - len(text[start:end].lstrip())
            end = start + len(text[start:end].rstrip())
            rows[start, end] = ("direct", cue.text if cue else "", speaker)
            if speaker is not None:
                speaker_here = last_quoted = speaker
        for start, end, cue, speaker in unit.reported():
            quoted = any(start <= a < end for a, _ in here)
            rows.setdefault((start, end), ("mixed" if quoted else "indirect", cue.text, speaker))
            speaker_here = speaker_here or speaker
        unit.update_focus(speaker_here)
        attributed_before = speaker_here is not None
        if not here and inside:
            last_quoted = None
    starts, ids = sentences["start"].tolist(), sentences["sentence_id"].tolist()
    table = []
    for (start, end), (kind, cue_text, speaker) in sorted(rows.items(), key=lambda row: row[0]):
        place = max(bisect_right(starts, start) - 1, 0)
        named = (speaker.text, speaker.actor_id, speaker.side) if speaker else ("", "", "other")
        table.append((article_id, ids[place] if ids else 0, start, end, text[start:end], kind, cue_text, *named))
    return tables.frame("quotes", table)


def _units(sentences: pd.DataFrame, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences, joined where a quotation runs over their boundary."""
    units: list[tuple[int, int]] = []
    before = -1
    columns = (sentences[name].tolist() for name in ("start", "end", "paragraph"))
    for start, end, paragraph in zip(*columns, strict=True):
        if units and paragraph == before and within(spans, start - 1) and within(spans, start):
            units[-1] = (units[-1][0], end)
        else:
            units.append((start, end))
        before = paragraph
    return units


def _is_scare(
    text: str, masked: str, start: int, end: int, cue: Cue | None, speaker: Speaker | None, alone: bool
) -> bool:
    """Whether marked words are no quotation: a title, a stock term, or words held at a distance."""
    content = text[start:end].strip(" ,.;:!?")
    words = content.split()
    before = masked[max(0, start - 60) : max(start - 1, 0)].rstrip(HOLE)
    if content.lower() in _STOCK or not words:
        return True
    finished = text[end - 1 : end] in ",.?!" or text[end + 1 : end + 2] == ","
    if _NOT_QUOTED.search(before) and (len(words) <= 3 or content[:1].isupper()) and len(words) <= 8:
        return True
    titled = len(words) > 1 and all(word[:1].isupper() or word[:1].isdigit() or word in _SMALL for word in words)
    if titled and len(words) <= 8 and not content.isupper() and (not finished or cue is None or cue.kind == "weak"):
        return True
    if speaker is None:
        return not alone or len(words) < 3
    if cue is None and len(words) < 3 and re.match(r"[\"”’']? [a-z]+s\b", text[end : end + 20]):
        return True
    adjective = re.match(r"[\"”’']? [a-z]", text[end : end + 3]) and re.search(
        r"\b(?:the|a|an|his|her|its|their|this|these|those|some|any|such|of)$", before.rstrip()
    )
    return bool(adjective) and len(words) == 1 and (cue is None or cue.kind in ("weak", "phrase"))
