"""The noun phrase beside a verb: who speaks where no known name stands.

Only shape tells here: a phrase runs from where its clause begins to the verb ("a friend of the family said"), or from
the verb to where the next clause or adverbial begins ("said Jane Roe, a grower in Iowa"). Spans are offsets into the
text with its quotations masked.
"""

from __future__ import annotations

import re
from itertools import pairwise

from tradestudy.quotes.marks import HOLE
from tradestudy.terms import words_of

Span = tuple[int, int]

_DETERMINERS = frozenset(words_of("function_words.csv", "word", uses="determiner"))
_OUTSIDE = frozenset(words_of("function_words.csv", "word", uses="outside a phrase"))
_PREPOSITIONS = frozenset(words_of("function_words.csv", "word", uses="preposition"))
_ADVERBS = frozenset(words_of("function_words.csv", "word", uses="adverb"))
_OPENERS = frozenset(
    words_of("function_words.csv", "word", uses="opener") + words_of("function_words.csv", "word", uses="no subject")
)
_VERBS = frozenset(words_of("tense_words.csv", "word", list="irregular past"))
_SPEAKING = frozenset(words_of("sources.csv", "noun", uses="source"))
_DAYS = frozenset(
    words_of("timex_words.csv", "word", kind="weekday") + words_of("timex_words.csv", "word", kind="month")
)
_CONJUNCTION = "but|while|because|although|though|if|that|which|what|when|where|after|before|since|as|whether"
_JOINING = ("and", "but", "or", "so")
_PRONOUNS = frozenset("he she it they we i you".split())
_NOUNS_IN_LY = frozenset("family ally assembly monopoly rally supply reply".split()) | {
    word.lower() for word in [*words_of("countries.csv", "names"), *_DAYS]
}
_GENITIVE = ("'s", "’s")
_TIMES = _DAYS | frozenset(words_of("timex_words.csv", "word", kind="unit"))
_LONGEST = 12  # words of a phrase
_TOKEN = re.compile(rf"(?!-+\s)[^\s,;:()\"“”—–{HOLE}]+")
_EDGE = re.compile(rf"[{HOLE}\"“”;:—–()\n]\s*|\s-+\s|, (?:and|or)\s|\b(?:{_CONJUNCTION})\s", re.IGNORECASE)
_NAME_AT_END = re.compile(r"\b([a-z][\w-]*) ((?:[A-Z][\w.’'-]*\.? ){1,3}[A-Z][\w’'-]+)$")
_LIST = re.compile(r" of [A-Z][\w-]+, $")
_PAST = re.compile(r"(?!unit)\w{3,}ed")
_CAPITAL = re.compile(r"\b[A-Z][\w.-]*$")
_PARTED = re.compile(r",\s+")
_EXPLAINS = re.compile(
    r"(?:who|whose|which|he|she|it|they|now|then|aged|of|for|an?|the|one|himself|herself|too|also|\d\d"
    r"|\w+ of|\w+ing|\w+ed|seen|written|held|led)\b"
)
_NAME = re.compile(
    r"(?:(?:[A-Z]\.){1,3}|[A-Z][\w’'-]{0,40})"
    r"(?: (?:(?:[A-Z]\.){1,3}|[A-Z][\w’'-]{0,40}|de|del|der|di|von|van|al|bin|el|la|of|and)){0,6}"
)


def phrase_before(masked: str, begin: int, edge: int) -> Span | None:
    """Find the noun phrase that is the subject of a verb at `edge`; the clause begins at `begin` or later.

    Examples
    --------
    >>> phrase_before("Meanwhile a friend of the family said", 0, 33)
    (10, 32)
    """
    while edge > begin and masked[edge - 1].isspace():
        edge -= 1
    start = max(begin, edge - 300)
    if masked[start:edge].rstrip().lower().endswith(tuple(f" {word}" for word in _JOINING)):
        return None
    cut = max((match.end() for match in _EDGE.finditer(masked, start, edge)), default=start)
    if masked[edge - 1 : edge] == ",":
        return _explained(masked, cut, edge - 1)
    comma, joined = (_behind_last(masked, mark, cut, edge) for mark in (", ", " and "))
    if cut < comma < joined and masked[comma].isupper() and _LIST.search(masked, cut, comma):
        comma = cut  # "the Ministry of Industry, Trade and Energy"
    names = masked[joined : joined + 1].isupper() and _CAPITAL.search(masked, cut, joined - 5)
    tried = (comma, joined) if joined > comma and not names else (comma,)
    return next((found for first in tried if (found := _noun_phrase(masked, first, edge))), None)


def _behind_last(masked: str, mark: str, start: int, end: int) -> int:
    """Where the text behind the last of some marks begins; the start where there is none."""
    place = masked.rfind(mark, start, end)
    return place + len(mark) if place >= 0 else start


