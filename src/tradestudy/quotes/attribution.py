"""From the words between marks to the one who says them.

A :class:`Unit` is a sentence (or several that a quotation joins) with the candidates and cues that stand in it. The
cue of a quotation is the nearest reporting verb that governs it, the speaker that verb's subject: behind the words,
before them, or, where the sentence is silent, whoever spoke last.
"""

from __future__ import annotations

import re
from functools import cached_property

from tradestudy.quotes.marks import HOLE
from tradestudy.quotes.phrases import is_name, name_at_end, phrase_at_head, phrase_before, phrase_behind
from tradestudy.quotes.speakers import (
    SIDES,
    Cue,
    Speaker,
    can_speak,
    fits,
    is_medium,
    is_participle,
    is_person,
    is_thing,
    side_of,
)
from tradestudy.terms import any_of, words_of

_OCCASION = any_of(words_of("sources.csv", "noun", uses="occasion"))
_TIME = any_of(words_of("timex_words.csv", "word", kind="unit") + ["spring", "summer", "autumn", "fall", "winter"])
WEEKDAY = any_of(d.title() for d in words_of("timex_words.csv", "word", kind="weekday") if d.endswith("day"))
_ADVERBIAL = re.compile(  # one adverbial at the end of a clause
    rf"\s+(?:{any_of(words_of('function_words.csv', 'word', uses='adverb'))}"
    r"|(?!(?:family|ally|assembly|monopoly|rally|supply)\b)[a-z]+ly"
    rf"|on {WEEKDAY}"
    rf"|(?:(?:earlier|later?|early) )?(?:this|last|that) {_TIME}|\w+ {_TIME} (?:later|earlier|ago)"
    rf"|(?:in|on|at|after|during|before|to) (?:[\w'’-]+ ){{0,6}}?{_OCCASION})$"
)
_OBJECT_OF = re.compile(
    r"\b(?:(?:[Ii]n|[Oo]n|[Aa]t|[Ff]rom|[Ff]or|[Ww]ith)|to|of|by|against|between|about|over|than|like|among|into|after|under"
    r"|via|and|or)\s+(?:the\s+)?$"
)
_OPINION = frozenset(words_of("reporting_verbs.csv", "forms", note="opinion or hope reported as speech"))
_ABBREVIATED = "".join(rf"(?<!\b{word})" for word in ("Rep", "Sen", "Gov", "Dr", "Mr", "Ms", "Gen", r"[A-Z]\.[A-Z]"))
_CLAUSE_BREAK = re.compile(rf"{_ABBREVIATED}[,;:.]\s|{HOLE}")
SPEECH_NOUN = re.compile(rf"['’]s?\s+(?:[\w-]+\s+){{0,2}}?{any_of(words_of('sources.csv', 'noun', uses='speech'))}\b")
COORDINATE = re.compile(r"[\"”’\s,]*\s(?:while|but|whereas|although|though)\b")
_AUXILIARY = re.compile(
    r"(?:\b(?:is|was|were|been|being|be|are)|\b(?:he|she|it|they)['’](?:s|re))"
    r"(?: (?:\w+ly|also|now|again|once|since))?$",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"(?<=\b[Hh]e)['’]s$|(?<=\b[Ss]he)['’]s$|(?<=\b[Ii]t)['’]s$|(?<=\b[Tt]hey)['’]re$")
