"""Does the clause around a time expression speak of the past or of the future? Told from its verbs, without a tagger.

The lists of verbs are lexicon/tense_words.csv.
"""

from tradestudy.timex.classes import CLASS, kinds
from tradestudy.timex.words import listed

_MODALS = listed("modal", "tense_words.csv")
# Modals that reports of past speech use as well: "he said they would meet".
_WEAK_MODALS = listed("weak modal", "tense_words.csv")
# Words after which an infinitive or a date lies ahead (matched whole).
_PROSPECTIVE = listed("prospective", "tense_words.csv")
# Nouns as well as verbs: no sign of the future after a determiner ("announced the plan on Wednesday").
_NOUNS_TOO = listed("noun too", "tense_words.csv")
# Verbs that promise or demand what an infinitive names: "agreed to meet on Monday".
_PROMISING = listed("promising", "tense_words.csv")
_IRREGULAR_PAST = listed("irregular past", "tense_words.csv")
_TITLES = listed("title", "tense_words.csv")
_NO_VERBS_IN_ED = listed("no verb in -ed", "tense_words.csv")
_DETERMINERS = listed("determiner", "tense_words.csv")
# "last" is a verb after these.
BEFORE_INFINITIVES = _MODALS | _WEAK_MODALS | {"to", "could", "not"}

# Classes that hold verbs too: "that", "begin", "about to", "opening".
_MAY_BE_VERBS = kinds("word to that end about ordinal")
_MAY_BE_VERBS_AFTER = kinds("word to about ordinal")
_IN_CLAUSE = frozenset("'’($)%&")


def signal(word: str, before: str, after: str) -> str:
    """'future', 'would' (ahead of a past), 'past', 'open' (either) or '' for a word between its neighbours."""
    if word == "could":
        return "open"
    if after == "have" and word in ("would", "might", "should", "may", "must"):
        return "past"
    if word in _MODALS:
        return "future"
    if word in _WEAK_MODALS:
        return "would"
    if word in ("set", "about", "due", "ready"):
        return _signal_of_adjective(word, after)
    if word in _PROSPECTIVE:
        return "" if word in _NOUNS_TOO and before in _DETERMINERS else "future"
    if _is_past_form(word):
        return "past"
    return _signal_of_infinitive(before, after) if word == "to" else ""


def _signal_of_adjective(word: str, after: str) -> str:
    """ "set to", "ready for", "about to" and "due" look ahead; "due to" names a cause, and "set" alone is a past."""
    if word == "due":
        return "" if after == "to" else "future"
    if after in ("to", "for"):
        return "future"
    return "past" if word == "set" else ""


def _signal_of_infinitive(before: str, after: str) -> str:
    """ "is to meet", "agreed to meet"; "to" before a noun says nothing."""
    if not after.isalpha() or after in _DETERMINERS:
        return ""
    if before in ("was", "were"):
        return "would"
    return "future" if before in ("is", "are") or before in _PROMISING else ""


def is_past(word: str) -> bool:
    """Is a lower-case word a verb in the past, and none that looks ahead ("scheduled")?"""
    return word not in _PROSPECTIVE and _is_past_form(word)


def _is_past_form(word: str) -> bool:
    return word in _IRREGULAR_PAST or (word.endswith("ed") and len(word) > 3 and word not in _NO_VERBS_IN_ED)


def clause_tense(words: list[str], codes: str, i: int, j: int) -> str:
    """'past', 'future', 'would', 'open' or '' by the verb nearest to words[i:j]: to the left first, then to the right.

    The search ends at the sentence, at a semicolon or a quotation mark, and after 25 words.
    """
    found, k = _search_left(words, codes, i)
    # a modal or a plan further left rules the participle: "will be signed on Monday", "is to be held"
    if found == "past" and k:
        found = _ruled_by_modal(words, k) or found
    # "a meeting planned for Saturday was canceled" may be told before or after that Saturday
    if found == "future" and words[k].endswith("ed") and words[j : j + 1] and words[j].lower() in ("was", "were"):
        found = "open"
    if found:
        return found
    if _follows_infinitive(words, codes, i):
        return "future"
    # a date that opens its sentence looks right for the verb; one that follows other words seldom does
    opens = i - 1 - k <= 3
    return _search_right(words, codes, j, min(j + (35 if opens else 6), len(words) - 1))


def _signal_at(words: list[str], k: int) -> str:
    before, after = words[k - 1].lower() if k else "", words[k + 1].lower() if k + 1 < len(words) else ""
    return signal(words[k].lower(), before, after)


def _search_left(words: list[str], codes: str, i: int) -> tuple[str, int]:
    """Signal of the nearest verb before word i, and where; without one, where the search ended."""
    for k in range(i - 1, max(i - 25, 0) - 1, -1):
        if _ends_clause(words, codes, k, k < i - 1):
            return "", k
        if CLASS[codes[k]] in _MAY_BE_VERBS and (found := _signal_at(words, k)):
            return ("past", k) if found == "future" and _describes(words, codes, k, i) else (found, k)
    return "", max(i - 25, 0) - 1


def _search_right(words: list[str], codes: str, j: int, stop: int) -> str:
    for k in range(j, stop):
        if _ends_clause(words, codes, k, True):
            return ""
        if CLASS[codes[k]] in _MAY_BE_VERBS_AFTER and (found := _signal_at(words, k)):
            return found
    return ""


def _ends_clause(words: list[str], codes: str, k: int, stops: bool) -> bool:
    """Does the search for a verb end at word k; stops: a full stop may end it too."""
    kind = CLASS[codes[k]]
    if kind == "stop":
        return stops and words[k + 1][:1].isupper() and not _abbreviates(words, k)
    return kind == "gap" or (kind == "mark" and words[k] not in _IN_CLAUSE)


def _describes(words: list[str], codes: str, k: int, i: int) -> bool:
    """ "delayed its planned levies Thursday": the participle describes, and the verb before it tells the past."""
    if not 1 < k < i - 1 or not words[k].endswith("ed"):
        return False
    kinds_between = [CLASS[code] for code in codes[k:i]]
    bare = kinds_between[-1] == "word" or "before" in kinds_between
    return bare and words[k - 1].lower() in _DETERMINERS and is_past(words[k - 2].lower())


def _abbreviates(words: list[str], k: int) -> bool:
    """Does the full stop words[k] belong to an initial or a title rather than end a sentence?"""
    before = words[k - 1] if k else ""
    return (len(before) == 1 and before.isupper()) or before in _TITLES


def _follows_infinitive(words: list[str], codes: str, i: int) -> bool:
    """ "to meet Monday", "to meet on Monday"."""
    verb = i - 1 - (CLASS[codes[i - 1]] == "in")
    return verb > 0 and words[verb - 1] == "to" and CLASS[codes[verb]] == "word" and words[verb].islower()


def _ruled_by_modal(words: list[str], k: int) -> str:
    """Tense of the participle words[k] under a modal: "will be signed", "is to be held", "could be located"."""
    before = [w.lower() for w in words[max(k - 4, 0) : k]]
    if before[-1] not in ("be", "get", "not", "also", "formally", "officially"):
        return ""
    if "could" in before:
        return "open"
    if not _WEAK_MODALS.isdisjoint(before):
        return "would"
    return "future" if before[-2:] == ["to", "be"] or not _MODALS.isdisjoint(before) else ""
