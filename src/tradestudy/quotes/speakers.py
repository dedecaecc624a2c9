"""Who may be speaking, and the verbs that say so.

Candidates are the actors of a text, its pronouns and its unnamed sources ("a senior official", "the statement"); cues
are the forms of lexicon/reporting_verbs.csv that stand as verbs. Both are found in the text with its quotations masked.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from tradestudy.actors import ActorMention, side_of_source
from tradestudy.quotes.marks import HOLE
from tradestudy.terms import Hit, any_of, clashes, compile_terms, find_terms, keep_longest, read_lexicon, words_of

if TYPE_CHECKING:
    import ahocorasick


def _in_both_cases(words: list[str]) -> str:
    """Build a pattern of words and their capitalised forms, which is read twice as fast as one for any case."""
    return any_of([*words, *map(str.capitalize, words)])


_SOURCE = _in_both_cases(words_of("sources.csv", "noun", uses="source"))
_ALONE = _in_both_cases(words_of("sources.csv", "noun", uses="alone"))
_SPEAKING_FOR_ALL = any_of(words_of("countries.csv", "speaks_as") + words_of("agencies.csv", "cited_as"))
_VOICES = frozenset(words_of("sources.csv", "noun", uses="voice of a body"))
_PEOPLE = frozenset(word for word in _VOICES if word.startswith("spokes"))
_BODIES = frozenset(words_of("sources.csv", "noun", uses="body"))
_OFFICIAL = re.compile(any_of([*_BODIES, "house", "administration"]))
SIDES = re.compile(rf"\b{any_of(words_of('sources.csv', 'noun', uses='side'))}$|^{_SPEAKING_FOR_ALL}$")
_GAP = r"(?:[^\S\n]+|\n(?!\n))"
# Words are bounded here and below, so that a long run ("A-A-A-...") is not read to its end from each of its places.
_CAPITALISED = r"(?:(?:[A-Z]\.){1,2}|[A-Z][\w&'’-]{0,40})"
_NO_FIRST = any_of(word.capitalize() for word in words_of("function_words.csv", "word", uses="opens no source"))
_NO_INNER = any_of(
    words_of("function_words.csv", "word", uses="outside a source")
    + words_of("timex_words.csv", "word", kind="unit")
    + ["the", "a", "an", "his", "her", "its", "their", "earlier", "later", "ago"]
)
_INTRODUCED = (
    r"[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Ss]ome|[Tt]wo|[Tt]hree|[Ff]our|[Mm]any|[Ss]everal"
    rf"|[Bb]oth|[Ss]enior|{_CAPITALISED}|[a-z]{{1,30}}-[a-z]{{1,30}}"
)
_MORE = (
    rf"(?!(?:{_NO_INNER}|\w{{1,40}}ly|(?!unnamed|united|retired)\w{{1,40}}ed)\b)(?:[\w&'’-]{{1,40}}|(?:[A-Z]\.){{1,2}})"
)
_ITS_BODY = rf"(?:(?:the|an?){_GAP})?{_CAPITALISED}(?:{_GAP}(?:(?:of|in|and|for|the|&){_GAP})?{_CAPITALISED}){{0,5}}"
_A_BODY = rf"(?:the|its|their){_GAP}(?:[a-z]{{1,20}}{_GAP}){{0,2}}{any_of(_BODIES)}\b"
_KNOWING = rf"(?:familiar with|briefed on|close to)[^,.\n{HOLE}]{{0,60}}?(?={_GAP}(?:said|told|say))"
_ITS_SIDE = rf"(?:the{_GAP})?{_CAPITALISED}(?:{_GAP}(?:sides?|{_CAPITALISED})){{0,3}}"
_UNNAMED = rf"(?!(?:{_NO_FIRST})\b)(?:(?:{_INTRODUCED}){_GAP})(?:{_MORE}{_GAP}){{0,4}}?"
_GENERIC = re.compile(
    r"\b(?=[A-Za-z])(?:"
    rf"{_UNNAMED}{_SOURCE}(?:{_GAP}{_SOURCE})?\b(?:{_GAP}(?:for|of|at|from|with){_GAP}(?:{_ITS_BODY}|{_A_BODY}))?"
    rf"(?:{_GAP}{_KNOWING})?"
    rf"|{_SPEAKING_FOR_ALL}(?!['’]s|[\w-])"
    rf"|{_ALONE}\b(?:{_GAP}(?:for|of|at|from|with|in){_GAP}{_ITS_SIDE})?)"
)
_ENDS_IN_ADJECTIVE = re.compile(
    rf"{_GAP}(?:for|of|at|from|with|in){_GAP}(?:the{_GAP})?{any_of(words_of('countries.csv', 'adjectives'))}$"
)
_BODY_BEHIND = re.compile(rf"(?:{_GAP}[a-z-]{{1,30}}){{0,2}}?{_GAP}(?:{_SOURCE}|{_ALONE})\b")
_NOUN = re.compile(rf"\b{_SOURCE}\b")
_PREPOSED = re.compile(r" (?:for|of|at|from|with|in) ")
_TITLED = re.compile(r"\b[A-Z]\w+ $")
_NEAR = 250  # characters before a spokesperson in which any body is the one spoken for
_GOES_ON = re.compile(
    r"(?i:(?:go|goes|went|going) on|continue[sd]?) (?:to (?!say|add|tell)|with |(?!say|add|tell)\w+ing )"
)
_GENITIVE = ("'s", "’s")
_DATELINE = re.compile(r"[A-Z][\w./’' -]{2,40}(?:,[^–—\n.]{1,40})?(?: ?\([A-Z][\w ]+\))? ?(?:—|–|--| - )")
_LAST_WORD = re.compile(r"([\w'’]+) $")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey)\b")
_NAME_BEFORE = re.compile(
    r"(?<!\w )(?<![Tt]he )\b([A-Z][a-z][\w’'-]{1,30})(?:,? (?:also|later|then|first|now|\w{1,20}ly))? $"
)
_NO_STRANGER = frozenset(
    [word.capitalize() for word in words_of("function_words.csv", "word")]
    + [word.capitalize() for word in words_of("sources.csv", "noun")]
    + words_of("name_words.csv", "word", uses="no name")
    + words_of("countries.csv", "names", "adjectives", "capitals")
    + words_of("agencies.csv", "names")
    + [word.capitalize() for word in words_of("timex_words.csv", "word")]
)
_MORE_VOICES = any_of(words_of("sources.csv", "noun", uses="voice"))
_VOICE = re.compile(
    rf"\b(?:{_SOURCE}s?|{_ALONE}|{_MORE_VOICES}|sides?|two|both"
    r"|\w+(?:ists?|ians?|ers?|ors?|[wm][ao]men|[wm][ao]man))(?: |$)"
)
_MEDIA = frozenset(words_of("agencies.csv", "names"))
_FOREIGN = re.compile(
    rf"\b(?:{any_of(words_of('countries.csv', 'adjectives', side='other'))}"
    rf"|{any_of(words_of('countries.csv', 'names', 'capitals', side='other'))}['’]s?)"
    rf" (?:[\w-]+ ){{0,2}}?{any_of(_BODIES)}\b",
    re.IGNORECASE,
)
_TITLES = dict.fromkeys(("mr", "sir", "lord", "king", "husband"), "he")
_TITLES |= dict.fromkeys(("mrs", "ms", "miss", "lady", "madam", "queen", "wife"), "she")
_GIVEN = {row["name"]: row["pronoun"] for row in read_lexicon("given_names.csv")}
_NOUN_FORMS = frozenset(words_of("reporting_verbs.csv", "nouns"))
_BASE_FORMS = frozenset(words_of("reporting_verbs.csv", "noun_or_infinitive"))
_BEFORE_NOUN = frozenset(words_of("function_words.csv", "word", uses="before a noun"))
_BEFORE_S = frozenset(words_of("function_words.csv", "word", uses="before a third person"))
_BEFORE_VERB = frozenset(words_of("function_words.csv", "word", uses="before a verb"))


_ORDER = {"say": 0, "phrase": 1, "ask": 2, "judge": 3, "weak": 4, "report": 5}  # of two kinds, the first is meant
_WORD_START = re.compile(r"\b[A-Za-z]")
_FARTHEST = 400  # characters from where an unnamed source begins to its noun


class Speaker(NamedTuple):
    """Somebody who may be speaking; `text` as written, `kind` is name, noun or pronoun."""

    start: int
    end: int
    text: str
    actor_id: str
    side: str
    kind: str
    possessive: bool = False
    body: str = ""  # names of the body that it is, in lower case
    pronoun: str = ""  # "he" or "she" where a title or a given name shows it


class Cue(NamedTuple):
    """A reporting verb or phrase as written, and its kind in the lexicon."""

    start: int
    end: int
    text: str
    kind: str


class Words(NamedTuple):
    """The words of a text that are worth a closer look, found in one pass."""

    cues: list[Cue]
    sources: list[int]  # where the noun of an unnamed source may stand
    reporting: list[int]  # where a noun or an adjective that reports may stand


@cache
def _vocabulary() -> ahocorasick.Automaton:
    rows = read_lexicon("reporting_verbs.csv")
    entries = [(form, row["kind"]) for row in rows for form in row["forms"].split("; ")]
    entries += [(word, "source") for word in words_of("sources.csv", "noun", uses="source")]
    entries += [(word, "source") for word in words_of("sources.csv", "noun", uses="alone")]
    entries += [
        (word, "source") for word in words_of("countries.csv", "speaks_as") + words_of("agencies.csv", "cited_as")
    ]
    return compile_terms(entries + [(word, "reporting") for word in words_of("reporting_words.csv", "word")])


def find_words(masked: str) -> Words:
    """The reporting verbs and phrases of a text, and where other words for sources and reports stand, in order."""
    hits = find_terms(masked, _vocabulary())
    places = {kind: [hit.start for hit in hits if hit.value == kind] for kind in ("source", "reporting")}
    return Words(_cues(masked, [hit for hit in hits if hit.value in _ORDER]), places["source"], places["reporting"])


def _cues(masked: str, hits: list[Hit]) -> list[Cue]:
    best: dict[tuple[int, int], Hit] = {}
    for hit in sorted(hits, key=lambda hit: _ORDER[hit.value]):
        best.setdefault((hit.start, hit.end), hit)
    found = []
    for hit in keep_longest(list(best.values())):
        word = masked[hit.start : hit.end]
        goes_on = "on" in word.lower() and _GOES_ON.match(masked, hit.start)
        if not goes_on and not _is_noun(word, masked[max(0, hit.start - 24) : hit.start]):
            found.append(Cue(hit.start, hit.end, word, hit.value))
    return found


def is_participle(cue: Cue) -> bool:
    """Whether a cue has its subject in the clause before ("..., adding that")."""
    return cue.text.lower().endswith("ing")


def _is_noun(word: str, before: str) -> bool:
    """Whether a form that may be a noun or an infinitive ("call", "reports") stands where no finite verb does."""
    if not (word[0].isupper() or word in _NOUN_FORMS or word in _BASE_FORMS):
        return False
    last = _LAST_WORD.search(before)
    if word[0].isupper() and last is not None:
        return True
    if word.lower() in _NOUN_FORMS:
        verbal = last and (last[1].lower() in _BEFORE_S or last[1][0].isupper() or re.fullmatch(_SOURCE, last[1]))
        return not (verbal or last is None)
    if word.lower() in _BASE_FORMS:
        before_noun = last is None or last[1].lower() in _BEFORE_NOUN or last[1].endswith(_GENITIVE)
        return last is None or before_noun or not (last[1].lower() in _BEFORE_VERB or last[1].endswith("s"))
    return False


def find_candidates(
    masked: str, mentions: list[ActorMention], bodies: Mapping[str, str], words: Words
) -> list[Speaker]:
    """All that may speak in a text, in order: names, pronouns, unnamed sources."""
    names = _names(masked, mentions, bodies)
    names = sorted([*names, *_strangers(masked, names, words.cues)])
    spans = [(one.start, one.end) for one in names]
    pronouns = [
        Speaker(*match.span(), match[0], "", "other", "pronoun")
        for match in _PRONOUN.finditer(masked)
        if not clashes(spans, *match.span())
    ]
    return sorted([*names, *pronouns, *_sources(masked, names, words.sources)], key=lambda one: (one.start, -one.end))


def _names(masked: str, mentions: list[ActorMention], bodies: Mapping[str, str]) -> list[Speaker]:
    found = []
    for one, following in zip_longest(mentions, mentions[1:]):
        if masked[one.start] == HOLE or (following and _in_title(masked, one, following)):
            continue
        kind = "name" if one.text[:1].isupper() and not one.text.startswith("The ") else "noun"
        possessive = masked.startswith(_GENITIVE, one.end)
        body = bodies.get(one.actor_id, "")
        shown = "" if body or kind == "noun" else _pronoun_of(masked, one)
        found.append(Speaker(one.start, one.end, one.text, one.actor_id, one.side, kind, possessive, body, shown))
    known = {one.actor_id: one.pronoun for one in found if one.pronoun}
    missing = [place for place, one in enumerate(found) if not one.pronoun and one.actor_id in known]
    for place in missing:
        found[place] = found[place]._replace(pronoun=known[found[place].actor_id])
    return found


def _pronoun_of(masked: str, one: ActorMention) -> str:
    """The pronoun that a person's title or given name shows, "" where neither does."""
    titled = _TITLES.get((masked[max(0, one.start - 12) : one.start].split() or [""])[-1].rstrip(".").lower())
    role = next((word for word in one.role.lower().split() if word.endswith(("woman", "man"))), "")
    if titled or role:
        return titled or ("she" if role.endswith("woman") else "he")
    return _GIVEN.get(one.name.split()[0], "") if one.name else ""


