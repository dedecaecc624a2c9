"""People and bodies named in a text, their role as written and their side.

Three sources, in this order: the gazetteer lexicon/actors.csv (names and aliases stand alone; the forms in its column
`short`, such as "Li" or "the vice premier", count only after their bearer was named in the article); the surname "He",
told from the pronoun by its place in the sentence; and people who are not in the gazetteer but are introduced by a
title, an apposition or a reporting verb, who get the actor_id ``unknown:NAME``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from tradestudy import tables
from tradestudy.actors.roles import HEADS, NO_NAME, OF_BODY, STOP_WORDS, find_role, same_office, side_of_role
from tradestudy.sentences import split
from tradestudy.terms import Hit, compile_terms, find_terms, keep_longest, read_rows

if TYPE_CHECKING:
    import ahocorasick

GAZETTEER_COLUMNS = ["actor_id", "name", "aliases", "short", "exclusions", "kind", "side", "role", "from", "to", "note"]

_WORD = r"\b[A-Z](?:[\w-]|['’](?!s\b)){0,24}[a-z]\b"
_CAPITALISED = re.compile(
    rf"{_WORD}(?: (?:{_WORD}|(?:[A-Z]\. ?){{1,2}}(?= ?[A-Z])|de|von|van|der|den|al|bin|la|da|del|dos))*"
)
_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Lord|Madam)\.? $")
_SAYS = (
    r"said|says|told|wrote|writes|added|argued|argues|noted|notes|warned|warns|explained|explains|tweeted|posted|"
    r"commented|predicted|predicts|estimated|estimates|believes|thinks|expects|observed|cautioned|recalled"
)
_SPEAKS = re.compile(rf",? (?:{_SAYS})\b")
_SPEAKS_LATER = re.compile(rf", (?:who|whose|now|then|aged)\b[^.;:\n]{{3,90}}, (?:{_SAYS})\b")
_SPOKEN = re.compile(rf"(?:\b(?:{_SAYS})|[Aa]ccording to) $")
_BYLINE = re.compile(
    r"^(?:By|BY|Photo(?:graph)?(?: by|:)|Image(?: credit)?:|Credit:|File photo:?|Picture:) .{0,120}$"
    r"|^.{2,60} \| .{0,80}$"
    r"|\((?:Additional |Additional writing and )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Pp]hoto|[Ii]mage|[Pp]icture|[Gg]raphic)"
    r"(?: and \w+)?(?: by|:)[^)]{0,300}\)"
    r"|\b(?:Additional )?(?:Reporting|Writing|Editing|Compiled|Edited|Written|Reported)(?: and \w+)? by [^.\n]{3,200}"
    r"|[\[(][^\])\n]{0,160}(?:/| via |: )?(?:AP|AFP|Reuters|Xinhua|Getty Images|EPA|VCG|Anadolu|Bloomberg)(?: [Pp]hoto)?[\])]"
    r"|\b(?:AP Photo|Photo)/[A-Z][^\n)]{2,60}"
    r"|^.{0,200}(?:Getty Images|AFP/|/AFP|AP Photo|Reuters/|/Reuters|EPA/|Xinhua/|Anadolu via).{0,60}$",
    re.MULTILINE,
)
_DEMONYM = re.compile(
    r"(?:(?P<CN>Chinese|China['’]s|Beijing['’]s|People['’]s Republic)|(?P<US>US|U\.S\.|American|America['’]s|Washington['’]s"
    r"|United States)|(?P<other>Spanish|Dutch|Japanese|Korean|Indian|Russian|German|French|British|UK|Canadian|Mexican"
    r"|Swedish|Swiss|Malaysian|Singaporean|Australian|Brazilian|Iranian|Israeli|Ukrainian|Taiwanese|Italian|Thai"
    r"|Vietnamese|Philippine|Indonesian|Pakistani|European|EU|Irish|Polish|Turkish|Saudi|Danish|Norwegian|Finnish|Belgian"
    r"|(?:Spain|Netherlands|Japan|Korea|India|Russia|Germany|France|Britain|UK|Canada|Mexico|Sweden|Switzerland|Malaysia"
    r"|Singapore|Australia|Brazil|Iran|Israel|Ukraine|Taiwan|Italy|Thailand|Vietnam|Philippines|Indonesia|Pakistan"
    r"|Ireland|Poland|Turkey|Taipei|Seoul|Tokyo|Delhi|Hague|London|Ottawa)['’]s))\s+$"
)
_OF_COUNTRY = re.compile(
    r"\s+of (?:the )?(?:India|Japan|Spain|Netherlands|Russia|Korea|Republic of Korea|Canada|Mexico|Vietnam|Thailand|UK"
    r"|United Kingdom|Pakistan|Malaysia|Indonesia|Iran|Taiwan|Singapore|Brazil|Australia|Germany|France|Philippines)\b"
)
_GENERIC = re.compile(
    r"ministry|court|congress|senate|department|treasury|embassy|commission|customs|parliament|house|state council"
    r"|regulator|communist party|politburo|central bank|board of|geological|representative",
    re.IGNORECASE,
)
_SURNAMES = frozenset(
    "Li Wang Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie Song Tang Deng "
    "Han Feng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Lyu Ding Ren Shen Yao Cui Tan Fan "
    "Jin Shi Fu Mao Xiong Qin Bai Meng Jia Zou Yan Xue Hou Qiu Fang Shao Wan Qian Dai Mo Cong Ling Lan Liao Hua Zong".split()
)


class Actor(NamedTuple):
    """A person or body of the gazetteer (kind "unknown": a person found in the text only)."""

    actor_id: str
    name: str
    kind: str
    side: str
    role: str


class _Mention(NamedTuple):
    start: int
    end: int
    actor: Actor
    role: str
    role_start: int


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
        other), role, from, to (ISO dates, lists as long as role), note; lists joined with "; ".

    Raises
    ------
    LexiconError
        If columns are missing or an actor_id stands in two rows.

    Examples
    --------
    >>> read_gazetteer().set_index("actor_id").loc["he_lifeng", ["name", "side", "role"]].tolist()
    ['He Lifeng', 'CN', 'Vice Premier']
    """
    return read_rows(path, "actors.csv", GAZETTEER_COLUMNS, "actor_id")


