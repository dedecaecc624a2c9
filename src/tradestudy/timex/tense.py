"""Does the clause around a time expression speak of the past or of the future? Told from its verbs, without a tagger."""

from __future__ import annotations

MODALS = frozenset("will wo shall can must ll cannot".split())
# Modals that reports of past speech use as well: "he said they would meet".
WEAK_MODALS = frozenset("would may might should d".split())
# Nouns as well as verbs: no sign of the future after a determiner ("announced the plan on Wednesday").
_NOUNS_TOO = frozenset(
    "start begin meet meets resume arrive holds visits gather convene ends runs plan plans schedule schedules hopes aims forecast forecasts starts deadline deadlines".split()
)
# Words after which an infinitive or a date lies ahead (matched whole).
PROSPECTIVE = frozenset(
    "scheduled schedule schedules scheduling expected expects expect expecting due slated set planned plans plan planning "
    "likely going intends intended intend hopes hoped hope aims aimed upcoming deadline deadlines poised ready expires expire "
    "expiring begins starts takes effective starting beginning tentatively forthcoming looming arrives heads leaves "
    "opens returns meets travels resumes convenes reconvenes awaits about ends runs visits holds start begin meet resume "
    "arrive gather convene lapse lapses invitation invite invites".split()
)
# Verbs that promise or demand what an infinitive names: "agreed to meet on Monday".
PROMISING = frozenset(
    "agreed agree agrees decided decide decides vowed vows pledged pledges promised promises wants want wanted ordered orders "
    "prepared prepares preparing offered offers urged asked invited refused threatened threatens proposed proposes need needs "
    "has have had bound allowed able plan plans planned planning expected expects scheduled due set slated intends intend "
    "intended hopes hoped hope aims aimed likely going poised ready continue".split()
)
IRREGULAR_PAST = frozenset(
    "was were did had said told met began began took made came went saw gave held left got found became sent brought spoke "
    "wrote rose fell won lost led felt kept put stood paid ran heard knew thought broke chose drew drove flew grew hit let "
    "meant read rode sold shot shut sought spent stole struck swore threw understood withdrew wore built bought caught dealt "
    "fought forgot froze hung hid hurt laid lay leapt lit overcame oversaw sank sat shook slid slept split spread sprang "
    "swept swung taught tore undertook upheld woke wound been done taken given seen gone shown known written spoken".split()
)
_ABBREVIATED = frozenset("Mr Mrs Ms Dr Gen Sen Rep Gov St No v vs Inc Co Corp Ltd Jr Sr Prof Lt Col".split())
_NOT_VERBS = frozenset(
    "need indeed speed feed seed breed exceed proceed succeed hundred wounded united sacred naked red bed ed shed aged fed "
    "embed unprecedented limited".split()
)
_DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your all each both any some s".split()
)


def signal(word: str, before: str, after: str) -> str:
    """'future', 'would' (ahead of a past), 'past', 'open' (either) or '' for one word between its neighbours (all lower case)."""
    if word == "could":
        return "open"
    if word in ("would", "might", "should", "may", "must") and after == "have":
        return "past"
    if word in MODALS:
        return "future"
    if word in WEAK_MODALS:
        return "would"
    if word in ("set", "about", "due", "ready"):
        return (
            "future"
            if (after in ("to", "for") and word != "due") or (word == "due" and after != "to")
            else "past"
            if word == "set"
            else ""
        )
    if word in PROSPECTIVE:
        return "" if word in _NOUNS_TOO and before in _DETERMINERS else "future"
    if word in IRREGULAR_PAST:
        return "past"
    if word.endswith("ed") and len(word) > 3 and word not in _NOT_VERBS:
        return "past"
    if word == "to" and before in ("is", "are", "was", "were") and after.isalpha() and after not in _DETERMINERS:
        return "future" if before in ("is", "are") else "would"
    if word == "to" and after.isalpha() and after not in _DETERMINERS and before in PROMISING:
        return "future"
    return ""


def clause_tense(words: list[str], codes: str, i: int, j: int) -> str:
    """'past', 'future', 'would', 'open' or '' by the verb nearest to words[i:j]: to the left first, then to the right.

    The search ends at the sentence, at a semicolon or a quotation mark, and after 25 words.
    """
    found_left = ""
    k = i - 1
    stop = max(i - 25, 0)
    gap = 0
    while k >= stop:
        code = codes[k]
        if code == "\n" or (code == ";" and words[k] not in "'’($)%&"):
            break
        if code == "." and gap and words[k + 1][:1].isupper() and not _abbreviates(words, k):
            break
        if code in " tjBxo":
            found_left = signal(
                words[k].lower(), words[k - 1].lower() if k else "", words[k + 1].lower() if k + 1 < len(words) else ""
            )
            # "delayed its planned levies Thursday": the participle describes, the verb before it tells
            describes = found_left == "future" and 1 < k < i - 1 and words[k].endswith("ed")
            describes = describes and (codes[i - 1] == " " or "g" in codes[k:i])
            if describes and words[k - 1].lower() in _DETERMINERS and is_past(words[k - 2].lower()):
                found_left = "past"
            if found_left:
                break
        gap += 1
        k -= 1
    # a modal or a plan further left rules the participle: "will be signed on Monday", "is to be held"
    if found_left == "past" and k:
        found_left = _ruled_by_modal(words, k) or found_left
    # "a meeting planned for Saturday was canceled" may be told before or after that Saturday
    if found_left == "future" and words[k].endswith("ed") and j < len(words) and words[j].lower() in ("was", "were"):
        found_left = "open"
    if found_left:
        return found_left
    verb = i - 1 - (codes[i - 1] == "n")
    if verb > 0 and words[verb - 1] == "to" and codes[verb] == " " and words[verb].islower():
        return "future"
    # a date that opens its sentence looks right for the verb; one that follows other words seldom does
    stop = min(j + (35 if gap <= 3 else 6), len(words) - 1)
    k = j
    while k < stop:
        code = codes[k]
        if code == "\n" or (code == ";" and words[k] not in "'’($)%&"):
            break
        if code == "." and words[k + 1][:1].isupper() and not _abbreviates(words, k):
            break
        if code in " txo":
            found = signal(words[k].lower(), words[k - 1].lower() if k else "", words[k + 1].lower())
            if found:
                return found
        k += 1
    return ""


def is_past(word: str) -> bool:
    """Is a lower-case word a verb in the past, and none that looks ahead ("scheduled")?"""
    return word not in PROSPECTIVE and (
        word in IRREGULAR_PAST or (word.endswith("ed") and len(word) > 3 and word not in _NOT_VERBS)
    )


def _abbreviates(words: list[str], k: int) -> bool:
    """Does the full stop words[k] belong to an initial or a title rather than end a sentence?"""
    before = words[k - 1] if k else ""
    return (len(before) == 1 and before.isupper()) or before in _ABBREVIATED


def _ruled_by_modal(words: list[str], k: int) -> str:
    """Tense of the participle words[k] under a modal: "will be signed", "is to be held", "could be located"."""
    before = [w.lower() for w in words[max(k - 4, 0) : k]]
    if not before or before[-1] not in ("be", "get", "not", "also", "formally", "officially"):
        return ""
    if "could" in before:
        return "open"
    if any(w in WEAK_MODALS for w in before):
        return "would"
    return "future" if any(w in MODALS for w in before) or before[-2:] == ["to", "be"] else ""