def _strangers(masked: str, names: list[Speaker], cues: list[Cue]) -> Iterator[Speaker]:
    """All places of a name that is no known actor's but stands before a verb of saying somewhere in the text."""
    spans = [(one.start, one.end) for one in names]
    learned = set()
    for cue in cues:
        match = _NAME_BEFORE.search(masked, max(0, cue.start - 60), cue.start) if cue.kind == "say" else None
        named = match and match[1] not in _NO_STRANGER and not match[1].endswith(_GENITIVE)
        if match and named and not clashes(spans, *match.span(1)):
            learned.add(match[1])
    if not learned:
        return
    for start, end, _ in keep_longest(find_terms(masked, compile_terms((name, "") for name in learned))):
        name = masked[start:end]
        whole = name in learned and masked[end : end + 1] not in ("-", "_") and not masked.endswith("the ", 0, start)
        if whole and not clashes(spans, start, end):
            yield Speaker(start, end, name, "", side_of(name), "name", masked.startswith(_GENITIVE, end))


def _in_title(masked: str, one: ActorMention, following: ActorMention) -> bool:
    """Whether a body is only named in the title of the next: "Nvidia CEO Jensen Huang"."""
    title = following.start - len(following.role) - 1
    return title <= one.start and one.end < following.start and masked.startswith(following.role, title)