def find_actors(text: str, *, sentences: pd.DataFrame | None = None, article_id: str = "") -> pd.DataFrame:
    """Find the people and bodies named in a text.

    A body in somebody's title counts ("White House spokeswoman Karoline Leavitt" names two). Names in bylines and
    picture credits are left out. A description that stands for somebody named before ("the vice premier") is a row
    with that bearer's actor_id.

    Parameters
    ----------
    text : str
        The text of one article.
    sentences : pandas.DataFrame, optional
        Its sentences, from :func:`tradestudy.sentences.split`, if they are at hand.
    article_id : str
        Written into every row.

    Returns
    -------
    pandas.DataFrame
        One row per mention: article_id, sentence_id, start, end (character offsets into `text`), text, actor_id,
        name, role (as written beside the name, "" where none), side (US, CN, other).

    Examples
    --------
    >>> found = find_actors("Vice Premier He Lifeng left. He met Jane Roe, an analyst at Acme, and He's team rested.")
    >>> found[["text", "actor_id", "role", "side"]].values.tolist()  # doctest: +NORMALIZE_WHITESPACE
    [['He Lifeng', 'he_lifeng', 'Vice Premier', 'CN'], ['Jane Roe', 'unknown:Jane Roe', 'an analyst at Acme', 'other'],
     ['He', 'he_lifeng', '', 'CN']]
    """
    sentences = split(text) if sentences is None else sentences
    starts, ids = sentences["start"].tolist(), sentences["sentence_id"].tolist()
    rows = []
    for mention in _mentions(text, starts):
        place = max(bisect_right(starts, mention.start) - 1, 0)
        actor = mention.actor
        surface = text[mention.start : mention.end]
        where = (article_id, ids[place] if ids else 0, mention.start, mention.end)
        rows.append((*where, surface, actor.actor_id, actor.name, mention.role, actor.side))
    return tables.frame("actor_mentions", rows)


@cache
def _gazetteer() -> tuple[ahocorasick.Automaton, tuple[Actor, ...]]:
    actors = []
    entries: list[tuple[str, tuple[str, int]]] = []
    for number, row in enumerate(read_gazetteer().to_dict("records")):
        actors.append(Actor(row["actor_id"], row["name"], row["kind"], row["side"], row["role"]))
        for part, column in (("full", "name"), ("full", "aliases"), ("short", "short"), ("not", "exclusions")):
            forms = [form for form in row[column].split("; ") if form]
            entries += [(form, (part, number)) for form in dict.fromkeys(forms + _with_country(forms, row["side"]))]
    return compile_terms(entries), tuple(actors)


def _with_country(forms: list[str], side: str) -> list[str]:
    """ "the US trade chief" for "the trade chief"."""
    named = {"US": ("US", "U.S.", "American"), "CN": ("Chinese",)}.get(side, ())
    bare = [form[4:] for form in forms if re.match(r"the (?!US|U\.S\.|American|Chinese|China)", form)]
    return [f"the {country} {form}" for form in bare for country in named]


