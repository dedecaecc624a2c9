"""Who may be speaking, and the verbs that say so.

Candidates are the actors of a text, its pronouns and its unnamed sources ("a senior official", "the statement"); cues are
the forms of lexicon/reporting_verbs.csv that stand as verbs. Both are found in the text with its quotations masked.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from tradestudy.actors import read_gazetteer
from tradestudy.quotes.marks import HOLE
from tradestudy.terms import Hit, compile_terms, find_terms, keep_longest, read_lexicon

if TYPE_CHECKING:
    import ahocorasick

COUNTRIES = (
    r"Beijing|Washington|China|[Tt]he United States|[Tt]he US|[Tt]he U\.S\.|America|Brussels|Taipei|Tokyo|Seoul|Ottawa|London|Xinhua"
    r"|CCTV|the Global Times|the People['’]s Daily|China Daily|Bloomberg|Reuters|the Financial Times|the Wall Street Journal"
    r"|the New York Times|Politico|Nikkei|Caixin|the Associated Press|the Journal"
)
_NOUN = (
    r"spokes(?:person|man|woman|people|persons|men)|officials?|ministry|department|statement|document|notice|order|readout"
    r"|commission|agency|office|sources?|person|people|analysts?|economists?|experts?|lawyers?|executives?|diplomats?"
    r"|editorial|commentary|account|paper|report|post|company|chipmaker|court|judges?|justices|embassy|government"
    r"|administration|bank|group|association|chamber|council|committee|lawmakers?|senators?|negotiators?|envoy|delegation"
    r"|traders?|farmers?|importers?|researchers?|observers?|critics|supporters?|president|premier|minister|secretary"
    r"|representative|leader|aide|adviser|advisor|insider|memo|memorandum|letter|regulators?|authorit(?:y|ies)|customs"
    r"|broadcaster|newspaper|platform|firm|alert|filing|release|announcement|text|ruling|side|resident|reporter|sheet"
    r"|professor|witness(?:es)?|activists?|doctors?|leaders|ministers|professors|manufacturers?|industry|lawyer|bloc"
    r"|network|website|chief|speaker|author|authors|note|circular|capitals?|governments|parties|sides|leadership|bureau"
)
_VOICE_OF_BODY = r"spokes|statement|notice|readout|document|account|announcement|circular|sheet"
_BODY_NOUN = r"council$|committee|commission|association|chamber|ministry|department|agency|office|bureau|embassy|court"
_GAP = r"(?:[^\S\n]+|\n(?!\n))"
# Words are bounded here and below, so that a long run ("A-A-A-...") is not read to its end from each of its places.
_CAPITALISED = r"(?:U\.S\.|[A-Z]\.|[A-Z][\w&'’-]{0,40})"
_NO_FIRST = "In|On|At|For|But|And|With|From|By|After|As|While|When|If|Under|Since|Before|During|To|So|Or|Though|Although|Last|Late"
_NO_INNER = (
    r"and|that|said|says|told|called|met|asked|has|had|was|is|were|are|will|would|who|which|because|when|if|as|of|to|on|in|by|for"
    r"|with|from|at|after|before|over|but|or|not|wants?|wanted|made|gave|took|put|sent|signed|held|where|\w{1,40}ly"
    r"|(?!unnamed|united|retired)\w{1,40}ed"
)
_GENERIC = re.compile(
    rf"\b(?!(?:{_NO_FIRST})\b)"
    rf"(?:(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Ss]ome|[Tt]wo|[Tt]hree|[Ff]our|[Mm]any|[Ss]everal|[Bb]oth"
    rf"|[Ss]enior|{_CAPITALISED}|[a-z]{{1,30}}-[a-z]{{1,30}}){_GAP})"
    rf"(?:(?!(?:{_NO_INNER})\b)(?:[\w&'’-]{{1,40}}|U\.S\.|[A-Z]\.){_GAP}){{0,4}}?"
    rf"(?i:{_NOUN})(?:{_GAP}(?i:{_NOUN}))?\b"
    rf"(?:{_GAP}(?:for|of|at|from|with){_GAP}(?:the{_GAP})?{_CAPITALISED}(?:{_GAP}(?:(?:of|in|and|for|the){_GAP})?{_CAPITALISED}){{0,5}})?"
    rf"(?:{_GAP}(?:familiar with|briefed on|close to)[^,.\n{HOLE}]{{0,60}}?(?={_GAP}(?:said|told|say)))?"
    rf"|\b(?:{COUNTRIES})(?!['’]s|[\w-])"
    rf"|\b(?:[Oo]fficials|[Aa]nalysts|[Ee]conomists|[Ss]ources|[Ee]xperts|[Cc]ritics|[Ll]awyers|[Pp]eople|[Nn]egotiators|[Dd]iplomats"
    rf"|[Ll]awmakers|[Tt]raders|[Ff]armers|[Ii]mporters|[Oo]bservers|[Ee]xecutives|[Rr]esearchers)\b"
    rf"(?:{_GAP}(?:for|of|at|from|with|in){_GAP}(?:the{_GAP})?{_CAPITALISED}(?:{_GAP}(?:sides?|{_CAPITALISED})){{0,3}})?"
)
SIDES = re.compile(rf"\b(?:sides?|countries|governments|parties|nations|capitals|leaders)$|^(?:{COUNTRIES})$")
_DATELINE = re.compile(r"[A-Z][\w./’' -]{2,40}(?:,[^–—\n.]{1,40})?(?: ?\([A-Z][\w ]+\))? ?(?:—|–|--| - )")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey)\b")
_NOUN_FORMS = frozenset(
    "calls charges reports demands offers uses shares lists answers counters posts requests orders releases comments notes "
    "states claims remarks replies estimates forecasts promises complains pledges threats speaks puts reads fears hopes "
    "blames rates attacks appeals objects protests judges rules quotes questions highlights details records holds shows finds gives "
    "report forecast meeting finding findings understanding".split()
)
_BASE_FORMS = frozenset(
    "call charge demand offer use share list answer counter post request order release comment note state claim remark "
    "reply estimate promise pledge fear hope blame rate attack appeal object protest judge rule quote highlight detail "
    "record hold show find give say tell add write mention respond continue declare announce speak conclude repeat explain "
    "confirm disclose reveal inform stress signal hint suggest imply argue assert maintain insist warn threaten vow predict "
    "boast complain acknowledge admit concede agree deny dispute reject refuse believe think expect express voice feel "
    "wonder see propose recommend welcome ask inquire question urge invite advise press describe label brand term denounce "
    "condemn criticize criticise accuse dismiss hail praise tout blast slam defend mock portray depict cite thank want seek "
    "make issue send assure go on rule out call on call for present".split()
)
_BEFORE_NOUN = frozenset(
    "a an the his her its their this that these those my our your no any some phone video telephone of in by for with on "
    "from new first second last next two three one's fresh such more many earnings press trade tariff xi's trump's".split()
)
_BEFORE_S = frozenset("he she it who which also now never still often only".split())
_BEFORE_VERB = frozenset(
    "would did does do not only they we i you who and analysts officials "
    "economists experts sources critics people both".split()
)


class Speaker(NamedTuple):
    """Somebody who may be speaking; `text` as written, `kind` is name, noun or pronoun."""

    start: int
    end: int
    text: str
    actor_id: str
    side: str
    kind: str
    possessive: bool = False


class Cue(NamedTuple):
    """A reporting verb or phrase as written, and its kind in the lexicon."""

    start: int
    end: int
    text: str
    kind: str


@cache
def _verbs() -> ahocorasick.Automaton:
    rows = read_lexicon("reporting_verbs.csv")
    return compile_terms((form, row["kind"]) for row in rows for form in row["forms"].split("; "))


def find_cues(masked: str) -> list[Cue]:
    """The reporting verbs and phrases of a text, in order."""
    order = {"say": 0, "phrase": 1, "ask": 2, "judge": 3, "weak": 4}
    hits = sorted(find_terms(masked, _verbs()), key=lambda hit: order[hit.value])
    best: dict[tuple[int, int], Hit] = {}
    for hit in hits:
        best.setdefault((hit.start, hit.end), hit)
    found = []
    for hit in keep_longest(list(best.values())):
        word = masked[hit.start : hit.end]
        if not _is_noun(word, masked[max(0, hit.start - 24) : hit.start]):
            found.append(Cue(hit.start, hit.end, word, hit.value))
    return found


def is_participle(cue: Cue) -> bool:
    """Whether a cue has its subject in the clause before ("..., adding that")."""
    return cue.text.lower().endswith("ing")


def _is_noun(word: str, before: str) -> bool:
    """Whether a form that may be a noun or an infinitive ("call", "reports") stands where no finite verb does."""
    last = re.search(r"([\w'’]+) $", before)
    if word[0].isupper() and last is not None:
        return True
    if word.lower() in _NOUN_FORMS:
        verbal = last and (last[1].lower() in _BEFORE_S or last[1][0].isupper() or re.fullmatch(_NOUN, last[1]))
        return not (verbal or last is None)
    if word.lower() in _BASE_FORMS:
        return last is None or not (
            last[1].lower() in _BEFORE_VERB or (last[1].endswith("s") and last[1].lower() not in _BEFORE_NOUN)
        )
    return False


def find_candidates(masked: str, actors: pd.DataFrame) -> list[Speaker]:
    """All that may speak in a text, in order: names, pronouns, unnamed sources."""
    named: list[Speaker] = []
    columns = (actors[name].tolist() for name in ("start", "end", "text", "actor_id", "side", "role"))
    mentions = list(zip(*columns, strict=True))
    for (start, end, text, actor_id, side, _), (name, *_, title) in zip(
        mentions, [*mentions[1:], (0, "")], strict=False
    ):
        first = name - len(title) - 1
        in_title = first <= start < end < name and masked.startswith(title, first)  # "Nvidia CEO Jensen Huang"
        if masked[start] != HOLE and not in_title:
            kind = "name" if text[:1].isupper() and not text.startswith("The ") else "noun"
            named.append(Speaker(start, end, text, actor_id, side, kind, masked.startswith(("'s", "’s"), end)))
    starts, ends = [one.start for one in named], [one.end for one in named]
    found = list(named)
    for match in _PRONOUN.finditer(masked):
        place = bisect_right(starts, match.start())
        if not place or ends[place - 1] <= match.start():
            found.append(Speaker(*match.span(), match[0], "", "other", "pronoun"))
    opening = _DATELINE.match(masked)
    dateline = opening.end() if opening else 0
    heads: dict[str, tuple[str, str]] = {}
    bodies = [one for one in named if is_body(one)]
    body_ends = [one.end for one in bodies]
    for match in _GENERIC.finditer(masked):
        start, end = match.span()
        near = named[bisect_right(ends, start) : bisect_left(starts, end + 2)]
        if start < dateline or any(one.start == end + 1 or not _holds(masked, start, end, one) for one in near):
            continue
        words = " ".join(match[0].split())
        head = (re.findall(_NOUN, words.lower())[-1:] or [""])[0]
        actor_id, side = (near[0].actor_id, near[0].side) if near else ("", side_of(words))
        if not near and side == "other" and words[:4].lower() == "the " and head in heads:
            actor_id, side = heads[head]
        elif not near and (
            body := _body_meant(head, side, bodies[max(0, (place := bisect_right(body_ends, start)) - 20) : place])
        ):
            actor_id, side = body.actor_id, body.side
        if side != "other":
            heads[head] = (actor_id, side)
        found.append(Speaker(start, end, words, actor_id, side, "noun", masked.startswith(("'s", "’s"), end)))
    return sorted(found, key=lambda one: (one.start, -one.end))


def _holds(masked: str, start: int, end: int, one: Speaker) -> bool:
    """Whether a phrase only mentions the name in it: "a spokesperson for the embassy", not "China's Commerce Ministry"."""
    if not (start <= one.start and one.end <= end):
        return False
    return one.end < end or re.search(r"\b(?:for|of|at|from|with)\s", masked[start : one.start]) is not None


def _body_meant(head: str, side: str, bodies: list[Speaker]) -> Speaker | None:
    """The body named before that an unnamed "spokesperson", "statement" or "council" belongs to."""
    if re.match(_VOICE_OF_BODY, head):
        official = [one for one in bodies if re.search(_BODY_NOUN + "|house|administration", _bodies()[one.actor_id])]
        recent = official or bodies
    elif re.match(_BODY_NOUN, head):
        recent = [one for one in bodies[-20:] if head in _bodies()[one.actor_id]]
    else:
        return None
    return recent[-1] if recent and side in ("other", recent[-1].side) else None


def side_of(words: str) -> str:
    """The side that the words for an unnamed source give away."""
    if re.search(
        r"\b(?:Chinese|China|Beijing|Xinhua|CCTV|Global Times|People['’]s Daily|Caixin)\b|\bcommerce ministry\b", words
    ):
        return "CN"
    if re.search(r"\b(?:US|American|America|Washington|White House|United States|commerce department)\b|U\.S\.", words):
        return "US"
    return "other"


@cache
def _bodies() -> dict[str, str]:
    gazetteer = read_gazetteer()
    bodies = gazetteer[gazetteer["kind"] == "body"]
    return {row["actor_id"]: f"{row['name']} {row['aliases']}".lower() for row in bodies.to_dict("records")}


def is_body(one: Speaker) -> bool:
    """Whether a candidate is a body of the gazetteer."""
    return one.actor_id in _bodies()
