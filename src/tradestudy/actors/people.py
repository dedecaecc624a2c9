"""People who are not in the gazetteer: capitalised names that a title, an apposition or a reporting verb introduces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from tradestudy.actors.gazetteer import Actor
from tradestudy.actors.roles import OF_BODY, find_role, is_no_name, side_of_role, surname_of
from tradestudy.terms import Hit, any_of, clashes, compile_terms, find_terms, keep_longest, words_of

_WORD = r"\b[A-Z](?:[\w-]|['’](?!s\b)){0,24}[a-z]\b"
_INITIALS = r"(?:[A-Z]\.(?: ?[A-Z]\.)?|[A-Z]{1,2}\b)(?= ?[A-Z])"
_CAPITALISED = re.compile(rf"{_WORD}(?: (?:{_WORD}|{_INITIALS}|de|von|van|der|den|al|bin|la|da|del|dos))*")
_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Lord|Madam)\.? $")
_SAYS = any_of(words_of("reporting_verbs.csv", "introduces"))
_SPEAKS = re.compile(rf",? {_SAYS}\b")
_SPEAKS_LATER = re.compile(rf", (?:who|whose|now|then|aged)\b[^.;:\n]{{3,90}}, {_SAYS}\b")
_SPOKEN = re.compile(rf"(?:\b{_SAYS}|[Aa]ccording to) $")
_FAMILY_FIRST = frozenset(words_of("name_words.csv", "word", uses="surname"))
_NAMES_TOO = _FAMILY_FIRST | set(words_of("name_words.csv", "word", uses="first name"))
_FUNCTION_WORDS = frozenset(words_of("function_words.csv", "word") + words_of("stop_words.csv", "word"))
_COUNTRIES = frozenset(words_of("countries.csv", "names"))
_ADJECTIVES = {
    word.lower()
    for word in words_of("countries.csv", "adjectives")
    + words_of("titles.csv", "word", uses="modifier")
    + words_of("titles.csv", "word", uses="participle")
}
_BEFORE_BODY = frozenset(("of", "for", "at", "with", "to", "by", "and", "the", "a"))
_BEGUN_BODY = re.compile(r"\b[a-z][\w-]+ (?:of|for|at|with) (?P<the>the )?(?:[A-Z][\w.&'’-]*(?: |$)(?:and )?)+$")
_FIRST_NAME = re.compile(r"(?:\b(?P<place>[Ii]n|[Aa]t|[Nn]ear) )?\b(?P<name>[A-Z][a-z]+(?:-[A-Z][a-z]+)?) $")
_PART = re.compile(r"\w+")
_MOST_BEARERS = 20  # of a surname: where more bear it, it tells nobody
_INITIAL = re.compile(r"\b[A-Z]\.(?: ?[A-Z]\.)? ")
_LONGEST_HEADLINE = 300  # characters on either side of a name in it
_BEFORE_SURNAME = frozenset(map(str.capitalize, words_of("titles.csv", "word", uses="before surname")))


def find_people(
    text: str, taken: list[tuple[int, int]], masked: list[tuple[int, int]], surnames: Collection[str] = ()
) -> list[Hit]:
    """People introduced in a text outside the taken and the masked spans.

    A full name is also introduced by somebody called Mr or Ms with its surname, and by one of `surnames`, which a known
    person bears as well.

    Returns
    -------
    list of Hit
        Each place of their names, with the actors who may be meant: several where relatives share a surname.
    """
    people: dict[str, tuple[int, Actor]] = {}
    waiting: dict[str, dict[str, int]] = {}  # surname -> full names that nothing introduces, with their first place
    for match in _CAPITALISED.finditer(text):
        name = _personal_name(match[0], surnames)
        start = match.end() - len(name)
        if not name or clashes(taken, start, match.end()) or clashes(masked, start, start + 1):
            continue
        known = people.get(name)
        if known and (known[1].side != "other" or name == surname_of(name)):
            continue
        role = _introduction(text, start, match.end(), name)
        if role is None:
            waiting.setdefault(surname_of(name), {}).setdefault(name, start)
        elif not known or side_of_role(role) != "other":
            first = known[0] if known else waiting.get(surname_of(name), {}).get(name, start)
            people[name] = (first, Actor(f"unknown:{name}", name, "unknown", side_of_role(role), role))
    return _places(text, _with_full_names(text, people, waiting, surnames), taken, masked)


def _with_full_names(
    text: str, people: dict[str, tuple[int, Actor]], waiting: dict[str, dict[str, int]], surnames: Collection[str]
) -> dict[str, tuple[int, Actor]]:
    """Put full names for people known by their surname alone, and those of namesakes beside them."""
    alone = {name for name in people if name == surname_of(name)}
    found = {name: one for name, one in people.items() if name not in alone}
    for surname in sorted(alone | set(surnames)):
        for name, start in waiting.get(surname, {}).items():
            if " " in name and name not in found and not _is_opening(text, start):
                found[name] = (start, Actor(f"unknown:{name}", name, "unknown", "other", ""))
    borne = {surname_of(name) for name in found}
    return found | {name: people[name] for name in alone if name not in borne}


def _is_opening(text: str, start: int) -> bool:
    """Whether a sentence, a line or a quotation begins here, so that its first word may be any."""
    return not re.search(r"[\w,;)’'] $", text[max(0, start - 3) : start])


def _places(
    text: str, people: dict[str, tuple[int, Actor]], taken: list[tuple[int, int]], masked: list[tuple[int, int]]
) -> list[Hit]:
    entries = [(form, name) for name in people for form in (name, _INITIAL.sub("", name))] + list(_surnames(people))
    same = {_INITIAL.sub("", name): actor for name, (_, actor) in reversed(people.items())}
    found: dict[tuple[int, int], dict[str, Actor]] = {}
    for start, end, name in find_terms(text, compile_terms(entries)):
        if (
            start < people[name][0]
            or text[start:end] == "He"
            or clashes(taken, start, end)
            or clashes(masked, start, start + 1)
        ):
            continue
        if " " in text[start:end] or stands_alone(text, start, end):
            found.setdefault((start, end), {})[_INITIAL.sub("", name)] = same[_INITIAL.sub("", name)]
    return keep_longest([Hit(*span, tuple(actors.values())) for span, actors in found.items()])


def _surnames(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    borne: Counter[str] = Counter()
    for name in names:
        surname = surname_of(name)
        borne[surname] += 1
        if borne[surname] <= _MOST_BEARERS:
            yield surname, name


def has_other_first_name(text: str, start: int) -> bool:
    """Whether the surname that starts here has a first name before it: a capital that no sentence or title asks for."""
    before = _FIRST_NAME.search(text[max(0, start - 60) : start])
    if not before or before["place"] or _may_be_no_name(before["name"]):
        return False
    return not _is_in_headline(text, start) and not _is_opening(text, start - len(before["name"]) - 1)


def _is_in_headline(text: str, place: int) -> bool:
    """Whether all long words of a line but one are written with a capital; what runs on for long is no headline."""
    begin = text.rfind("\n", max(0, place - _LONGEST_HEADLINE), place) + 1
    end = text.find("\n", place, place + _LONGEST_HEADLINE)
    if (not begin and place > _LONGEST_HEADLINE) or (end < 0 and len(text) > place + _LONGEST_HEADLINE):
        return False
    line = text[begin : end if end >= 0 else len(text)]
    long = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    return sum(word[0].islower() for word in long) <= len(long) // 8


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a surname is not part of somebody else's full name."""
    after = re.match(r" ([A-Z][a-z]+)\b", text[end : end + 20])
    if after and not is_no_name(after[1]):
        return False
    before = re.search(r"([A-Za-z.'’-]+) $", text[max(0, start - 25) : start])
    if not before or not before[1][0].isupper():
        return True
    return before[1].endswith(("'s", "’s", ".")) or is_no_name(before[1].rstrip("."))


