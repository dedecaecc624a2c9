"""What may stand around a reporting verb: how the words of a statement without marks are found, and where they end.

The column `takes` of lexicon/reporting_verbs.csv says which constructions a verb has: "that" (a clause), "somebody
that", "to do", "somebody to do", "something", a preposition and something, "finding" (something, if the subject is a
record: "data showed a rise"). Verbs of saying take a clause anyhow.
"""

from __future__ import annotations

import re

from tradestudy.quotes import phrases
from tradestudy.quotes.attribution import WEEKDAY, Unit
from tradestudy.quotes.marks import HOLE
from tradestudy.quotes.speakers import Cue, Speaker, is_participle
from tradestudy.quotes.subjects import phrase_before
from tradestudy.terms import any_of, read_lexicon, words_of

_OPENS_CLAUSE = any_of(words_of("function_words.csv", "word", uses="clause"))
_NO_OBJECT = any_of(words_of("function_words.csv", "word", uses="opens no object"))
_FIRST = any_of(word.capitalize() for word in words_of("function_words.csv", "word", uses="opens a clause"))
_RECORD = re.compile(rf"\b{any_of(words_of('sources.csv', 'noun', uses='record'))}$")
_BASE = frozenset(words_of("reporting_verbs.csv", "noun_or_infinitive"))
_ZERO_THAT = frozenset(words_of("reporting_verbs.csv", "without_that"))
CLOSING = frozenset(words_of("reporting_verbs.csv", "closing"))
_SAY = frozenset(["say", "says", "said", "saying"])
_CLOSES_LOOSELY = frozenset(["said", "says", "told"])

_DAY = rf"(?:on |last |this |late |early )?{WEEKDAY}"
_SPAN = r"(?:this|last|next) (?:week|month|year|summer|spring|fall|autumn|winter|time)"
_WHEN = rf"(?:\s+(?:\w+ly|also|again|{_DAY}|yesterday|today|earlier|once|instead))?"
_THAT = re.compile(r"\s+that\s+")
_CLAUSE = re.compile(rf"\s+that\s+|\s+(?={_OPENS_CLAUSE}\b|[A-Z$\d])")
_BARE = re.compile(  # what follows "said" without "that"
    rf"\s+(?=[a-z])(?!(?:{_NO_OBJECT}|it|nothing|goodbye|yes|no|\w+ly)\b)"
    rf"|\s+(?={HOLE}+\s(?!{_NO_OBJECT}\b)[a-z])|\s+(?=(?:is|was|were|are|would|will)\b)"
)
_AT = r"(?:in|on|at|to|with|during|after|before|late|early|last|this|by|through|via|under|earlier|again|only|\w+ly)"
_ADVERBIAL_THAT = re.compile(rf"\s+(?:{_AT}|{_DAY})\s(?:[\w.'’-]+\s+){{0,7}}?that\s+")
_SOMEBODY_THAT = re.compile(r"\s+(?:[\w.'’-]+\s+){1,7}?that\s+")
_SOMEBODY = re.compile(rf"\s+(?:(?!{_NO_OBJECT}\b)[\w.'’-]+\s+){{1,3}}?(?={_OPENS_CLAUSE}\b)")
_QUESTION = re.compile(rf"{_WHEN}\s+(?=(?:whether|how|why|what|if|where|who)\b)")
_THING = rf"{_WHEN}\s+(?=[\w$\"“'{HOLE}])(?!(?:{_NO_OBJECT}|{_SPAN}|{_DAY}(?!['’]))\b)"
_SOMETHING = re.compile(_THING)
INFINITIVE = rf"(?:not )?to (?!{_OPENS_CLAUSE}\b)[a-z{HOLE}]"
_TO_DO = re.compile(rf"{_WHEN}\s+(?={INFINITIVE})")
_SOMEBODY_TO_DO = re.compile(rf"{_WHEN}\s+(?=(?:[\w.&'’-]+\s+){{0,9}}?{INFINITIVE})")
_PREPOSITIONS = ("about", "against", "for", "of", "on", "over", "to", "with")
_BEHIND = {word: re.compile(rf"{_WHEN}\s+{word}{_THING}") for word in _PREPOSITIONS}