def phrase_at_head(masked: str, begin: int, end: int) -> Span | None:
    """Find the noun phrase that a clause begins with, behind an adverbial and its comma.

    Examples
    --------
    >>> phrase_at_head("In May, two grain traders signed a letter, saying", 0, 49)
    (8, 25)
    """
    start = begin
    while True:
        first = _TOKEN.match(masked, start)
        if not first or first.end() > end:
            return None
        adverb = _is_adverb(first[0], "a")
        if _opens(first[0], 2) and not adverb:
            break
        comma = masked.find(", ", start, min(end, start + 200))
        start = first.end() + 1 if adverb and masked[first.end()] != "," else comma + 2
        if start == 1:
            return None
    return _until_verb(masked, start, end)


def _until_verb(masked: str, start: int, end: int) -> Span | None:
    words: list[re.Match[str]] = []
    for word in _TOKEN.finditer(masked, start, end):
        gap = masked[words[-1].end() : word.start()] if words else " "
        if not gap.isspace() or (words and _ends_head(words[-1][0], word[0], _TOKEN.match(masked, word.end() + 1))):
            break
        words.append(word)
    if not words or len(words) > _LONGEST or not _opens(words[0][0], len(words)):
        return None
    behind = _TOKEN.match(masked, words[-1].end() + 1)
    last = words[-1][0].lower()
    adverbial = last in _TIMES or (
        behind and behind[0].lower() in (_DETERMINERS if last.endswith("ing") else _PRONOUNS)
    )
    return None if adverbial or words[-1][0].endswith(_GENITIVE) else (start, words[-1].end())


def _ends_head(last: str, word: str, following: re.Match[str] | None) -> bool:
    """Whether a word ends the noun phrase at the head of a clause: a verb, an adverb, a preposition but "of"."""
    bare = word.lower().rstrip(".!?")
    if word[0].isupper():
        return False
    if bare in _OUTSIDE or bare in _VERBS or bare in _ADVERBS or _ends_in_ly(bare):
        return True
    if bare in _PREPOSITIONS and bare not in ("of", "for", "from", "with"):
        return True
    if bare in _DETERMINERS and last.lower() not in _PREPOSITIONS:
        return last.lower() not in _DETERMINERS
    verb_follows = following is not None and (following[0] in _OUTSIDE or is_past(following[0]))
    noun = last.endswith(_GENITIVE) or bare in _SPEAKING or verb_follows
    present = last[0].isupper() and bare.endswith("s") and word[0].islower() and not noun
    return present or (len(bare) > 3 and bare.endswith("ed") and "-" not in bare)


def _explained(masked: str, begin: int, comma: int) -> Span | None:
    """Find the subject that an apposition or a relative clause parts from its verb."""
    cuts = [begin, *(m.end() for m in _PARTED.finditer(masked, begin, comma))]
    ends = [*(m.start() for m in _PARTED.finditer(masked, begin, comma)), comma]
    for index, (start, end) in enumerate(zip(cuts[:-1], ends[:-1], strict=True)):
        rest = cuts[index + 1]
        name = is_name(masked[rest:comma])
        found = _noun_phrase(masked, start, end)
        if found and (name or _EXPLAINS.match(masked, rest) or _is_office(masked, found, rest, comma)):
            return (rest, comma) if name and not is_name(masked[found[0] : found[1]]) else found
    return None


def _is_office(masked: str, named: Span, start: int, end: int) -> bool:
    """Whether what stands behind a name is an office without an article: "Jane Roe, Acme director for growth"."""
    words = list(_TOKEN.finditer(masked, start, end))
    known = 1 < len(words) <= _LONGEST and is_name(masked[named[0] : named[1]])
    return known and not any(_is_verb(words, place) for place in range(len(words)))


def _noun_phrase(masked: str, start: int, end: int) -> Span | None:
    """Take the words between two offsets for a noun phrase, without the adverbs before it, if they are one."""
    words = list(_TOKEN.finditer(masked, start, end))
    while words and _is_adverb(words[0][0], words[1][0] if len(words) > 1 else "a"):
        words.pop(0)
    if not 0 < len(words) <= _LONGEST or words[-1].end() != end:
        return None
    if any(masked[one.end() : other.start()].strip(" ,\n\t") for one, other in pairwise(words)):
        return None
    while len(words) > 1 and (words[-1][0].lower() in _ADVERBS or words[-1][0].lower() in _DAYS):
        words.pop()
    if not _closes(words[-1][0]):
        return None
    if not _opens(words[0][0], len(words)) or any(_is_verb(words, place) for place in range(1, len(words))):
        return None
    return words[0].start(), words[-1].end()