def _personal_name(capitalised: str, surnames: Collection[str]) -> str:
    """The personal name that ends a run of capitalised words, "" where it holds none."""
    words = capitalised.split()
    first = len(words) - (words[-1] in surnames)
    while first and not _may_be_no_name(words[first - 1]):
        first -= 1
    if not 1 <= len(words) - first <= 4 or not words[first][0].isupper():
        return ""
    return capitalised[-len(" ".join(words[first:])) :]


def _may_be_no_name(word: str) -> bool:
    """Whether a capitalised word is no part of a personal name; an initial is one."""
    if word.endswith("."):
        return len(word) > 2 and is_no_name(word[:-1])
    return is_no_name(word) or (word not in _NAMES_TOO and (word in _COUNTRIES or word.lower() in _FUNCTION_WORDS))


def _introduction(text: str, start: int, end: int, name: str) -> str | None:
    """The role that a name is introduced by, "" where it only speaks or is called Mr, None where it is no person."""
    before, after = text[max(0, start - 30) : start], text[end : end + 120]
    if _HONORIFIC.search(before):
        return ""
    if before.endswith(("the ", "The ")):
        return None
    role, role_start = find_role(text, start, end)
    full = " " in name
    if role and role_start < start and _goes_on_in_name(role):
        return None
    if role and (full or role.split()[-1] in _BEFORE_SURNAME):
        return role
    of = OF_BODY.match(after)
    later = _SPEAKS_LATER.match(after)
    speaks = later or _SPEAKS.match(after[of.end() :] if of else after) or _SPOKEN.search(before)
    if not full or not speaks:
        return None
    if of:
        return of[1].rstrip(".")
    first, *_, last = name.split()
    return "" if later or first in _FAMILY_FIRST or _stands_behind(text, end, last) else None


def _stands_behind(text: str, end: int, word: str) -> bool:
    """Whether a word stands again behind a place; where one of its parts does not, the text is not read for it."""
    places = _last_places(text)
    if any(places.get(part, -1) < end for part in _PART.findall(word)):
        return False
    return re.compile(rf"\b{re.escape(word)}\b").search(text, end) is not None


@lru_cache(maxsize=1)
def _last_places(text: str) -> dict[str, int]:
    return {match[0]: match.start() for match in _PART.finditer(text)}


def _goes_on_in_name(role: str) -> bool:
    """Whether what stands before a name is the begin of a body's: "director of", "spokesman for the United"."""
    words = role.split()
    if words[-1].lower() in _BEFORE_BODY:
        return True
    begun = _BEGUN_BODY.search(role)
    if not begun:
        return False
    adjective = begun["the"] and words[-1].lower() in _ADJECTIVES
    return bool(adjective) or (not _may_be_no_name(words[-1]) and side_of_role(words[-1]) == "other")