_UNSAID = (
    r"(?:\b(?:not|never|nor|cannot|could|might|should|can|may|must{more})|n['’]t)(?:\s+(?:\w+ly|have|be|been|yet))*$"
)
_NEGATED = re.compile(_UNSAID.replace("{more}", ""))
_HYPOTHETICAL = re.compile(_UNSAID.replace("{more}", "|would|will|to|if"))
_SUBORDINATE = re.compile(
    r"\s*(?:and|but|while|although|though|as|which|who|because|when|where|if|after|before|since|amid|despite|with"
    r"|following|to|in|[a-z]+ing)\b"
)
_ENDS = re.compile(r"\s*(?:$|[,(]|of\b|in\b|on\b|at\b|who\b)")
_MORE = re.compile(r" [^,]+,\s(?!\w+ing\b)")  # the sentence goes on behind the verb
_OPENS_NEXT = (
    r"(?:and|but|or|while|who|which|whom|whose|whereas|although|though|after|before|as|when|where|because|since|with|if"
    r"|even|a|an|the|he|she|it|they|we|according|\w+ing)\b"
)
_BREAKS_OFF = r"(?:while|after|before|when|because|as (?:he|she|they|it|the)|if|according|amid|although|though|but)\b"
_LIMIT = re.compile(
    rf"[;:]|\s[–—-]+\s|—|,\s(?={_OPENS_NEXT})|{HOLE}\s(?=(?:who|which|while|although|\w+ing)\b)"
    rf"|\s(?=and (?:his|her|its|their)\b|(?:(?:shortly|just|soon|hours|days|weeks|months) )?{_BREAKS_OFF})"
)
_JOIN = r"(?:(?:and|but|or|then|also|later|both|yet|while|again|thus|has|have|had|\w+ly)\s+)"
_NEXT = re.compile(rf"((?:,|{HOLE}|\s(?:and|but|or|while|by|after|before|when|yet)(?=\s)))\s+{_JOIN}*$")
_AND = re.compile(r",? (?:and|but) (?:the )?(?:[A-Z][\w.'’-]* ){0,4}$")
_INSERTED = re.compile(r",\s(?:[\w.&'’-]+\s){1,5}$")
_FIRST_CLAUSE = re.compile(rf"\s*(?:{_FIRST})\s[^,]*$")
_SHORTEST = 3  # words of a clause
_LEAD_IN = 5  # words: what is shorter before "he said" only leads in
_FARTHEST = 40  # characters between two verbs of one subject


def forms_with(column: str) -> dict[str, frozenset[str]]:
    """The values of a column of the reporting verbs by form."""
    found: dict[str, set[str]] = {}
    for row in read_lexicon("reporting_verbs.csv"):
        for form in row["forms"].split("; "):
            found.setdefault(form, set()).update(filter(None, row[column].split("; ")))
    return {form: frozenset(values) for form, values in found.items()}


_TAKES = forms_with("takes")
ITS_SUBJECT = Speaker(-1, -1, "", "", "", "")  # stands for the subject of the verb, which costs more to find
Place = tuple[int, int, Speaker | None] | None


def _takes(cue: Cue) -> frozenset[str]:
    return _TAKES.get(cue.text.lower(), frozenset())


def can_report(cue: Cue) -> bool:
    """Whether a cue has a construction of its own; "by" and verbs used only beside marks have none."""
    return bool(_takes(cue)) if cue.kind == "weak" else cue.text.lower() != "by"


def beside_phrase(unit: Unit, cue: Cue, stop: int) -> Place:
    """`Duties will fall, according to Greer`: the clause before the phrase, or the one behind its speaker."""
    if cue.kind != "phrase":
        return None
    speaker = unit.right_of(cue)
    left = unit.masked[unit.start : cue.start].rstrip()
    if left.endswith(",") and len(left.split()) > 3:
        return unit.start, unit.start + len(left) - 1, speaker
    comma = unit.masked[cue.end : stop].find(", ")
    return (cue.end + comma + 2, stop, speaker) if len(left) < 3 and 0 < comma < 120 else None


