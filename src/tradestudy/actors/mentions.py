"""People and bodies named in a text, their role as written and their side.

Three sources, in this order: the gazetteer lexicon/actors.csv (names and aliases stand alone; the forms in its column
`short`, such as "Li" or "the vice premier", count only after their bearer was named in the article); the surname "He",
told from the pronoun by its place in the sentence; and people who are not in the gazetteer but are introduced by a
title, an apposition or a reporting verb, who get the actor_id ``unknown:NAME``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from tradestudy import tables
from tradestudy.actors.gazetteer import Actor, Gazetteer, offices_on, prepare_gazetteer, tells_office
from tradestudy.actors.people import find_people, has_other_first_name, stands_alone
from tradestudy.actors.roles import find_role, is_no_name, same_office
from tradestudy.actors.spelling import find_closest
from tradestudy.sentences import find_sentence, to_rows
from tradestudy.terms import Hit, any_of, clashes, find_terms, keep_longest, read_lexicon, words_of

_AGENCY = any_of(words_of("agencies.csv", "names", uses="photo"))
_PICTURES = any_of(words_of("agencies.csv", "names", uses="pictures only"))
_DESK = r"(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Pp]hoto|[Ii]mage|[Pp]icture|[Gg]raphic)"
_WORK = r"(?:Reporting|Writing|Editing|Compiled|Edited|Written|Reported)"
_BYLINE = re.compile(
    "|".join(
        (
            r"^(?:By|BY|Photo(?:graph)?(?: by|:)|Image(?: credit)?:|Credit:|File photo:?|Picture:) .{0,120}$",
            r"^.{2,60} \| .{0,80}$",
            rf"\((?:Additional (?:writing and )?)?{_DESK}(?: and \w+)?(?: by|:)[^)]{{0,300}}\)",
            rf"\b(?:Additional )?{_WORK}(?: and \w+)? by [^.\n]{{3,200}}",
            rf"[\[(][^\])\n]{{0,160}}(?:/| via |: )?{_AGENCY}(?: [Pp]hoto)?[\])]",
            r"\b(?:[A-Z]{2,4} )?Photo/[A-Z][^\n)]{2,60}",
        )
    ),
    re.MULTILINE,
)
_CREDIT = re.compile(rf"(?:{_AGENCY}/|/{_AGENCY}|{_AGENCY} (?:Photo|via)|{_PICTURES}).{{0,60}}$", re.MULTILINE)
_IN_CREDIT = ("/", " Photo", " via ", *words_of("agencies.csv", "names", uses="pictures only"))  # looked for first
_BEFORE_CREDIT = re.compile(r"(?:^|(?<=[.!?…”\"] )|(?<=[(\[]))[^.!?(\[\n]*\Z", re.MULTILINE)


def _national(side: str) -> str:
    """Build the pattern of what stands before a body of a country: "Dutch", "the Netherlands'", "Tokyo's"."""
    places = words_of("countries.csv", "names", "capitals", side=side)
    return any_of(words_of("countries.csv", "adjectives", side=side) + [f"{place}'s" for place in places])


_SIDES = [row["side"] for row in read_lexicon("sides.csv") if row["side"]]
_NATIONAL = re.compile(f"(?:{'|'.join(f'(?P<{side}>{_national(side)})' for side in _SIDES)})\\s+$")
_OF_COUNTRY = re.compile(rf"\s+of (?:the )?{any_of(words_of('countries.csv', 'names', side='other'))}\b")
_GENERAL_BODY = re.compile(
    r"ministry|court|congress|senate|department|treasury|embassy|commission|customs|parliament|house|state council"
    r"|regulator|communist party|politburo|central bank|board of|geological|representative",
    re.IGNORECASE,
)
_TITLED = re.compile(r"\b(?:Mr|Mr\.|Premier|premier|Minister|counterpart|spokesperson|spokeswoman|spokesman) $")
_CAPITAL_BEHIND = re.compile(r" (?!(?:and|or)\b)[A-Z][a-z]+(?:\b(?!['’]))")
_MRS = re.compile(r"\b(?:Mrs|Ms|Miss)\.? \Z")
_OF_PLACE = re.compile(r" (?:to|of|for|at) ")
_APPOSED = re.compile(r"(?: and [A-Z][a-z]+\b(?! (?:is|was|has)\b)|, (?:who|accompanied|[A-Z]\w+['’]s|the |a |\d\d,))")


class ActorMention(NamedTuple):
    """A row of the table of actor mentions."""

    article_id: str
    sentence_id: int
    start: int
    end: int
    text: str
    actor_id: str
    name: str
    role: str
    side: str
    misspelt: bool = False


class _Form(NamedTuple):
    """A form found in a text: a "full" name, a "short" form or the surname "he", and who may be meant."""

    start: int
    end: int
    part: str
    bearers: list[Actor]
    misspelt: bool = False


class _Bearer(NamedTuple):
    """A form of which is known who is meant, and the role written beside it."""

    start: int
    end: int
    actor: Actor
    role: str
    role_start: int
    misspelt: bool


def find_actors(
    text: str,
    published: str = "",
    *,
    sentences: pd.DataFrame | None = None,
    article_id: str = "",
    gazetteer: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find the people and bodies named in a text.

    A body in somebody's title counts ("White House spokeswoman Karoline Leavitt" names two). Names in bylines and
    picture credits are left out. A description that stands for somebody named before ("the vice premier") is a row
    with that bearer's actor_id; on a day of publication, an office goes to who held it then.

    Parameters
    ----------
    text : str
        The text of one article.
    published : str
        Its day of publication (ISO), on which offices are looked up; by default those held to this day.
    sentences : pandas.DataFrame, optional
        Its sentences, from :func:`tradestudy.sentences.split`, if they are at hand.
    article_id : str
        Written into every row.
    gazetteer : pandas.DataFrame, optional
        A gazetteer from :func:`read_gazetteer`; by default the package's.

    Returns
    -------
    pandas.DataFrame
        One row per mention: article_id, sentence_id, start, end (character offsets into `text`), text, actor_id,
        name, role (as written beside the name, "" where none), side (US, CN, other), misspelt (the name is close to
        that of the gazetteer, and not the same).

    Examples
    --------
    >>> found = find_actors("Vice Premier He Lifeng left. He met Jane Roe, an analyst at Acme, and He's team rested.")
    >>> found[["text", "actor_id", "role", "side"]].values.tolist()  # doctest: +NORMALIZE_WHITESPACE
    [['He Lifeng', 'he_lifeng', 'Vice Premier', 'CN'], ['Jane Roe', 'unknown:Jane Roe', 'an analyst at Acme', 'other'],
     ['He', 'he_lifeng', '', 'CN']]
    """
    starts = [sentence.start for sentence in to_rows(text, sentences)]
    ready = prepare_gazetteer(gazetteer)
    found = iter_actors(text, published, sentence_starts=starts, article_id=article_id, gazetteer=ready)
    return tables.frame("actor_mentions", found)