def _phrases(masked: str, nouns: list[int], position: int) -> Iterator[re.Match[str]]:
    """The phrases of a source behind a position, looked for only up to five words before a noun that one may have."""
    for noun in nouns:
        if noun < position:
            continue
        window = max(position, noun - _FARTHEST)
        words = masked[window:noun].rsplit(None, 5)
        begin = window + (len(words[0]) if len(words) > 5 else 0)
        position = noun + 1
        for start in _WORD_START.finditer(masked, begin, position):
            if match := _GENERIC.match(masked, start.start()):
                position = match.end()
                yield match
                break


def _sources(masked: str, names: list[Speaker], nouns: list[int]) -> Iterator[Speaker]:
    """Unnamed sources, each with the actor that the text shows it to speak for."""
    starts, ends = [one.start for one in names], [one.end for one in names]
    bodies = [one for one in names if one.body]
    body_ends = [one.end for one in bodies]
    heads: dict[str, Speaker] = {}
    dateline = _DATELINE.match(masked)  # "May 12 - Negotiators" are no negotiators of May
    for match in _phrases(masked, nouns, dateline.end() if dateline else 0):
        start, end = match.start(), _end_of(masked, match)
        near = names[bisect_right(ends, start) : bisect_left(starts, end + 2)]
        if any(one.start == end + 1 or not _holds(masked, start, end, one) for one in near):
            continue
        words = " ".join(masked[start:end].split())
        head = (_NOUN.findall(_PREPOSED.split(words.lower())[0])[-1:] or [""])[0]
        source = Speaker(start, end, words, "", side_of(words), "noun", masked.startswith(_GENITIVE, end))
        place = bisect_right(body_ends, start)
        known = head and source.side == "other" and words[:4].lower() == "the " and heads.get(head)
        named = _meant_in(masked, start, head, near[0]) if near else None
        meant = named or known or (None if near else _body_meant(head, source, bodies[max(0, place - 20) : place]))
        if meant:
            source = source._replace(actor_id=meant.actor_id, side=meant.side, body=meant.body)
        if source.side != "other":
            heads[head] = source
        yield source