def inverted(unit: Unit, cue: Cue, stop: int) -> Place:
    """`Duties will fall, said the minister, who ...`: what stands before a verb that its subject follows."""
    left = unit.masked[unit.start : cue.start].rstrip()
    said = cue.text.lower() in CLOSING and "somebody that" not in _takes(cue)
    if not said or not left.endswith((",", HOLE)) or len(left.split()) < _SHORTEST:
        return None
    behind = phrases.phrase_behind(unit.masked, cue.end, unit.end)
    if behind is None or not _ENDS.match(unit.masked, behind[1], stop):
        return None
    return unit.start, unit.start + len(left) - 1, None if left.endswith(HOLE) else unit.named(behind)


def clause(unit: Unit, cue: Cue, stop: int) -> Place:
    """`Greer said that duties would fall`, `... asked whether ...`."""
    if cue.kind == "phrase":
        return None
    rest = unit.masked[cue.end : stop]
    lead = _lead(cue, rest)
    if lead is None or _NEGATED.search(unit.masked, max(unit.start, cue.start - 40), cue.start - 1):
        return None
    if "that" not in lead[0] and not is_participle(cue) and _closes_quotation(unit, cue):
        return cue.end, cue.end, None
    if len(rest[lead.end() :].split(None, _SHORTEST)) < _SHORTEST:
        return None
    start = cue.end + lead.end()
    source = unit.masked.find(", according to ", start, stop)
    return start, source if source > 0 else stop, ITS_SUBJECT


def _closes_quotation(unit: Unit, cue: Cue) -> bool:
    """Whether the verb closes words between marks: `"...," Greer said on Monday`."""
    hole = unit.masked.rfind(HOLE, unit.start, cue.start)
    near = hole > 0 and cue.start - hole < 90 and unit.text[hole - 1] in ",?!"
    return near and "and" not in unit.masked[hole : cue.start].split()


def _lead(cue: Cue, rest: str) -> re.Match[str] | None:
    """The words that lead into a reported clause: "that", an addressee and "that", or nothing behind some verbs."""
    takes, word = _takes(cue), cue.text.lower()
    if cue.kind != "say" and not takes & {"that", "somebody that"}:
        return _QUESTION.match(rest) if cue.kind in ("ask", "report") else None
    found = _CLAUSE.match(rest)
    if found and (word in _ZERO_THAT or _THAT.match(rest)):
        return found
    if word in _SAY and (found := _BARE.match(rest)):
        return found
    near = rest[:90]
    if "somebody that" in takes:
        found = _SOMEBODY_THAT.match(near) or (_SOMEBODY.match(near) if cue.kind == "say" else None)
        if found:
            return found
    return _ADVERBIAL_THAT.match(near) or _QUESTION.match(near)


def to_do(unit: Unit, cue: Cue, stop: int) -> Place:
    """`Greer vowed to go on`, `Greer urged both sides to go on`."""
    takes = _takes(cue)
    rest = unit.masked[cue.end : stop]
    lead = _TO_DO.match(rest) if "to do" in takes else None
    if lead is None and "somebody to do" in takes:
        lead = _SOMEBODY_TO_DO.match(rest)
    return _content(unit, cue, lead, stop)


def something(unit: Unit, cue: Cue, stop: int) -> Place:
    """`Greer condemned the new duties`, `Greer called for lower duties`, `Data showed a rise`."""
    takes = _takes(cue)
    if not takes:
        return None
    rest = unit.masked[cue.end : stop]
    given = "something" in takes or ("finding" in takes and _RECORD.search(unit.left_of(cue)))
    lead = _SOMETHING.match(rest) if given else None
    for word in _PREPOSITIONS:
        if lead is None and word in takes:
            lead = _BEHIND[word].match(rest)
    return _content(unit, cue, lead, stop)


def _content(unit: Unit, cue: Cue, lead: re.Match[str] | None, stop: int) -> Place:
    """The words behind a lead, unless they are asked, denied or supposed, or are a verb themselves."""
    if lead is None or unit.masked[unit.end - 1] == "?":
        return None
    start = cue.end + lead.end()
    unsaid = _HYPOTHETICAL.search(unit.masked, max(unit.start, cue.start - 40), cue.start - 1)
    if unsaid or any(other.start == start for other in unit.reporting):
        return None
    return start, find_limit(unit, start, stop), ITS_SUBJECT


