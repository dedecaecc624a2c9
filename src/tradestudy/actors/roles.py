"""The role written beside a name: the title before it, the apposition behind it, or the body it is "of".

Also the words that tell a title or a name of a body from a personal name, and the side that a role gives away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tradestudy.terms import any_of, read_lexicon, words_of

HEADS = frozenset(words_of("titles.csv", "word", uses="head"))
_BEFORE_GENERAL = frozenset(words_of("titles.csv", "word", uses="before general"))
_MODIFIERS = frozenset(words_of("titles.csv", "word", uses="modifier"))
_PARTICIPLES = frozenset(words_of("titles.csv", "word", uses="participle"))
_DAYS_AND_MONTHS = words_of("timex_words.csv", "word", kind="weekday") + words_of(
    "timex_words.csv", "word", kind="month"
)
_NO_TITLE = frozenset(words_of("function_words.csv", "word", uses="no title")) | {
    word
    for word in _DAYS_AND_MONTHS
    if len(word) > 3  # "Jan", "Sun" and "May" are names as well
}
_NO_NAME = frozenset(words_of("name_words.csv", "word", uses="no name"))
_FAMILY_FIRST = frozenset(words_of("name_words.csv", "word", uses="surname"))
_JOINING = frozenset(("of", "for", "to", "and", "the"))
_GENITIVE = ("'s", "’s")
_INITIALS = re.compile(r"[A-Z]\.[A-Z]\.")
_CLAUSE_ENDS = (". ", "; ", ": ", "\n", "(", "“", "”", '"', " – ", " — ", "? ", "! ")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.[A-Z]|Sen|Rep|Gov|Gen|Prof|Dr|Sec|Lt)$")
_INSIDE = r"[^,.;:\n\"“”—–()]"
_APPOSITION = re.compile(
    rf", (?:who (?:is|was) )?({_INSIDE}{{3,150}}(?:[A-Z]\.[A-Z]\.{_INSIDE}{{0,80}})?)(?=[,.;:—–\n)]|$)"
)
_NOT_IN_APPOSITION = re.compile(
    r"\b(?:said|says|told|added|were|was|will|would|has|had|have|is|are|should|could|can|cannot|might|must|shall)\b"
)
_NO_FIRST = frozenset(  # what goes on behind a comma without being an apposition
    "i you he she it we they there this that and but while "
    "after as when with including to in on at from for where who whose met told sent wrote led took made "
    "or both along according".split()
)
OF_BODY = re.compile(r" ((?:of|at|from|with) (?:the )?[A-Z][\w'’&.-]*(?: (?:of |for |and |the )*[A-Z][\w'’&.-]*){0,5})")


def _pattern_of(side: str, mark: str, bodies: Sequence[str] = ()) -> re.Pattern[str]:
    """Build the pattern of what gives a side away: its country's words, its media, its offices, houses and bodies."""
    places = [f"{place}{mark}" for place in words_of("countries.csv", "names", "capitals", side=side)]
    written = words_of("countries.csv", "adjectives", side=side) + words_of("agencies.csv", "agency", side=side)
    written += [*words_of("affiliations.csv", "term", side=side), *bodies]
    cased = any_of(places + [term for term in written if term != term.lower()])
    uncased = any_of([term for term in written if term == term.lower()])
    return re.compile(rf"\b(?:{cased}|(?i:{uncased}))(?:['’]s)?(?!\w)".replace(r"\*", r"\w*"))


# The second side first: an ambassador to the other's country is told by the adjective of the own.
_SIDES = [row["side"] for row in reversed(read_lexicon("sides.csv")) if row["partner"]]
_ROLES = {
    side: _pattern_of(side, "'s", words_of("actors.csv", "name", "aliases", kind="body", side=side)) for side in _SIDES
}
_ABROAD = any_of(
    words_of("countries.csv", "adjectives", side="other")
    + [f"{place}'s" for place in words_of("countries.csv", "names", "capitals", side="other")]
)
_FOREIGN = re.compile(rf"\b{_ABROAD}(?: [\w-]+)? $")
_SOURCES = {"other": re.compile(rf"\b{any_of(words_of('agencies.csv', 'agency', side='other'))}\b")}
_SOURCES |= {side: _pattern_of(side, "") for side in _SIDES}


def side_of_role(role: str) -> str:
    """Tell the side whose office, body or place a role names, "other" where it names none or another country's.

    Examples
    --------
    >>> side_of_role("finance ministry official"), side_of_role("Japanese finance ministry official")
    ('CN', 'other')
    """
    for side, pattern in _ROLES.items():
        if (told := pattern.search(role)) and not _FOREIGN.search(role[: told.start()]):
            return side
    return "other"