def _mentions(text: str, sentence_starts: list[int]) -> list[_Mention]:
    automaton, actors = _gazetteer()
    masked = [match.span() for match in _BYLINE.finditer(text)]
    hits = [hit for hit in keep_longest(find_terms(text, automaton)) if not _inside(masked, hit.start)]
    hits = [hit for hit in hits if hit.value[0] != "not" and not _is_foreign(text, hit, actors[hit.value[1]])]
    unknown = _unknown_people(text, [hit for hit in hits if hit.value[0] == "full"], masked)
    named = {hit.value[1] for hit in hits if hit.value[0] == "full"}
    places = [(start, end) for start, end, _ in unknown]
    hits = [
        hit
        for hit in hits
        if hit.value[0] == "full" or hit.value[1] in named or not _clashes(places, hit.start, hit.end)
    ]
    short = sorted((hit.start, hit.end) for hit in hits if hit.value[0] == "short")
    unknown = [
        found
        for found in unknown
        if not _clashes(short, found[0], found[1]) or " " in found[2].name[: found[1] - found[0]]
    ]
    places = [(start, end) for start, end, _ in unknown]
    hits = [hit for hit in hits if not _clashes(places, hit.start, hit.end)]
    spans = sorted([(hit.start, hit.end) for hit in hits] + [(start, end) for start, end, _ in unknown])
    he = [Hit(start, start + 2, ("he", -1)) for start in _surnames_he(text, set(sentence_starts), spans)]
    return _resolve(text, hits, unknown, he, actors)


def _inside(spans: list[tuple[int, int]], position: int) -> bool:
    return any(start <= position < end for start, end in spans)


def _is_foreign(text: str, hit: Hit, actor: Actor) -> bool:
    """Whether a country's name beside a body of general name shows that another country's is meant."""
    if actor.kind != "body" or not _GENERIC.search(text, hit.start, hit.end):
        return False
    before = _DEMONYM.search(text[max(0, hit.start - 25) : hit.start])
    if before:
        return before.lastgroup != actor.side
    return actor.side != "other" and bool(_OF_COUNTRY.match(text, hit.end))


def _resolve(
    text: str, hits: list[Hit], unknown: list[tuple[int, int, Actor]], he: list[Hit], actors: tuple[Actor, ...]
) -> list[_Mention]:
    """Walk through the article, giving each short form to its last-named bearer and each person the role beside."""
    stream: list[tuple[int, int, str, list[Actor]]] = [(start, end, "full", [actor]) for start, end, actor in unknown]
    grouped: dict[tuple[int, int], list[Hit]] = {}
    for hit in [*hits, *he]:
        grouped.setdefault((hit.start, hit.end), []).append(hit)
    for (start, end), same in grouped.items():
        parts = {hit.value[0] for hit in same}
        part = "full" if "full" in parts else "he" if "he" in parts else "short"
        bearers = [actors[hit.value[1]] for hit in same if hit.value[0] == part and hit.value[1] >= 0]
        stream.append((start, end, part, bearers))
    last_named: dict[str, int] = {}
    surnames: dict[str, Actor] = {}
    found: list[_Mention] = []
    for start, end, part, bearers in sorted(stream, key=lambda entry: entry[:2]):
        if part == "he":
            bearers = [a for a in (*actors, *surnames.values()) if a.kind != "body" and a.name.startswith("He ")]
        role, role_start = ("", start) if bearers and bearers[0].kind == "body" else find_role(text, start, end)
        if part == "full":
            actor = max(bearers, key=lambda a: last_named.get(a.actor_id, -1))
        else:
            named = [a for a in bearers if a.actor_id in last_named]
            titled = [a for a in bearers if role and same_office(role, a.role)]
            if len(named) > 1 and titled:
                named = [a for a in named if a in titled] or named
            if not named and len(titled) == 1:
                named = titled
            if not named or (
                bearers[0].kind != "body" and text[start].isupper() and not _stands_alone(text, start, end)
            ):
                continue
            actor = max(named, key=lambda a: last_named.get(a.actor_id, -1))
        if actor.kind == "unknown" and actor.actor_id not in last_named:
            role = role or actor.role
        last_named[actor.actor_id] = start
        surnames.setdefault(actor.name, actor)
        found.append(_Mention(start, end, actor, role, role_start))
    titles = {m.start: m.role_start for m in found if m.actor.kind != "body" and m.role and m.role_start < m.start}
    return [m for m in found if m.actor.kind != "body" or not _is_title(titles, m)]


def _is_title(titles: dict[int, int], body: _Mention) -> bool:
    """Whether what looks like a body is somebody's title: "US Trade Representative Jamieson Greer"."""
    return any(titles.get(name, body.end) <= body.start for name in (body.end + 1, body.end + 2))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a surname is not part of somebody else's full name."""
    after = re.match(r" ([A-Z][a-z]+)\b", text[end : end + 20])
    if after and after[1] not in NO_NAME and after[1].lower() not in STOP_WORDS:
        return False
    before = re.search(r"([A-Za-z.'’-]+) $", text[max(0, start - 25) : start])
    if not before or not before[1][0].isupper():
        return True
    word = before[1].rstrip(".")
    return (
        word.lower() in HEADS
        or word.lower() in STOP_WORDS
        or word in ("Mr", "Mrs", "Ms", "Dr", "State", "Commerce", "Affairs")
        or before[1].endswith(("'s", "’s", "."))
        or word in NO_NAME
    )