def before_verb(unit: Unit, cue: Cue, stop: int) -> Place:
    """`Duties will fall, the minister said`: what stands before a verb at the end."""
    word, rest = cue.text.lower(), unit.masked[cue.end : stop]
    if word not in CLOSING or HOLE in rest:
        return None
    before = unit.masked[unit.start : cue.start].rstrip().rpartition(",")[0]
    between = unit.masked[unit.start + len(before) + 1 : cue.start]
    if len(before) <= 12 or len(between.split()) > 10 or _SUBORDINATE.match(between):
        return None
    if cue.kind == "say" and word not in _CLOSES_LOOSELY and _MORE.match(rest):
        return None
    inside = [one for one in unit.speakers if unit.start + len(before) < one.start < cue.start and not one.possessive]
    speaker = unit.resolve(inside[0]) if inside else None
    if speaker is None and word in _SAY:
        speaker = phrase_before(unit, unit.left_of(cue))
    goes_on = rest.startswith(", ") and HOLE not in before and not _SUBORDINATE.match(rest[1:])
    if goes_on and len(before.split()) < _LEAD_IN:
        return cue.end + 2, stop, speaker
    return unit.start, unit.start + len(before), speaker


CONSTRUCTIONS = (beside_phrase, inverted, clause, to_do, something, before_verb)


def find_limit(unit: Unit, start: int, stop: int) -> int:
    """Where the words that are no clause end: before a clause, an apposition, a dash."""
    limit = _LIMIT.search(unit.masked, start, stop)
    return limit.start() + (unit.masked[limit.start()] == HOLE) if limit else stop


def before_next(unit: Unit, cue: Cue, start: int, stop: int, *, whole: bool) -> tuple[int, Cue | None]:
    """Where the content of a cue ends, and the cue that goes on from it: `..., adding that`, `... and vowed to`."""
    if _FIRST_CLAUSE.match(unit.masked[unit.start : cue.start]) and (comma := unit.masked.find(", ", start, stop)) > 0:
        stop = comma
    end, following = stop, None
    for other in unit.reporting:
        if other.start <= start or other.start > stop + 20:
            continue
        if (inserted := _inserted(unit, other, start)) and inserted < stop:
            return inserted, None
        if not whole and (begins := _new_clause(unit, other, start)) and begins < stop:
            return begins, None
        join = _NEXT.search(unit.masked, max(start, other.start - _FARTHEST), other.start)
        if join and _goes_on(unit, cue, other, join[1], whole=whole):
            end, following = min(stop, join.start() + (join[1] == HOLE)), other
            break
    return start + len(unit.masked[start:end].rstrip(" ,")), following


def _new_clause(unit: Unit, other: Cue, start: int) -> int | None:
    """Where a clause with a subject of its own begins: `... the plan and Greer threatened to leave`."""
    edge = unit.start + len(unit.left_of(other))
    subjects = [one for one in unit.speakers if one.end == edge and one.start > start and not one.possessive]
    joined = _AND.search(unit.masked, start, subjects[0].start) if subjects else None
    return joined.start() if joined else None


def _inserted(unit: Unit, other: Cue, start: int) -> int | None:
    """Where "..., he said, ..." begins."""
    if other.text.lower() not in _CLOSES_LOOSELY or unit.masked[other.end : other.end + 1] not in ",.;":
        return None
    found = _INSERTED.search(unit.masked, max(start, other.start - 60), other.start)
    return found.start() if found else None


def _goes_on(unit: Unit, cue: Cue, other: Cue, joined: str, *, whole: bool) -> bool:
    """Whether a verb goes on from another; within a clause only a participle behind a comma is sure to."""
    if other.text.lower() in _BASE and cue.text.lower() not in _BASE:
        return False
    if whole and not (joined in (",", HOLE) and is_participle(other)):
        return False
    return any(construction(unit, other, unit.end) for construction in (clause, to_do, something))