def iter_actors(
    text: str,
    published: str = "",
    *,
    sentence_starts: Sequence[int] = (),
    article_id: str = "",
    gazetteer: Gazetteer | None = None,
) -> Iterator[ActorMention]:
    """People and bodies of a text as plain tuples: what :func:`find_actors` puts into a table."""
    for start, end, actor, role, _, misspelt in _bearers(
        text, published[:10], sentence_starts, gazetteer or prepare_gazetteer(None)
    ):
        place = find_sentence(sentence_starts, start)
        named = (actor.actor_id, actor.name, role, actor.side)
        yield ActorMention(article_id, place, start, end, text[start:end], *named, misspelt)


def _bearers(text: str, day: str, sentence_starts: Sequence[int], gazetteer: Gazetteer) -> list[_Bearer]:
    masked = _bylines(text)
    hits = [
        hit
        for hit in keep_longest(find_terms(text, gazetteer.automaton))
        if hit.value[0] != "not"
        and not clashes(masked, hit.start, hit.start + 1)
        and not _is_foreign(text, hit, gazetteer.actors[hit.value[1]])
    ]
    full = [hit for hit in hits if hit.value[0] == "full"]
    relatives = set(_relatives(text, full, gazetteer))
    hits, full = ([hit for hit in some if hit not in relatives] for some in (hits, full))
    named = {hit.value[1] for hit in full}
    people = find_people(text, _spans(full), masked, {text[hit.start : hit.end] for hit in relatives})
    taken = _spans(people)
    known = [hit for hit in hits if hit.value[1] in named or not clashes(taken, hit.start, hit.end)]
    short = _spans(hit for hit in known if hit.value[0] == "short")
    people = [one for one in people if not clashes(short, one.start, one.end) or " " in text[one.start : one.end]]
    taken = _spans(people)
    known = [hit for hit in known if not clashes(taken, hit.start, hit.end)]
    he = _surnames_he(text, set(sentence_starts), _spans([*known, *people]))
    forms = list(_link_misspelt(people, gazetteer))
    forms += _join_forms(known, gazetteer.actors) + [_Form(start, start + 2, "he", []) for start in he]
    return _resolve(text, day, sorted(forms, key=lambda form: form[:2]), gazetteer)


