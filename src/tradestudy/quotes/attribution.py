"""From the words between marks to the one who says them.

A :class:`Unit` is a sentence (or several that a quotation joins) with the candidates and cues that stand in it. The cue of a
quotation is the nearest reporting verb that governs it, the speaker that verb's subject: behind the words, before them,
or, where the sentence is silent, whoever spoke last.
"""

from __future__ import annotations

import re

from tradestudy.quotes.marks import HOLE
from tradestudy.quotes.speakers import SIDES, Cue, Speaker, is_body, is_participle, side_of

_ADVERBIAL = re.compile(  # one adverbial at the end of a clause
    r"\s+(?:also|then|later|again|once|had|has|have|having|is|was|were|will|would|could|may|might|did|do|does|not|never|only"
    r"|simply|still|even|further|furthermore|moreover|itself|himself|herself|themselves|too|both|went on to|went on|first"
    r"|nevertheless|meanwhile|however|therefore|instead|already|since|just|recently|earlier|today|yesterday"
    r"|[a-z]+ly|been|be|quoted as|cited as|reported as|more than once|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:in|on|at|after|during|before|to) (?:[\w'’-]+ ){0,6}?(?:statement|post|interview|Social|X|reporters|briefing|conference"
    r"|speech|day|website|notice|letter|questions?|call|media|evening|morning|afternoon))$"
)
_SPEECH_NOUN = re.compile(
    r"['’]s?\s+(?:[\w-]+\s+){0,2}?(?:words?|statement|post|remarks?|account|warning|demand|view|opinion|description|phrase|term|reply|response|message)\b"
)
_OBJECT_OF = re.compile(
    r"\b(?:In|On|At|From|For|With|to|with|of|by|from|for|against|between|about|on|at|in|over|than|like|among|into|after|under|via|and|or)\s+(?:the\s+)?$"
)
_COORDINATE = re.compile(r"[\"”’\s,]*\s(?:while|but|whereas|although|though)\b")
_CLAUSE = re.compile(
    r"\s+that\s+|\s+(?=(?:the|a|an|he|she|it|they|there|we|his|her|its|their|this|these|those|both|any|no|talks|tariffs|some"
    r"|neither|most|such|many|further|all|nothing|every|more|much|each|if)\b|[A-Z$\d])"
)
_ADDRESSEE = re.compile(r"\s+(?:[\w.'’-]+\s+){1,7}?that\s+")
_PLAIN_SUBJECT = re.compile(
    r"(?:(?:and|but|for|in|on|at|after|as)\b[^,]{0,60}, )?((?!(?:and|but|in|on|at|if|when|as|after|for|to|what|that|which|where|while|because|since|although|though|whether|so"
    r"|then|than|it|there|nor|or|by|with|from|also|even|only|not|once|until|unless)\b)"
    r"[\w&.'’-]+(?: [\w&.'’-]+){0,6}),?",
    re.IGNORECASE,
)
_ZERO_THAT = frozenset(
    "say says said saying add adds added adding claim claims claimed claiming argue argues argued insist insists insisted "
    "think thinks thought believe believes believed hope hopes hoped confirm confirmed note noted wrote".split()
)
_TRAILING = frozenset(
    "said says told added wrote argued noted explained warned announced reported confirmed stated claimed insisted".split()
)
_NEAREST = 6  # cues looked at on either side of a quotation
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
    ) -> None:
        self.text, self.masked, self.start, self.end = text, masked, start, end
        self.speakers, self.focus = speakers, focus
        self.searched = end - start <= _LONGEST
        self.cues = cues if self.searched else []

    def attribute(self, start: int, end: int) -> tuple[Cue | None, Speaker | None]:
        """The cue and the speaker of the words between two offsets."""
        if not self.searched:
            return None, None
        hole_end = end
        while hole_end < self.end and self.masked[hole_end] == HOLE:
            hole_end += 1
        tail = self.masked[hole_end : self.end]
        attached = bool(re.match(r"\s*[,–—-]", tail)) or self.text[end - 1] in ",?!…—–"
        after = [cue for cue in self.cues if cue.start >= hole_end][:_NEAREST]
        before = [cue for cue in self.cues if cue.end <= start and cue.text.lower() != "by"][-_NEAREST:]
        spoken = [cue for cue in reversed(before) if cue.kind != "phrase"]
        strong = [cue for cue in spoken if cue.kind != "weak"]
        closing = [cue for cue in after[:1] if attached and cue.kind != "weak" and not is_participle(cue)]
        for cue in closing:
            if cue.kind == "phrase" and strong:
                continue
            if strong and (_COORDINATE.match(tail) or self._is_verdict(strong[0], start)):
                continue
            between = self.masked[hole_end : cue.start]
            speaker = self._inverted(cue, between) or self._subject_between(cue, hole_end, between)
            if speaker is not None:
                return cue, speaker
        strong = self._without_embedded(strong)
        trailing = [cue for cue in after if self._trails(cue, hole_end)]
        for cue in [*strong, *trailing, *(cue for cue in spoken if cue.kind == "weak"), *after]:
            between = self.masked[hole_end : cue.start] if cue.start >= hole_end else "x"
            if cue in trailing and between.endswith(", "):  # `..., said a senior official`
                between = ""
            speaker = self._inverted(cue, between) or self.subject(cue)
            if speaker is not None:
                return cue, speaker
        for cue in before:
            if cue.kind == "phrase" and cue.text.lower() != "by":
                speaker = self._right_of(cue)
                if speaker is not None:
                    return cue, speaker
        for one in reversed(self.speakers):
            if one.end <= start and _SPEECH_NOUN.match(self.masked, one.end):
                return None, self.resolve(one)
        if self.masked[self.start : start].rstrip(HOLE + " ").endswith(":"):
            subjects = [
                one for one in self.speakers if one.end <= start and not one.possessive and not self._preposed(one)
            ]
            if subjects:
                return None, self.resolve(subjects[0])
        return None, None

    def _is_verdict(self, cue: Cue, start: int) -> bool:
        """Whether the words are what a verb of judgement before them calls something: `called it a "deal," Bessent said`."""
        between = self.masked[cue.end : start]
        return cue.kind == "judge" and len(between.split()) <= 4 and "," not in between

    def _without_embedded(self, cues: list[Cue]) -> list[Cue]:
        """Put a verb of what is reported ("said both sides had agreed to") behind the verb that reports it."""
        for index, cue in enumerate(cues[:-1]):
            speaker = self.subject(cue)
            if speaker is None or not (speaker.actor_id or SIDES.search(speaker.text)):
                continue
            outer = [c for c in cues[index + 1 :] if (one := self.subject(c)) and one.actor_id]
            if speaker.actor_id or not outer or _COORDINATE.search(self.masked[outer[0].end : cue.start]):
                break
            return [*cues[index + 1 :], *cues[: index + 1]]
        return cues

    def _trails(self, cue: Cue, hole_end: int) -> bool:
        """Whether the cue and its subject are what the sentence adds behind a comma: `..., Lin Jian said on Monday`."""
        comma = self.masked.rfind(",", hole_end, cue.start)
        if cue.kind == "phrase":
            return comma == cue.start - 2
        return (
            comma >= 0
            and cue.kind == "say"
            and (comma == cue.start - 2 or any(one.start > comma and one.end + 2 > cue.start for one in self.speakers))
        )

    def _inverted(self, cue: Cue, between: str) -> Speaker | None:
        """The subject behind its verb: `"...," said Bessent`, and what follows "according to"."""
        if cue.kind == "phrase":
            return self._right_of(cue) if cue.text.lower() != "by" else None
        if cue.kind not in ("say", "ask") or between.strip(" ,\n\"'”’.-–—"):
            return None
        return self._right_of(cue)

    def _right_of(self, cue: Cue) -> Speaker | None:
        for one in self.speakers:
            if cue.end <= one.start <= cue.end + 130 and not re.search(
                r"(?<!\bRep)(?<!\bSen)(?<!\bGov)(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bGen)(?<!\bU\.S)[,;:.]\s|" + HOLE,
                self.masked[cue.end : one.start],
            ):
                if one.kind == "name" and one.possessive:
                    noun = [other for other in self.speakers if other.start == one.start and other.end > one.end]
                    return self.resolve((noun or [one])[0])
                return self.resolve(one)
        phrase = re.match(r"\s+((?:[\w.&'’-]+\s?){1,7})", self.masked[cue.end : self.end])
        if phrase and cue.kind == "phrase" and phrase[1].strip():
            words = phrase[1].strip().rstrip(".")
            return Speaker(cue.end, cue.end, words, "", side_of(words), "noun")
        return None

    def _subject_between(self, cue: Cue, hole_end: int, between: str) -> Speaker | None:
        """The subject between the quotation and its verb: `"...," the minister, on his way home, said`."""
        if len(between) > 160 or re.search(r"[.!?;]\s", between.replace("U.S.", "US")):
            return None
        inside = [one for one in self.speakers if hole_end <= one.start < cue.start and not one.possessive]
        if inside and re.fullmatch(r"[\"”’']*\s*,?\s*(?:[\w.'’-]+\s+){0,6}", self.masked[hole_end : inside[0].start]):
            return self.resolve(inside[0])
        return self.subject(cue)

    def subject(self, cue: Cue) -> Speaker | None:
        """The speaker whose verb the cue is, None where it has none (a passive, a noun, an object)."""
        left = self.masked[self.start : cue.start].rstrip()
        passive = re.search(r"\b(?:is|was|were|been|being|be|are)(?: \w+ly)?$", left) is not None
        if passive and cue.text.lower() not in ("saying",) and not left.endswith("quoted as"):
            agent = [c for c in self.cues if c.text == "by" and c.start > cue.end]
            if cue.text.lower() in ("quoted", "cited"):
                passive = False
            else:
                return self._right_of(agent[0]) if agent and cue.kind == "judge" else None
        earlier = [one for one in self.speakers if one.end <= cue.start]
        for _ in range(6):
            adverbial = _ADVERBIAL.search(left, max(0, len(left) - 90))
            if not adverbial:
                break
            left = left[: adverbial.start()]
        edge = self.start + len(left)
        direct = [one for one in earlier if one.end == edge and not one.possessive and not self._preposed(one)]
        if direct:
            return self.resolve(min(direct, key=lambda one: one.start))
        stranger = re.search(r"(?:^|, |\b(?:and|but|while|as) )((?:[A-Z][\w'’.-]+ ){0,3}[A-Z][\w'’-]+)$", left)
        if (
            stranger
            and cue.kind in ("say", "judge")
            and not any(one.end > self.start + stranger.start(1) for one in earlier)
        ):
            return Speaker(edge, edge, stranger[1], "", "other", "name")
        if is_participle(cue) or left.endswith((" and", " but", " then", ",", " who", " or")) or not direct:
            return self._main_subject(earlier, cue, left)
        return None

    def _main_subject(self, earlier: list[Speaker], cue: Cue, left: str) -> Speaker | None:
        if left.endswith(","):
            inner = [
                one
                for one in earlier
                if not one.possessive
                and re.match(r"(?:,| of [A-Z][\w .'’&-]{1,60},| \()", self.masked[one.end : cue.start])
                and one.end < self.start + len(left) - 2
            ]
            heads = [one for one in inner if not self._preposed(one)]
            named = [one for one in earlier if one.kind == "name" and one.end == self.start + len(left) - 1]
            if named and any(
                self.masked[one.end : named[0].start].strip() == "," for one in heads if one.kind == "noun"
            ):
                return named[0]
            if heads:
                return self.resolve(heads[-1] if len(heads) == 1 else self._outermost(heads))
        if left.endswith(" who"):
            named = [one for one in earlier if one.kind in ("name", "noun")]
            return self.resolve(named[-1]) if named else None
        subjects = [one for one in earlier if not one.possessive and not self._preposed(one)]
        clause = max(
            left.rfind(", and "), left.rfind(", but "), left.rfind("; "), left.rfind(" while "), left.rfind(" because ")
        )
        late = [one for one in subjects if one.start >= self.start + clause]
        if late and clause >= 0:
            return self.resolve(late[0])
        if subjects:
            return self.resolve(subjects[0])
        phrase = _PLAIN_SUBJECT.fullmatch(left[max(clause, 0) :].strip(" ,"))
        if phrase and cue.kind in ("say", "judge", "ask"):
            return Speaker(self.start, self.start, phrase[1], "", side_of(phrase[1]), "noun")
        return None

    def _outermost(self, heads: list[Speaker]) -> Speaker:
        """Of two names before commas the one that the other only explains."""
        names = [one for one in heads if one.kind == "name"]
        return (names or heads)[0] if len({one.actor_id for one in names}) == 1 else (names or heads)[-1]

    def _preposed(self, one: Speaker) -> bool:
        before = self.masked[max(self.start, one.start - 60) : one.start]
        before = re.sub(
            r"(?:(?:[A-Z][\w.'’-]*|[a-z]+) ){0,4}(?:[Pp]resident|[Ss]ecretary|[Pp]remier|[Mm]inister|[Rr]epresentative) $",
            "",
            before,
        )
        return bool(_OBJECT_OF.search(before)) and not re.search(r"(?:^|[,.] )(?:and|with) $", before)

    def resolve(self, one: Speaker) -> Speaker | None:
        """Give a pronoun the person or body it stands for."""
        if one.kind != "pronoun":
            return one
        word = one.text.lower()
        if word in ("he", "she"):
            for other in self.speakers:
                person = other.end <= one.start and other.kind == "name" and other.actor_id and not is_body(other)
                if person and not self._preposed(other) and not other.possessive:
                    return other
            return self.focus.get("person") or self.focus.get("named")
        for other in self.speakers:
            if other.end <= one.start and (other.kind == "noun" or is_body(other)) and not self._preposed(other):
                return other
        return self.focus.get("thing") or (self.focus.get("any") if word == "they" else None)

    def reported(self) -> list[tuple[int, int, Cue, Speaker]]:
        """Reported statements without regard to marks: start, end, cue and speaker of each."""
        found = []
        bound = self.start
        for cue in self.cues:
            if cue.start < bound or cue.text.lower() == "by":
                continue
            statement = self._statement(cue)
            if statement:
                start, end, speaker = statement
                text = self.masked[start:end]
                if len(text.split()) >= 3 and text.replace(HOLE, "").strip(" ,.'\"“”"):
                    found.append((start, end, cue, speaker))
                    bound = max(bound, end)
        return found

    def _statement(self, cue: Cue) -> tuple[int, int, Speaker] | None:
        stop = self.end - (1 if self.masked[self.end - 1] in ".!?" else 0)
        rest = self.masked[cue.end : stop]
        if cue.kind == "phrase":
            speaker = self._right_of(cue)
            left = self.masked[self.start : cue.start].rstrip()
            if speaker and left.endswith(",") and len(left.split()) > 3:
                return self.start, self.start + len(left) - 1, speaker
            comma = rest.find(", ")
            if speaker and len(left) < 3 and 0 < comma < 120:
                return cue.end + comma + 2, stop, speaker
            return None
        if cue.kind not in ("say", "ask"):
            return None
        clause = _CLAUSE.match(rest) if cue.kind == "say" else None
        if clause and "that" not in clause[0] and cue.text.lower() not in _ZERO_THAT:
            clause = None
        if not clause and cue.kind == "say":
            clause = _ADDRESSEE.match(rest[:90])
        if clause:
            speaker = self.subject(cue)
            if speaker is not None:
                return cue.end + clause.end(), stop, speaker
            return None
        left = self.masked[self.start : cue.start].rstrip()
        comma = left.rfind(",")
        between = self.masked[self.start + comma + 1 : cue.start]
        joined = re.match(r"\s*(?:and|but|while|although|though|as|which|who|because|when|where|if)\b", between)
        if cue.text.lower() in _TRAILING and comma > 12 and not joined and HOLE not in rest:
            inside = [one for one in self.speakers if self.start + comma < one.start < cue.start and not one.possessive]
            if inside and len(between.split()) <= 10:
                speaker = self.resolve(inside[0])
                if speaker is not None:
                    return self.start, self.start + comma, speaker
        return None

    def update_focus(self, speaker: Speaker | None) -> None:
        """Remember whom a pronoun of the next sentences would stand for."""
        subjects = [
            one for one in self.speakers if one.kind != "pronoun" and not one.possessive and not self._preposed(one)
        ]
        people = [one for one in subjects if one.kind == "name" and not is_body(one)]
        named = [one for one in self.speakers if one.kind == "name" and not is_body(one)]
        if named:
            self.focus["named"] = named[0]
        pronouns = [one.start for one in self.speakers if one.text.lower() in ("he", "she") and one.kind == "pronoun"]
        if people and pronouns and min(pronouns) < people[0].start:
            people = []
        things = [one for one in subjects if one.kind == "noun" or is_body(one)]
        if speaker is not None and not is_body(speaker) and speaker.kind == "name":
            self.focus["person"] = speaker
        elif people:
            self.focus["person"] = people[0]
        if speaker is not None and (speaker.kind == "noun" or is_body(speaker)):
            self.focus["thing"] = speaker
        elif things:
            self.focus["thing"] = things[0]
        if speaker is not None:
            self.focus["any"] = speaker
        elif subjects:
            self.focus["any"] = subjects[0]
