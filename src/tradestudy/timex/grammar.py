"""The grammar of time expressions: patterns over the codes of ``timex_words``, each with the rule that reads it.

Where several patterns match at a word, the first whose rule accepts the words wins. Patterns repeat nothing without a
bound, so that reading takes time in proportion to the text.
"""

from __future__ import annotations

from collections.abc import Callable

from tradestudy.timex.reading import Mention, Reading
from tradestudy.timex.rules import dates, units, weekdays

Rule = Callable[[Reading, int, int], Mention | list[Mention] | None]

QUANTITY = r"(?:aN?f?|N(?:&N|-?[NO])?f?|[D#Y]v?|v|[D#][-t|][D#]|N-?[t|]-?N|aU?\|N)(?:-?&-?a-?H|&v)?\+?"
ABOUT = r"(?:\+>|@[<t]|x@?<?|x)?"
EDGE = r"(?:T?e?Bf|[eE]n?|e-)?"
OF_YEAR = r"(?:,?f?(?:[LXiC]|T[pLFX]|Tc|T?y|j)U)"
LENGTH = rf"{ABOUT}{QUANTITY}-?\^?[UVQu]"
GRAMMAR: list[tuple[str, Rule]] = [
    (r"I", dates.read_stamp),
    (r"/", dates.read_numeric),
    (r"MD(?:,D){1,4},?&D", dates.read_day_list),
    (r"WTO", weekdays.read_weekday_ordinal),
    (r"MT?[DO][-t&]T?[DO](?!-?[UV])(?:,?Y)?", dates.read_day_span),
    (r"T?[DO][-t&]T?[DO]f?M(?:,?Y)?", dates.read_day_span),
    (r"T?[oL]UfM(?:,?Y)?", units.read_week_in_month),
    (r"[LXC]?[AMo]", dates.read_named_day),
    (r"TUf(?:M[DO]?|[DO]M)(?:,?Y)?", units.read_week_of),
    (r"W;(?:MD|[DO]M)(?:,?Y)?;", dates.read_day_in_brackets),
    (rf"(?:T?Bf|[LXe])?(?:W,?)?[LX]?MT?[DO](?:,?Y(?!-?[UV])|{OF_YEAR})?", dates.read_day),
    (rf"(?:W,?)?T?[DO]f?M(?:,?Y|{OF_YEAR})?", dates.read_day),
    (rf"{EDGE}(?:iP|[LXiCP]|T[pPLXF])?(?:e-?)?M(?:f?Y|,Y|{OF_YEAR})?", dates.read_month),
    (r"Y-[D#]", dates.read_year_span),
    (rf"{EDGE}[TLXi]?\^?Y?[oO]-?\^?[QH](?:,?f?T?\^?U?Y|f\^U|{OF_YEAR}|fTU)?", dates.read_quarter),
    (r"(?:[LXip]U|Y); o-?[QH]|T?J,?f?\^?Y?|YJ", dates.read_quarter),
    (rf"{EDGE}T?\^U?Y", dates.read_year),
    (r"T?UY|(?:T?e?BfT?|e[n-]?)?Y", dates.read_year),
    (r"(?:T?e?Bf)?T?(?:e-?)?z", dates.read_decade),
    (r"T?(?:e-?)?O-?U", dates.read_century),
    (rf"{QUANTITY}[UV][Gr]W", weekdays.read_from_weekday),
    (r"kW", weekdays.read_every_weekday),
    (rf"(?:[eE]n?)?(?:T?[LXPpFC]|iC?)?e?W(?:e?q|{OF_YEAR})?", weekdays.read_weekday),
    (r"(?:K(?:nTq|m?Z?)|[D#K]mnTq|[D#]mZ?|[Y#]Z|Nm(?:nTq)?|[DN]nTq)(?:;[Y#K]Z;|,?[Wd]|iq|Lq)?", weekdays.read_clock),
    (r"T?Ug(?:[LX]?W|d|M[DO]|[DO]M)", weekdays.read_beside),
    (r"[eE]?dq?", weekdays.read_deictic),
    (r"[eE]?(?:[iLXjkT]|T[yFXp]|iy|jy)?e?q", weekdays.read_day_part),
    (r"T?U-[EG][QU ]?", units.read_year_earlier),
    (r"T?U-B|e-U", units.read_edge_word),
    (rf"{ABOUT}(?:{QUANTITY}-?[UVQ]|V)G|{ABOUT}{QUANTITY}[UV](?:r[Rd]|h)", units.read_ago),
    (rf"{ABOUT}{QUANTITY}[UV][Eg]|TUg", units.read_offset),
    (rf"T?[oL]{QUANTITY}[UVQ]f(?:M(?:,?Y)?|Y|TU|{OF_YEAR})", units.read_first_units),
    (rf"(?:T?[LPXCpFo]|iP){LENGTH}", units.read_span),
    (r"k[ND o]?[UVSQu]|\$U|s", units.read_set),
    (r"\+U", units.read_another),
    (r"[D#N]VaU", units.read_rate),
    (rf"aU&aH|{LENGTH}(?:-?l)?|HaU|a?H-?U|U-l", units.read_length),
    (r"T?[CPLXR]V|V(?:-l)?", units.read_plural),
    (rf"T?y[UQ]{OF_YEAR}", units.read_same_period),
    (rf"{EDGE}(?:iP|iC|[iLXPCcpFj]|T[LPpXCFcy]|[ij]?y|T)\^?[UuQ]|iV", units.read_unit),
    (rf"{EDGE}(?:iP|[LXiT])?e?-?S(?:,?f?Y|{OF_YEAR})?", dates.read_season),
    (r"T?y |j ", units.read_same_date),
    (r"T?R|TP|c|lG", units.read_reference),
    (r"TO[-t&]T?O", dates.read_ordinal_span),
    (r"TO(?:fT?[LXicpFC]?U)?", dates.read_ordinal_day),
]