def _bylines(text: str) -> list[tuple[int, int]]:
    """Find the bylines, the credits of pictures and the agency's own line, in order and without overlap."""
    spans = [match.span() for match in _BYLINE.finditer(text)]
    credited = any(sign in text for sign in _IN_CREDIT)
    for match in _CREDIT.finditer(text) if credited else ():
        begin = max(0, match.start() - 100)
        before = _BEFORE_CREDIT.search(text[begin : match.start()])
        spans.append((begin + before.start() if before else match.start(), match.end()))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            start, end = joined[-1][0], max(end, joined.pop()[1])
        joined.append((start, end))
    return joined


def _relatives(text: str, full: list[Hit], gazetteer: Gazetteer) -> Iterator[Hit]:
    """Surnames of known people behind somebody else's first name, or behind Mrs or Ms where there is a namesake."""
    namesakes: set[str] = set()
    for hit in full:
        surname = text[hit.start : hit.end]
        if " " in surname or gazetteer.actors[hit.value[1]].kind == "body":
            continue
        if has_other_first_name(text, hit.start) or (
            surname in namesakes and _MRS.search(text[max(0, hit.start - 6) : hit.start])
        ):
            namesakes.add(surname)
            yield hit


def _link_misspelt(people: list[Hit], gazetteer: Gazetteer) -> Iterator[_Form]:
    """The places of people found in the text, given to the one of the gazetteer whose name they all but bear."""
    linked = {actor: find_closest(actor, gazetteer) for actor in dict.fromkeys(a for hit in people for a in hit.value)}
    for start, end, actors in people:
        bearers = [linked[actor] or actor for actor in actors]
        yield _Form(start, end, "full", bearers, any(linked[actor] for actor in actors))


def _spans(hits: Iterable[Hit]) -> list[tuple[int, int]]:
    return sorted((hit.start, hit.end) for hit in hits)


def _is_foreign(text: str, hit: Hit, actor: Actor) -> bool:
    """Whether a country's name beside a body of general name shows that another country's is meant."""
    if actor.kind != "body" or not _GENERAL_BODY.search(text, hit.start, hit.end):
        return False
    before = _NATIONAL.search(text[max(0, hit.start - 25) : hit.start])
    if before:
        return before.lastgroup != actor.side
    return actor.side != "other" and bool(_OF_COUNTRY.match(text, hit.end))


def _join_forms(hits: list[Hit], actors: Sequence[Actor]) -> list[_Form]:
    """Join the hits on the same span into one form; a full name goes before a short form."""
    grouped: dict[tuple[int, int], list[Hit]] = {}
    for hit in hits:
        grouped.setdefault((hit.start, hit.end), []).append(hit)
    forms = []
    for (start, end), same in grouped.items():
        part = min(hit.value[0] for hit in same)  # "full" or "short"
        forms.append(
            _Form(start, end, part, [actors[number] for found, number in (h.value for h in same) if found == part])
        )
    return forms