def _end_of(masked: str, match: re.Match[str]) -> int:
    """Where a source ends that is "from the Chinese ...": with the body that follows, or before the adjective."""
    adjective = _ENDS_IN_ADJECTIVE.search(masked, match.start(), match.end())
    if not adjective:
        return match.end()
    body = _BODY_BEHIND.match(masked, match.end())
    return body.end() if body else adjective.start()


def _holds(masked: str, start: int, end: int, one: Speaker) -> bool:
    """Whether a phrase only mentions the name in it: "a spokesperson for the embassy", not "the Commerce Ministry"."""
    if not (start <= one.start and one.end <= end):
        return False
    return one.end < end or re.search(r"\b(?:for|of|at|from|with)\s", masked[start : one.start]) is not None


def _meant_in(masked: str, start: int, head: str, one: Speaker) -> Speaker | None:
    """Whom a phrase speaks for that names somebody: "the ministry's officials", but not "critics of Roe"."""
    if one.body or head in _VOICES or head in ("administration", "office") or _TITLED.search(masked, start, one.start):
        return one
    of = re.search(r"\b(?:for|of|at|from|with)\s(?:the\s)?$", masked[start : one.start])
    return None if of else one._replace(actor_id="")


def _body_meant(head: str, source: Speaker, bodies: list[Speaker]) -> Speaker | None:
    """The body named before that an unnamed "spokesperson", "statement" or "council" belongs to."""
    own = [word for word in source.text.lower().split() if word in _BODIES and word != head]
    if own:
        recent = [one for one in bodies if own[0] in one.body]
    elif head in _PEOPLE:
        near = [one for one in bodies if one.start > source.start - _NEAR]
        recent = near or [one for one in bodies if _OFFICIAL.search(one.body)] or bodies
    elif head in _VOICES:
        recent = [one for one in bodies if _OFFICIAL.search(one.body)]
    elif head in _BODIES:
        recent = [one for one in bodies if head in one.body]
    else:
        return None
    return recent[-1] if recent and source.side in ("other", recent[-1].side) else None


