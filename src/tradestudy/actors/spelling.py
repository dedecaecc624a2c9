"""A name that is all but one of the gazetteer's: another transcription or a slip of the pen."""

from __future__ import annotations

from tradestudy.actors.gazetteer import Actor, Gazetteer, offices_on, plain_words
from tradestudy.actors.roles import same_office, surname_of

_LONG = 8  # letters from which a word may differ in two places
_RARE = 5  # letters from which a word that one person alone bears tells who is meant


def find_closest(person: Actor, gazetteer: Gazetteer) -> Actor | None:
    """Tell the one person of the gazetteer whom a person found in a text all but names, None where several or none.

    The letters are the same though parted or ordered otherwise ("Lifeng He"); or one word is the same and the other a
    letter off, and the word that is the same is nobody else's, the surname stands alone, or the office fits.
    """
    words = plain_words(person.name)
    if len(words) < 2:
        return None
    if same := gazetteer.in_one.get("".join(words)):
        return same[0] if len(same) == 1 else None
    near: dict[str, Actor] = {}
    for same_word in words:
        written = [word for word in words if word != same_word]
        for actor in gazetteer.by_word.get(same_word, ()):
            other = [word for word in plain_words(actor.name) if word != same_word]
            pair = len(other) == len(written) == 1 and _is_near(written[0], other[0])
            if pair and _is_told(person, actor, same_word, other[0], gazetteer):
                near[actor.actor_id] = actor
    return next(iter(near.values())) if len(near) == 1 else None


def _is_told(person: Actor, actor: Actor, same: str, other: str, gazetteer: Gazetteer) -> bool:
    """Whether more than one word speaks for an actor: a rare first name or surname, or the office."""
    surname = surname_of(actor.name)
    borne_by = len(gazetteer.by_word[same])
    is_first_name = plain_words(surname)[:1] != (same,)
    if borne_by == 1 and len(same) >= _RARE and is_first_name:
        return True
    if len(other) < _RARE:
        return False
    rare = borne_by == 1 if not is_first_name else surname in gazetteer.surnames
    return rare or any(same_office(person.role, office.role) for office in offices_on(actor, ""))


def _is_near(one: str, other: str) -> bool:
    """Whether two words differ by a letter left out, put in, changed or swapped with the next; by two in long ones."""
    most = 2 if min(len(one), len(other)) >= _LONG else 1
    return abs(len(one) - len(other)) <= most and 0 < _distance(one, other) <= most


def _distance(one: str, other: str) -> int:
    """Count the letters to be left out, put in, changed or swapped (Damerau 1964, neighbours only)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, row, last = row, [i], before
        for j, with_letter in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != with_letter))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == with_letter:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