_EXPLAINED = re.compile(r"(?:,| of [A-Z][\w .'’&-]{1,60},| \()")
_OFFICE = r"(?:[Pp]resident|[Ss]ecretary|[Pp]remier|[Mm]inister|[Rr]epresentative)"
_OFFICES = ("resident", "ecretary", "remier", "inister", "epresentative")
_TITLE_BEFORE = re.compile(rf"(?:(?:[A-Z][\w.'’-]*|[a-z]+) ){{0,4}}{_OFFICE} $")
_JOINED = re.compile(r"(?:^|[,.] )(?:and|with) $")
_CAPITALS = re.compile(r"[A-Z]{3,}[A-Z/ .,]{0,40}(?:\([^)]{1,20}\) ?)?(?:[:—–-]+|--) ?")
_SUBORDINATE = re.compile(
    r"\s*(?:even |and |just )?"
    r"(?:and|but|while|although|though|as|which|who|because|when|where|if|after|since|before|until|once)\b",
    re.IGNORECASE,
)
_WHO = re.compile(r",? who(?:,? (?:in|on|at|after|also|has|had)\b[^;:,]{0,60},?)?$")
_SPEAKS_FOR = re.compile(
    r" (?:(?:of|for|from|at|with|in)|during|on|by|under|after|before|about|against|between|over|within) "
)
_CLAUSE_ENDS = re.compile(r"\s*(?:[,.;:)–—]|$| (?:in|on|at|who|during|after|via)\b)")
_FROM = re.compile(r"(?:From|By|Via)\b")
_CLAUSES = (", and ", ", but ", "; ", " while ", " because ")
_SUBCLAUSES = (" when ", " after ", " before ", " as ")
_LONGEST = 4000  # characters; no sentence is longer, and a longer unit is not searched