def _is_adverb(word: str, following: str) -> bool:
    """Whether a word before a phrase is none of it: "Separately", but not in "Tilly Zhang"."""
    bare = word.lower()
    return bare in _ADVERBS or bare in _JOINING or (_ends_in_ly(bare) and not following[0].isupper())


def _bare(word: str) -> str:
    """A word in lower case; an acronym ("WHO", "IT") stays, for it is no word of the language."""
    return word if word.isupper() and len(word) > 1 else word.lower()


def _ends_in_ly(bare: str) -> bool:
    return bare.endswith("ly") and bare not in _NOUNS_IN_LY


def _closes(word: str) -> bool:
    """Whether a noun phrase may end with a word."""
    bare = _bare(word)
    return not (word.endswith(_GENITIVE) or bare in _ADVERBS or bare in _OPENERS or _PAST.fullmatch(bare))


def _opens(word: str, size: int) -> bool:
    """Whether a noun phrase may begin with a word."""
    bare = _bare(word)
    if bare in _DETERMINERS:
        return size > 1 or bare in ("others", "another")
    if bare in _OUTSIDE or bare in _PREPOSITIONS or bare in _OPENERS or bare in _VERBS or bare in _DAYS:
        return False
    if bare.partition("'")[0].partition("’")[0] in _OUTSIDE:  # "there's"
        return False
    return word[0].isupper() or (word[0].isdigit() and size > 1) or bare.endswith(("s", "'s", "’s")) or "-" in bare


def _is_verb(words: list[re.Match[str]], place: int) -> bool:
    """Whether a word inside a phrase shows that it is a clause."""
    bare = _bare(words[place][0])
    if bare in _OUTSIDE or bare in _VERBS or bare.endswith(("n't", "n’t")):
        return True
    if (
        not words[place][0].endswith("ed")
        or words[place][0][0].isupper()
        or "-" in bare
        or len(bare) < 5
        or place + 1 == len(words)
    ):
        return False
    following = words[place + 1][0]
    return following.lower() in _DETERMINERS or following.lower() in _PREPOSITIONS or following[0].isupper()


def phrase_behind(masked: str, start: int, end: int, *, any_noun: bool = False) -> Span | None:
    """Find the noun phrase that follows a verb, up to the next comma, clause or adverbial.

    A bare noun in lower case is taken for one if it is a plural, or if `any_noun` is asked for.

    Examples
    --------
    >>> phrase_behind("said Jane Roe of Acme in a note", 4, 31)
    (5, 21)
    """
    words: list[re.Match[str]] = []
    for word in _TOKEN.finditer(masked, start, min(end, start + 200)):
        gap = masked[words[-1].end() if words else start : word.start()]
        bare = _bare(word[0])
        if not gap.isspace() or bare in _OUTSIDE or _ends_in_ly(bare) or bare in _DAYS:
            break
        if words and bare in _PREPOSITIONS and not _goes_on(masked, bare, word.end()):
            break
        if len(words) == _LONGEST or (words and words[-1][0].endswith(".") and len(words[-1][0]) > 5):
            break
        words.append(word)
    while words and (words[-1][0].lower() in _PREPOSITIONS or words[-1][0].lower() in ("and", "the", "a")):
        words.pop()
    if not words or not (_opens(words[0][0], len(words)) or any_noun):
        return None
    last = words[-1]
    return words[0].start(), last.end() - (last[0].endswith(".") and len(last[0]) > 2 and last.end() >= end - 1)


def _goes_on(masked: str, preposition: str, place: int) -> bool:
    """Whether what a preposition leads in belongs to the phrase before it: "of Acme", "for the union"."""
    if preposition in ("of", "for", "from", "with"):
        return True
    return preposition in ("at", "in") and re.match(r" (?:the )?[A-Z]", masked[place : place + 6]) is not None


def name_at_end(masked: str, phrase: Span) -> Span:
    """Find the name that a title in lower case leads in: "defence secretary Jane Roe"; else the phrase."""
    found = _NAME_AT_END.search(masked, *phrase)
    if not found or found[1].lower() in _PREPOSITIONS or found[1].lower() in _DETERMINERS or found[1] == "and":
        return phrase
    return found.span(2)


def is_past(words: str) -> bool:
    """Whether words begin with a verb in the past."""
    first = _TOKEN.match(words.lstrip())
    word = first[0].rstrip(".!?") if first else ""
    return word in _VERBS or _PAST.fullmatch(word) is not None


def is_name(words: str) -> bool:
    """Whether words are a name by their capitals."""
    return bool(_NAME.fullmatch(words)) and words.split()[0].lower() not in _OPENERS and words.lower() not in _DAYS
