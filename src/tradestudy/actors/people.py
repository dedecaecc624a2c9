"""People who are not in the gazetteer: capitalised names that a title, an apposition or a reporting verb introduces."""

from __future__ import annotations

import re

from tradestudy.actors.gazetteer import Actor
from tradestudy.actors.roles import OF_BODY, find_role, is_no_name, side_of_role
from tradestudy.terms import Hit, any_of, clashes, compile_terms, find_terms, keep_longest, words_of

_WORD = r"\b[A-Z](?:[\w-]|['’](?!s\b)){0,24}[a-z]\b"
_INITIALS = r"(?:[A-Z]\. ?){1,2}(?= ?[A-Z])"
_CAPITALISED = re.compile(rf"{_WORD}(?: (?:{_WORD}|{_INITIALS}|de|von|van|der|den|al|bin|la|da|del|dos))*")
_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Lord|Madam)\.? $")
_SAYS = any_of(words_of("reporting_verbs.csv", "introduces"))
_SPEAKS = re.compile(rf",? {_SAYS}\b")
_SPEAKS_LATER = re.compile(rf", (?:who|whose|now|then|aged)\b[^.;:\n]{{3,90}}, {_SAYS}\b")
_SPOKEN = re.compile(rf"(?:\b{_SAYS}|[Aa]ccording to) $")
_FAMILY_FIRST = frozenset(words_of("name_words.csv", "word", uses="surname"))
_BEFORE_SURNAME = frozenset(map(str.capitalize, words_of("titles.csv", "word", uses="before surname")))


def find_people(text: str, taken: list[tuple[int, int]], masked: list[tuple[int, int]]) -> list[Hit]:
    """People introduced in a text outside the taken and the masked spans: each place of their name, with its actor."""
    people: dict[str, tuple[int, Actor]] = {}
    for match in _CAPITALISED.finditer(text):
        name = _personal_name(match[0])
        start = match.end() - len(name)
        if not name or name in people or clashes(taken, start, match.end()) or clashes(masked, start, start + 1):
            continue
        role = _introduction(text, start, match.end(), name)
        if role is not None:
            people[name] = (start, Actor(f"unknown:{name}", name, "unknown", side_of_role(role), role))
    entries = [(form, name) for name in people for form in (name, _surname(name))]
    found: dict[tuple[int, int], Hit] = {}
    for start, end, name in find_terms(text, compile_terms(entries)):
        first, actor = people[name]
        if start < first or text[start:end] == "He" or clashes(taken, start, end) or clashes(masked, start, start + 1):
            continue
        if end - start == len(name) or stands_alone(text, start, end):
            found[start, end] = Hit(start, end, actor)
    return keep_longest(list(found.values()))


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a surname is not part of somebody else's full name."""
    after = re.match(r" ([A-Z][a-z]+)\b", text[end : end + 20])
    if after and not is_no_name(after[1]):
        return False
    before = re.search(r"([A-Za-z.'’-]+) $", text[max(0, start - 25) : start])
    if not before or not before[1][0].isupper():
        return True
    return before[1].endswith(("'s", "’s", ".")) or is_no_name(before[1].rstrip("."))


def _surname(name: str) -> str:
    words = name.split()
    return words[0] if words[0] in _FAMILY_FIRST and len(words) == 2 else words[-1]


def _personal_name(capitalised: str) -> str:
    """The personal name that ends a run of capitalised words, "" where it holds none."""
    words = capitalised.split()
    first = len(words)
    while first and not is_no_name(words[first - 1].rstrip(".")):
        first -= 1
    if not 1 <= len(words) - first <= 4 or not words[first][0].isupper():
        return ""
    return capitalised[-len(" ".join(words[first:])) :]


def _introduction(text: str, start: int, end: int, name: str) -> str | None:
    """The role that a name is introduced by, "" where it only speaks or is called Mr, None where it is no person."""
    before, after = text[max(0, start - 30) : start], text[end : end + 120]
    if _HONORIFIC.search(before):
        return ""
    role = find_role(text, start, end)[0]
    full = " " in name
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
    return "" if later or first in _FAMILY_FIRST or re.search(rf"\b{re.escape(last)}\b", text[end:]) else None