class Unit:
    """A sentence (or several joined by a quotation) with its speakers and cues."""

    def __init__(
        self,
        text: str,
        masked: str,
        start: int,
        end: int,
        speakers: list[Speaker],
        cues: list[Cue],
        focus: dict[str, Speaker],
        *,
        reports: bool = True,
    ) -> None:
        self.text, self.masked, self.start, self.end = text, masked, start, end
        self.speakers, self.focus = speakers, focus
        self.reports = reports  # whether a noun or an adjective that reports may stand in it
        self.searched = end - start <= _LONGEST
        self.reporting = cues if self.searched else []
        self.cues = [cue for cue in self.reporting if cue.kind != "report"]
        self._left: dict[int, str] = {}
        self._subjects: dict[int, Speaker | None] = {}

    @cached_property
    def alone(self) -> bool:
        """Whether the unit holds nothing but words between marks."""
        return not self.masked[self.start : self.end].replace(HOLE, "").strip(" \n.,!?;:'\"“”‘’-–—")

    @cached_property
    def subjects(self) -> list[Speaker]:
        """The speakers that are neither a possessive nor the object of a preposition."""
        return [one for one in self.speakers if not one.possessive and not self._preposed(one)]

    def person_at_head(self, end: int) -> Speaker | None:
        """The person whom the unit begins with, who may say words without a verb: `Roe went after it as a "..."`."""
        head = phrase_at_head(self.masked, self.start, end)
        found = self.named(head) if head else None
        return found if found and is_person(found) and found.actor_id else None

    def is_verdict(self, cue: Cue, start: int) -> bool:
        """Whether a verb of judgement before them governs the words: `called it a "deal," Bessent said`."""
        between = self.masked[cue.end : start]
        return cue.kind == "judge" and len(between.split()) <= 4 and "," not in between

    def without_embedded(self, cues: list[Cue]) -> list[Cue]:
        """Put a verb of what is reported ("said both sides had agreed to") behind the verb that reports it."""
        for index, cue in enumerate(cues[:-1]):
            speaker = self.subject(cue)
            thought = speaker is not None and cue.text.lower() in _OPINION
            if speaker is None or not (speaker.actor_id or thought or SIDES.search(speaker.text)):
                continue
            outer = [c for c in cues[index + 1 :] if (one := self.subject(c)) and one.actor_id]
            if speaker.actor_id or not outer or COORDINATE.search(self.masked[outer[0].end : cue.start]):
                break
            return [*cues[index + 1 :], *cues[: index + 1]]
        return cues

    def trails(self, cue: Cue, hole_end: int) -> bool:
        """Whether the cue and its subject are what the sentence adds behind a comma: `..., Lin Jian said on Monday`."""
        comma = self.masked.rfind(",", hole_end, cue.start)
        if cue.kind == "phrase" or comma == cue.start - 2:
            return comma == cue.start - 2 and cue.kind in ("phrase", "say")
        subject_between = any(one.start > comma and one.end + 2 > cue.start for one in self.speakers)
        return comma >= 0 and cue.kind == "say" and subject_between

    def inverted(self, cue: Cue, between: str) -> Speaker | None:
        """The subject behind its verb: `"...," said Bessent`, and what follows "according to"."""
        if cue.kind == "phrase":
            return self.right_of(cue) if cue.text.lower() != "by" else None
        if cue.kind not in ("say", "ask") or between.strip(" ,\n\"'”’.-–—"):
            return None
        return self.right_of(cue)

    def right_of(self, cue: Cue) -> Speaker | None:
        for one in self.speakers:
            near = cue.end <= one.start <= cue.end + 130
            if near and not _CLAUSE_BREAK.search(self.masked[cue.end : one.start]):
                of_it = [
                    other
                    for other in self.speakers
                    if one.possessive and other.start == one.start < one.end < other.end
                ]
                if of_it or not one.possessive:
                    return self.resolve((of_it or [one])[0])
                break
        behind = phrase_behind(self.masked, cue.end, self.end, any_noun=cue.kind == "phrase")
        return self.named(behind) if behind else None

    def left_of(self, cue: Cue) -> str:
        """What stands before a verb in its unit, without the adverbials beside it."""
        left = self._left.get(cue.start)
        if left is not None:
            return left
        left = self.masked[self.start : cue.start].rstrip()
        for _ in range(6):
            adverbial = _ADVERBIAL.search(left, max(0, len(left) - 90))
            if not adverbial:
                break
            left = left[: adverbial.start()]
        if left.endswith(")") and (bracket := left.rfind(" (", -60)) >= 0:
            left = left[:bracket]  # "Jane Roe (D-Iowa) said"
        if left.endswith(("'s", "’s", "'re", "’re")):
            left = _CONTRACTED.sub("", left)
        self._left[cue.start] = left
        return left

    def is_passive(self, cue: Cue) -> bool:
        """Whether a verb tells what is done to its subject: "was accused"."""
        left = self.masked[max(self.start, cue.start - 60) : cue.start].rstrip()
        if is_participle(cue) or cue.text.lower() in ("quoted", "cited") or left.endswith("quoted as"):
            return False
        return _AUXILIARY.search(left) is not None

    def subject(self, cue: Cue) -> Speaker | None:
        """The speaker whose verb the cue is, None where it has none (a passive, a noun, an object)."""
        if cue.start not in self._subjects:
            self._subjects[cue.start] = self._subject(cue)
        return self._subjects[cue.start]

    def _subject(self, cue: Cue) -> Speaker | None:
        if self.is_passive(cue):
            agent = [c for c in self.cues if c.text == "by" and c.start > cue.end]
            return self.right_of(agent[0]) if agent and cue.kind == "judge" else None
        left = self.masked[self.start : cue.start].rstrip()
        if left.endswith(HOLE):
            return self.right_of(cue)
        if is_participle(cue) and not _AUXILIARY.search(left, max(0, len(left) - 60)):
            return self._doer(cue, left)
        left = self.left_of(cue)
        edge = self.start + len(left)
        direct = [one for one in self.subjects if one.end == edge]
        if direct:
            return self.resolve(min(direct, key=lambda one: one.start))
        beside = phrase_before(self.masked, self.start, edge) if cue.kind != "weak" else None
        return self.named(beside) if beside else self._main_subject(cue, left)

    def _doer(self, cue: Cue, left: str) -> Speaker | None:
        """The subject of a participle: who speaks before it ("..., Greer said, adding"), or the clause's own."""
        beside = [one for one in self.subjects if one.end == self.start + len(left) and one.kind == "name"]
        if beside:
            return beside[0]
        verbs = [
            c for c in self.cues if c.end <= cue.start and c.kind in ("say", "judge", "ask") and not is_participle(c)
        ]
        clause = self.start + max(left.rfind(word) for word in ("; ", ", and ", ", but ", ", while "))
        if _SUBORDINATE.match(left):  # "While Greer agreed, Trump left, saying"
            clause = max(clause, self.start + left.find(", "))
        spoken = (one for c in verbs if c.start > clause and (one := self.subject(c)))
        return next(spoken, None) or self._main_subject(cue, left)

    def named(self, phrase: tuple[int, int]) -> Speaker | None:
        """The speaker that a noun phrase names, or the phrase itself, on the side of whom it speaks for."""
        start, end = phrase
        inside = [one for one in self.speakers if start <= one.start and one.end <= end and not one.possessive]
        of = _SPEAKS_FOR.search(self.masked, start, end)
        head = of.start() if of else end
        words = " ".join(self.masked[start:end].split())
        named = [one for one in inside if one.end in (head, end) and one.start < head and _is_head(one, start)]
        pair = [one for one in inside if named and one.start <= start + 5 and self.masked.startswith(" and ", one.end)]
        if pair:
            same = pair[0].side == named[0].side
            return Speaker(start, end, words, *((pair[0].actor_id, pair[0].side) if same else ("", "other")), "name")
        if named:
            return self.resolve(min(named, key=lambda one: (one.kind == "noun" and not one.actor_id, one.start)))
        start, end = name_at_end(self.masked, phrase)
        words = " ".join(self.masked[start:end].split())
        meant = [one for one in inside if of and one.end == end and one.body] or self._owners(start, end)
        actor_id, side = (meant[0].actor_id, meant[0].side) if meant else ("", side_of(words))
        return Speaker(start, end, words, actor_id, side, "name" if is_name(words) else "noun")

    def _owners(self, start: int, end: int) -> list[Speaker]:
        """Whose statement a phrase is: "the ministry's account"."""
        owned = [one for one in self.speakers if start <= one.start < one.end < end and one.possessive]
        return [one for one in owned if SPEECH_NOUN.match(self.masked, one.end)]

    def _main_subject(self, cue: Cue, left: str) -> Speaker | None:
        """The subject of the clause that a cue without one beside it belongs to."""
        earlier = [one for one in self.speakers if one.end <= cue.start]
        if left.endswith(",") and not is_participle(cue):
            explained = self._explained(cue, earlier, self.start + len(left) - 1)
            if explained:
                return self.resolve(explained)
        if left.endswith(",") and cue.kind == "say" and not is_participle(cue):
            phrase = phrase_behind(self.masked, cue.end, self.end)
            behind = self.named(phrase) if phrase and _CLAUSE_ENDS.match(self.masked, phrase[1]) else None
            if behind and can_speak(behind):
                return behind
        if left.endswith(" which"):
            things = [one for one in self.subjects if one.end < cue.start and is_thing(one)]
            return things[-1] if things else None
        if who := _WHO.search(left):
            named = [one for one in earlier if one.kind in ("name", "noun") and one.end <= self.start + who.start()]
            return named[-1] if named else None
        return self._head(cue, left, earlier)

    def _head(self, cue: Cue, left: str, earlier: list[Speaker]) -> Speaker | None:
        """The noun phrase at the head of the clause, or a candidate in it where that phrase is none who speaks."""
        joined = left.endswith((" and", " or", " but")) or (is_participle(cue) and not left.endswith(","))
        places = [(left.rfind(word), len(word)) for word in (*_CLAUSES, *(_SUBCLAUSES if joined else ()))]
        clause, length = max(places)
        dateline = _CAPITALS.match(left)
        holes = len(left) - len(left.lstrip(HOLE + " ,"))
        begin = self.start + (clause + length if clause >= 0 else dateline.end() if dateline else holes)
        found = phrase_at_head(self.masked, begin, cue.start) if cue.kind != "weak" else None
        named = found and any(one.start == found[0] for one in earlier)
        if found and not named and self.masked.endswith("ing", found[0], found[1]):
            comma = self.masked.find(", ", found[1], cue.start)  # "Writing on Monday, Greer said"
            found = phrase_at_head(self.masked, comma + 2, cue.start) if comma > 0 else None
        head = self.named(found) if found else None
        if head and can_speak(head):
            return head
        subjects = [one for one in earlier if not one.possessive and not self._preposed(one)]
        late = [one for one in subjects if clause >= 0 and one.start >= self.start + clause]
        return self.resolve((late or subjects)[0]) if late or subjects else head

    def _explained(self, cue: Cue, earlier: list[Speaker], comma: int) -> Speaker | None:
        """The subject that an apposition or a relative clause parts from its verb: "Hassett, the director, said"."""
        heads = [
            one for one in self.subjects if one.end < comma - 1 and _EXPLAINED.match(self.masked[one.end : cue.start])
        ]
        named = [one for one in earlier if one.kind == "name" and one.end == comma]
        nouns = [one for one in heads if one.kind == "noun"]
        if named and any(self.masked[one.end : named[0].start].strip() == "," for one in nouns):
            return named[0]
        names = [one for one in heads if one.kind == "name"] if len(heads) > 1 else []
        one_person = len({one.actor_id for one in names}) == 1
        return next(iter(names if one_person else reversed(names or heads)), None)

    def _preposed(self, one: Speaker) -> bool:
        before = self.masked[max(self.start, one.start - 60) : one.start]
        if before.rstrip().endswith(_OFFICES):
            before = _TITLE_BEFORE.sub("", before)
        return bool(_OBJECT_OF.search(before)) and not _JOINED.search(before)

    def resolve(self, one: Speaker) -> Speaker | None:
        """Give a pronoun the person or body it stands for."""
        if one.kind != "pronoun":
            return one
        word = one.text.lower()
        if word in ("he", "she"):
            people = [other for other in self.subjects if other.end <= one.start and fits(other, word)]
            return next(iter(people), None) or self.focus.get(word) or self.focus.get(f"named {word}") or one
        things = [o for o in self.speakers if o.end <= one.start and is_thing(o) and not self._preposed(o)]
        return (
            things[0] if things else self.focus.get("thing") or (self.focus.get("any", one) if word == "they" else None)
        )

    def update_focus(self, speaker: Speaker | None) -> None:
        """Remember whom a pronoun of the next sentences would stand for."""
        speaker = speaker or self._introduced()
        spoken = [speaker] if speaker else []
        subjects = [one for one in self.subjects if one.kind != "pronoun"]
        people = [one for one in spoken if is_person(one)] or self._people()
        named = [one for one in self.speakers if is_person(one)]
        heard = [one for one in spoken if not is_medium(one)] or [one for one in subjects if not is_medium(one)]
        latest = {
            "thing": [one for one in spoken if is_thing(one)] or [one for one in subjects if is_thing(one)],
            "any": heard or spoken,
        }
        for word in ("he", "she"):
            latest[word] = [one for one in people if fits(one, word)]
            latest[f"named {word}"] = [one for one in named if fits(one, word)]
        self.focus.update({kind: found[0] for kind, found in latest.items() if found})

    def _introduced(self) -> Speaker | None:
        """Who speaks in what follows a colon at the end: "From Jane Roe at Acme:"."""
        if self.masked[self.end - 1] != ":":
            return None
        source = _FROM.match(self.masked, self.start)
        phrase = phrase_behind(self.masked, source.end(), self.end) if source else None
        phrase = phrase or phrase_at_head(self.masked, self.start, self.end - 1)
        found = self.named(phrase) if phrase else None
        return found if found and can_speak(found) else None

    def _people(self) -> list[Speaker]:
        """The people that a pronoun behind the unit may stand for, its grammatical subject first."""
        people = [one for one in self.subjects if is_person(one)]
        pronouns = [one for one in self.speakers if one.text.lower() in ("he", "she") and one.kind == "pronoun"]
        if people and pronouns and pronouns[0].start < people[0].start:
            return people if _SUBORDINATE.match(self.masked, self.start) else []
        return people


def _is_head(one: Speaker, start: int) -> bool:
    """Whether a candidate at the end of a noun phrase stands for the whole of it."""
    return one.kind == "name" or bool(one.actor_id) or one.start == start