def is_person(one: Speaker) -> bool:
    """Whether a candidate is somebody named."""
    return one.kind == "name" and not one.body


def side_of(words: str) -> str:
    """The side of an unnamed source, "other" where its words show none, two or another country's body."""
    sides = {side_of_source(part) for part in re.split(r" and |, ", words)} - {"other"}
    return sides.pop() if len(sides) == 1 and not _FOREIGN.search(words) else "other"


def can_speak(one: Speaker) -> bool:
    """Whether a candidate is one who speaks, by its name, its side or its noun: no "day of silence", no "duties"."""
    if one.kind != "noun" or one.actor_id or one.side != "other":
        return True
    return bool(_VOICE.search(one.text) or SIDES.search(one.text) or re.search(r" [A-Z]", one.text))


def fits(one: Speaker, pronoun: str) -> bool:
    """Whether "he" or "she" may stand for a candidate."""
    return is_person(one) and one.pronoun in ("", pronoun)


def is_medium(one: Speaker) -> bool:
    """Whether a candidate is a news agency or another medium, which hands on what others say."""
    return one.text.removeprefix("the ").removeprefix("The ") in _MEDIA


def is_thing(one: Speaker) -> bool:
    """Whether a candidate is a body or an unnamed source, what "it" may stand for."""
    return one.kind == "noun" or bool(one.body)