def _surnames_he(text: str, sentence_starts: set[int], taken: list[tuple[int, int]]) -> Iterator[int]:
    """Places where "He" is a surname: never where a sentence or a quotation begins, unless the next words show it."""
    for match in re.finditer(r"\bHe\b", text):
        start = match.start()
        place = bisect_right(taken, (start, len(text)))
        if place and taken[place - 1][1] > start:
            continue
        before, after = text[max(0, start - 40) : start], text[match.end() : match.end() + 30]
        if re.match(r" [A-Z][a-z]+(?:\b(?!['’]))", after) and not re.match(r" (?:and|or)\b", after):
            word = after.split()[0].strip(".,")
            if word not in NO_NAME:
                continue
        titled = re.search(
            r"\b(?:Mr|Mr\.|Premier|premier|Minister|counterpart|spokesperson|spokeswoman|spokesman) $", before
        )
        opening = start in sentence_starts or not before.strip() or not re.search(r"[\w,)’'] $", before)
        if titled:
            yield start
        elif opening:
            if re.match(
                r"(?: and [A-Z][a-z]+\b(?! (?:is|was|has)\b)|, (?:who|accompanied|China['’]s|Beijing['’]s|the |a |\d\d,))",
                after,
            ):
                yield start
        elif not text[max(0, start - 60) : start].istitle():
            yield start


def _unknown_people(text: str, hits: list[Hit], masked: list[tuple[int, int]]) -> list[tuple[int, int, Actor]]:
    taken = sorted((hit.start, hit.end) for hit in hits)
    people: dict[str, tuple[int, Actor]] = {}
    for match in _CAPITALISED.finditer(text):
        name = _personal_name(match[0])
        start = match.end() - len(name)
        if not name or name in people or _clashes(taken, start, match.end()) or _inside(masked, start):
            continue
        role = _introduction(text, start, match.end(), name)
        if role is None:
            continue
        people[name] = (start, Actor(f"unknown:{name}", name, "unknown", side_of_role(role), role))
    entries: list[tuple[str, str]] = []
    for name in people:
        words = name.split()
        entries.append((name, name))
        entries.append((words[0] if words[0] in _SURNAMES and len(words) == 2 else words[-1], name))
    found = []
    for start, end, name in find_terms(text, compile_terms(entries)):
        first, actor = people[name]
        if start < first or text[start:end] == "He" or _clashes(taken, start, end) or _inside(masked, start):
            continue
        if end - start == len(name) or _stands_alone(text, start, end):
            found.append(Hit(start, end, actor))
    latest = {(hit.start, hit.end): hit for hit in found}
    return [(hit.start, hit.end, hit.value) for hit in keep_longest(list(latest.values()))]


def _personal_name(capitalised: str) -> str:
    """The personal name that ends a run of capitalised words, "" where it holds none."""
    words = capitalised.split()
    if words[-1] in NO_NAME or words[-1].lower() in HEADS | STOP_WORDS:
        return ""
    first = len(words)
    while first and words[first - 1] not in NO_NAME and words[first - 1].lower().rstrip(".") not in HEADS | STOP_WORDS:
        first -= 1
    if not 1 <= len(words) - first <= 4 or not words[first][0].isupper():
        return ""
    return capitalised[-len(" ".join(words[first:])) :]


def _introduction(text: str, start: int, end: int, name: str) -> str | None:
    """The role that a name is introduced by ("" where it only speaks or is called Mr); None where nothing shows a person."""
    before, after = text[max(0, start - 30) : start], text[end : end + 120]
    if _HONORIFIC.search(before):
        return ""
    role = find_role(text, start, end)[0]
    if role and (
        " " in name or role.split()[-1] in ("Senator", "President", "Justice", "Judge", "Premier", "Minister")
    ):
        return role
    if " " not in name:
        return None
    of = OF_BODY.match(after)
    if _SPEAKS.match(after[of.end() :] if of else after) or _SPEAKS_LATER.match(after) or _SPOKEN.search(before):
        if of:
            return of[1].rstrip(".")
        words = name.split()
        if words[0] in _SURNAMES or _SPEAKS_LATER.match(after) or re.search(rf"\b{re.escape(words[-1])}\b", text[end:]):
            return ""
    return None


def _clashes(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    place = bisect_right(taken, (start, end))
    return bool((place and taken[place - 1][1] > start) or (place < len(taken) and taken[place][0] < end))
