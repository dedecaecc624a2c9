"""The gazetteer lexicon/actors.csv, or a user's own: people and bodies with the forms that stand for them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from tradestudy.terms import any_of, as_tuples, compile_terms, read_frame, read_lexicon, words_of

if TYPE_CHECKING:
    import ahocorasick

GAZETTEER_COLUMNS = ["actor_id", "name", "aliases", "short", "exclusions", "kind", "side", "role", "from", "to", "note"]
_FORMS = {"name": "full", "aliases": "full", "short": "short", "exclusions": "not"}
_SIDES = [row["side"] for row in read_lexicon("sides.csv") if row["partner"]]
_ADJECTIVES = {side: words_of("countries.csv", "adjectives", side=side) for side in _SIDES}
_NATIONAL = any_of(word for side in _SIDES for word in words_of("countries.csv", "adjectives", "names", side=side))
_BARE = re.compile(rf"the (?!{_NATIONAL})")
_OF_COUNTRY = re.compile(rf"(?:\b(?:of|the) )*\b{_NATIONAL}(?:['’]s)?(?!\w)", re.IGNORECASE)


class Office(NamedTuple):
    """A role of the gazetteer, with the first and the last day it was held ("" where open)."""

    role: str
    first: str
    last: str


class Actor(NamedTuple):
    """A person or body of the gazetteer (kind "unknown": a person found in the text only)."""

    actor_id: str
    name: str
    kind: str
    side: str
    role: str
    offices: tuple[Office, ...] = ()


class Gazetteer(NamedTuple):
    """A gazetteer made ready: its forms, each with its part (full, short, not) and the place of its actor."""

    automaton: ahocorasick.Automaton
    actors: tuple[Actor, ...]
    bodies: dict[str, str]  # actor_id -> name and aliases in lower case
    surnames: frozenset[str]  # last words of names that stand for their bearer wherever they are met
    in_one: dict[str, list[Actor]]  # people by their name in one word, the surname first and last
    by_word: dict[str, list[Actor]]  # people by each word of their name
    called_he: dict[str, Actor]  # people of that surname by their actor_id


def read_gazetteer(path: str | Path | None = None) -> pd.DataFrame:
    """Read the gazetteer of people and bodies.

    Parameters
    ----------
    path : str or Path, optional
        A CSV file; by default the gazetteer of the package.

    Returns
    -------
    pandas.DataFrame
        One row per person or body: actor_id, name, aliases, short, exclusions, kind (person, body), side (US, CN,
        other), role, from, to (ISO dates, lists as long as role), note; lists joined with "; ". The package's has
        wikidata as well: the item's number, or "none" where none was verified.

    Raises
    ------
    LexiconError
        If columns are missing or an actor_id stands in two rows.

    Examples
    --------
    >>> read_gazetteer().set_index("actor_id").loc["he_lifeng", ["name", "side", "role"]].tolist()
    ['He Lifeng', 'CN', 'Vice Premier']
    """
    return read_frame(path, "actors.csv", GAZETTEER_COLUMNS, "actor_id")


def prepare_gazetteer(gazetteer: pd.DataFrame | None) -> Gazetteer:
    """Make a gazetteer ready for use, once for each; by default the package's."""
    return _shipped() if gazetteer is None else _compile(as_tuples(gazetteer, GAZETTEER_COLUMNS))


@cache
def _shipped() -> Gazetteer:
    return _compile(as_tuples(read_gazetteer(), GAZETTEER_COLUMNS))


@lru_cache(maxsize=4)
def _compile(gazetteer: tuple[tuple[str, ...], ...]) -> Gazetteer:
    actors, bodies, surnames = [], {}, set()
    entries: list[tuple[str, tuple[str, int]]] = []
    for number, cells in enumerate(gazetteer):
        row = dict(zip(GAZETTEER_COLUMNS, cells, strict=True))
        actors.append(Actor(row["actor_id"], row["name"], row["kind"], row["side"], row["role"], _offices(row)))
        if row["kind"] == "body":
            bodies[row["actor_id"]] = f"{row['name']} {row['aliases']}".lower()
        else:
            surnames |= {alias for alias in row["aliases"].split("; ") if " " not in alias}
        for column, part in _FORMS.items():
            forms = [form for form in row[column].split("; ") if form]
            entries += [(form, (part, number)) for form in dict.fromkeys(forms + _with_country(forms, row["side"]))]
    in_one, by_word, called_he = _index([actor for actor in actors if actor.kind == "person"])
    return Gazetteer(compile_terms(entries), tuple(actors), bodies, frozenset(surnames), in_one, by_word, called_he)


def _index(people: list[Actor]) -> tuple[dict[str, list[Actor]], dict[str, list[Actor]], dict[str, Actor]]:
    in_one: dict[str, list[Actor]] = {}
    by_word: dict[str, list[Actor]] = {}
    for actor in people:
        words = plain_words(actor.name)
        for written in {"".join(words), "".join([*words[1:], *words[:1]])}:
            in_one.setdefault(written, []).append(actor)
        for word in dict.fromkeys(words):
            by_word.setdefault(word, []).append(actor)
    return in_one, by_word, {actor.actor_id: actor for actor in people if actor.name.startswith("He ")}


@lru_cache(maxsize=4096)
def plain_words(name: str) -> tuple[str, ...]:
    """The words of a name in plain small letters, without hyphens, apostrophes, accents and initials.

    Examples
    --------
    >>> plain_words("Luiz Inácio D. Lip-Bu")
    ('luiz', 'inacio', 'lipbu')
    """
    letters = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    return tuple(word for word in re.sub(r"[^a-z ]", "", letters).split() if len(word) > 1)


def _offices(row: dict[str, str]) -> tuple[Office, ...]:
    """Pair the roles of a row with their days; a list of days that ends early leaves the last roles open."""
    cells = ([cell.strip() for cell in row[column].split(";")] for column in ("role", "from", "to"))
    return tuple(Office(*office) for office in zip_longest(*cells, fillvalue="") if office[0])


def _with_country(forms: list[str], side: str) -> list[str]:
    """ "the US trade chief" for "the trade chief"."""
    bare = [form[4:] for form in forms if _BARE.match(form)]
    return [f"the {country} {form}" for form in bare for country in _ADJECTIVES.get(side, ())]


def offices_on(actor: Actor, day: str) -> tuple[Office, ...]:
    """The offices that an actor held on a day (ISO); on no day (""), those without an end, or all if each has one."""
    if not day:
        return tuple(one for one in actor.offices if not one.last) or actor.offices
    begun = (one for one in actor.offices if one.first <= day)
    return tuple(one for one in begun if not one.last or day[: len(one.last)] <= one.last)


def tells_office(words: str, actor: Actor, day: str) -> bool:
    """Whether words with a country in them ("the Chinese commerce minister") say no less than an office of that day."""
    bare = _bare_office(words)
    return bare != set(words.lower().split()) - {"the"} and any(
        bare == _bare_office(one.role) for one in offices_on(actor, day)
    )


def _bare_office(words: str) -> set[str]:
    return set(_OF_COUNTRY.sub("", words).lower().replace("-", " ").split()) - {"of", "the"}