def _resolve(text: str, day: str, forms: list[_Form], gazetteer: Gazetteer) -> list[_Bearer]:
    """Walk through the article, giving each short form to its last-named bearer and each person the role beside."""
    last_named: dict[str, int] = {}
    called_he = dict(gazetteer.called_he)
    found: list[_Bearer] = []
    for form in forms:
        form = form._replace(bearers=[*called_he.values()]) if form.part == "he" else form
        is_body = bool(form.bearers) and form.bearers[0].kind == "body"
        role, role_start = ("", form.start) if is_body else find_role(text, form.start, form.end)
        candidates = form.bearers if form.part == "full" else _who_may_be_meant(text, day, form, role, last_named)
        if not candidates:
            continue
        actor = max(candidates, key=lambda one: last_named.get(one.actor_id, -1))
        if actor.kind == "unknown" and actor.actor_id not in last_named:
            role = role or actor.role
        last_named[actor.actor_id] = form.start
        if actor.kind == "unknown" and actor.name.startswith("He "):
            called_he.setdefault(actor.actor_id, actor)
        misspelt = form.misspelt and actor.kind != "unknown"
        found.append(_Bearer(form.start, form.end, actor, role, role_start, misspelt))
    titles = {one.start: one.role_start for one in found if one.actor.kind != "body" and one.role_start < one.start}
    return [one for one in found if not _is_title(titles, one)]


def _who_may_be_meant(text: str, day: str, form: _Form, role: str, last_named: dict[str, int]) -> list[Actor]:
    """Those of a form's bearers who were named before, or who alone hold the office written beside it or in it."""
    words = text[form.start : form.end]
    if words.lower().startswith("the ") and form.bearers[0].kind != "body":
        return _holders(text, day, form, last_named)
    named = [actor for actor in form.bearers if actor.actor_id in last_named]
    in_office = [actor for actor in form.bearers if role and _holds(actor, role, day)]
    if len(named) > 1:
        named = [actor for actor in named if actor in in_office] or named
    elif not named and len(in_office) == 1:
        named = in_office
    surname = bool(named) and named[0].kind != "body" and words[0].isupper()
    return [] if surname and not stands_alone(text, form.start, form.end) else named


def _holds(actor: Actor, role: str, day: str) -> bool:
    return any(same_office(role, office.role) for office in offices_on(actor, day))


def _holders(text: str, day: str, form: _Form, last_named: dict[str, int]) -> list[Actor]:
    """Who held an office on the day: those named before, or the only one of whom office and country are told."""
    on_that_day = [actor for actor in form.bearers if offices_on(actor, day) or not actor.offices]
    named = [actor for actor in on_that_day if actor.actor_id in last_named]
    if named or not day or _OF_PLACE.match(text, form.end):
        return [one for one in named if day or any(not office.last for office in one.offices)] or named
    told = [actor for actor in on_that_day if tells_office(text[form.start : form.end], actor, day)]
    return told if len(told) == 1 else []


def _is_title(titles: dict[int, int], body: _Bearer) -> bool:
    """Whether what looks like a body or a bearer is somebody's title: "US Trade Representative Jamieson Greer"."""
    return any(titles.get(name, body.end) <= body.start for name in (body.end + 1, body.end + 2))


def _surnames_he(text: str, sentence_starts: set[int], taken: list[tuple[int, int]]) -> Iterator[int]:
    """Places where "He" is a surname: never where a sentence or a quotation begins, unless the next words show it."""
    for match in re.finditer(r"\bHe\b", text):
        start, end = match.span()
        before, after = text[max(0, start - 40) : start], text[end : end + 30]
        first_name = _CAPITAL_BEHIND.match(after) and not is_no_name(after.split()[0].strip(".,"))
        if first_name or clashes(taken, start, end):
            continue
        opening = start in sentence_starts or not re.search(r"[\w,)’'] $", before)
        if _TITLED.search(before):
            yield start
        elif opening:
            if _APPOSED.match(after):
                yield start
        elif not text[max(0, start - 60) : start].istitle():
            yield start