def side_of_source(words: str) -> str:
    """Tell the side of an unnamed source ("a Chinese official", "Beijing"), "other" where its words show none."""
    return next((side for side, pattern in _SOURCES.items() if pattern.search(words)), "other")


def is_no_name(word: str) -> bool:
    """Whether a capitalised word belongs to a title, a body or the language rather than to a personal name."""
    bare = word.lower()
    return word in _NO_NAME or bare in HEADS or bare in _NO_TITLE


def surname_of(name: str) -> str:
    """The surname of a personal name: the first of two words where it is a Chinese one, else the last.

    Examples
    --------
    >>> surname_of("Wang Wentao"), surname_of("Jane Roe")
    ('Wang', 'Roe')
    """
    words = name.split()
    return words[0] if words[0] in _FAMILY_FIRST and len(words) == 2 else words[-1]


def find_role(text: str, start: int, end: int) -> tuple[str, int]:
    """The role written before a name, or else behind it, and where it starts."""
    begin = _title_before(text, start)
    if begin < start:
        return text[begin:start].rstrip(" ,\xa0"), begin
    after = _APPOSITION.match(text[end : end + 180])
    if after and _is_role(after[1]):
        return after[1], end + after.start(1)
    of = OF_BODY.match(text, end)
    if of and _is_body(of[1]):
        return of[1].rstrip("."), end + 1
    return "", start


def same_office(written: str, role: str) -> bool:
    """Whether a role as written and a role of the gazetteer share the head of their title."""
    words = {word.strip(",.'’s").lower() for word in written.split()} & HEADS
    return bool(words & {word.strip(",.;").lower() for word in role.split()})


def _title_before(text: str, start: int) -> int:
    """Where the title before a name starts; the name's own start where it has none."""
    before = text[max(0, start - 130) : start]
    for cut in _CLAUSE_ENDS:
        position = before.rfind(cut)
        if position >= 0 and not (cut == ". " and _ABBREVIATED.search(before[:position])):
            before = before[position + len(cut) :]
    if not before.endswith((" ", "\xa0")):
        return start
    words = list(re.finditer(r"\S+", before))
    first = _title_start([word[0] for word in words])
    return start - len(before) + words[first].start() if first < len(words) else start


def _title_start(words: list[str]) -> int:
    """Index of the first word of the title that ends a list of words; its length where there is none."""
    first = _head_of_title(words)
    while 0 < first < len(words) and (more := _goes_on_before(words, first)):
        first -= more
    return first


def _head_of_title(words: list[str]) -> int:
    """Index of the word that makes a title of the end of a list: its last, or one before "of" and capitals."""
    size = len(words)
    last = words[-1].strip(",").rstrip(".").lower() if words else ""
    general = last == "general" and size > 1 and words[-2].lower() in _BEFORE_GENERAL
    if (last in HEADS or general) and not words[-1].endswith(_GENITIVE):
        return size - 1
    for back in range(size - 1, max(size - 9, 0), -1):
        word = words[back]
        joins = word.lower() in _JOINING
        if word in ("of", "for", "to") and words[back - 1].lower() in HEADS:
            return back - 1
        if word.endswith((",", *_GENITIVE)) or not (joins or word[0].isupper()):
            break
        if not joins and word.lower() in _NO_TITLE:
            break
    return size


def _goes_on_before(words: list[str], first: int) -> int:
    """How many more words before the first belong to the title."""
    word = words[first - 1]
    bare, capital = word.lower(), word[0].isupper()
    proper = capital and bare not in _NO_TITLE and not word.endswith((",", "."))
    genitive = capital and word.endswith(_GENITIVE)
    if proper or genitive or _INITIALS.fullmatch(word) or bare in _MODIFIERS or bare in HEADS:
        return 1
    head_before = first >= 2 and words[first - 2].lower() in HEADS
    office = bare in ("of", "for") and head_before and words[first][0].isupper()
    joined = bare == "and" and first >= 4 and words[first - 2][0].isupper() and words[first - 3] in ("of", "for")
    return 2 if office or joined else 0


def _is_role(words: str) -> bool:
    if _NOT_IN_APPOSITION.search(words.split(" who ")[0]):
        return False
    bare = [word.strip("'’s." if word.endswith(_GENITIVE) else ".").lower() for word in words.split()]
    participle = bare[0].endswith(("ed", "ing")) and bare[0] not in _PARTICIPLES
    if bare[0] in _NO_FIRST or participle:
        return False
    return any(word in HEADS or word.rstrip("s") in HEADS for word in bare[:9])


def _is_body(phrase: str) -> bool:
    first, *words = phrase.split()
    return first == "of" and len(words) > 1 and any(word[0].isupper() and is_no_name(word) for word in words)
