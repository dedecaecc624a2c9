"""Words for past, present and future: "now", "recently", "the future", "in the past", "at present"."""

from tradestudy.timex.classes import kinds
from tradestudy.timex.reading import DatedText, Mention, reference
from tradestudy.timex.words import REFERENCE, listed

_AFTER_THE_PAST = listed("after the past")
_HOW_FAR = listed("how far the future")
_NOT_SOON = listed("not soon")
_ENDS = kinds("stop comma mark and gap")
_AFTER_RECENTLY = kinds("month last weekday today in")


def read_reference(r: DatedText, i: int, j: int) -> Mention | None:
    """Words for past, present and future: "now", "recently", "the future", "in the past", "at present"."""
    k = j - 1
    word, kind, before = r.word(k), r.kind(k), r.word(i - 1)
    if kind == "past":
        return reference(i, j, "PAST_REF", "reference") if _is_past_time(r, i, j) else None
    if kind == "current":
        idiom = r.word(j) in ("affairs", "account", "accounts", "events")
        return None if idiom else reference(i, j, "PRESENT_REF", "reference")
    if r.kind(i) == "long":
        return reference(i, j, "PAST_REF", "reference")
    if word == "future" and before in _HOW_FAR:
        i -= 1 + (r.kind(i - 2) == "the")
    elif r.kind(i) == "the" and word not in ("future", "moment"):
        i = k
    return None if _is_idiom(r, i, k, before) else reference(i, j, REFERENCE[word], "reference")


def _is_past_time(r: DatedText, i: int, j: int) -> bool:
    """ "in the past", but not "in the past, present ..." of something: no noun may follow."""
    after = r.word(j)
    alone = r.kind(j) in _ENDS or (r.kind(j) == "word" and (after in _AFTER_THE_PAST or not after.isalpha()))
    return alone and r.word(i - 1) in ("in", "of", "from")


def _is_idiom(r: DatedText, i: int, k: int, before: str) -> bool:
    """Does the word say something else than when: "most recently on Monday", "as soon as", "a future contract"?"""
    word, after, following = r.word(k), r.word(k + 1), r.kind(k + 1)
    if word in ("recent", "present"):
        return word == "recent" or before != "at"
    if word == "moment":
        return before != "at" or r.kind(i) != "the" or following == "of"
    if word == "soon":
        return before in _NOT_SOON or after in ("after", "as")
    if word in ("recently", "previously"):
        return before == "most" and following in _AFTER_RECENTLY
    if word == "future":
        named = r.words[k][0].isupper() and r.kind(i - 1) != "stop" and i > 0
        return named or (before in ("a", "an") and following != "word")
    return r.words[k] == "Now" and following == "comma"
