"""Tables in, sentences out: the narrative of the notebooks, computed so that it stays true for any window.

Every function returns an ``IPython.display.Markdown`` and takes the very tables that the notebook shows, so that a
number told is a number shown. Text that comes from articles is escaped: no markup of a page ever reaches a report.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from tradestudy.analysis.chronology import rank_events, take_rounds, tell_span
from tradestudy.analysis.display import SIDES, count, tell_day, tell_days, write_name

if TYPE_CHECKING:
    from IPython.display import Markdown

NOTHING = "**The corpus holds no article published in this window.** Choose other days with `start` and `end`."
CERTAIN = 0.05  # of p, corrected for the number of comparisons


def escape(text: str) -> str:
    """Make text safe inside Markdown: no HTML, no markup.

    Examples
    --------
    >>> escape("<b>5*3</b>")
    '&lt;b&gt;5\\\\*3&lt;/b&gt;'
    """
    return re.sub(r"([\\`*_\[\]|~])", r"\\\1", html.escape(text, quote=False)).replace("$", "&#36;")


def share(part: float, whole: float) -> str:
    """Write a share in per cent: 40%; never 0% of something or 100% of not all.

    Examples
    --------
    >>> share(2, 5), share(0, 0), share(1, 1000), share(999, 1000)
    ('40%', '0%', 'under 1%', 'over 99%')
    """
    if not part or part == whole:
        return "100%" if part else "0%"
    rounded = f"{part / whole:.0%}"
    return {"0%": "under 1%", "100%": "over 99%"}.get(rounded, rounded)


def join(words: Sequence[str]) -> str:
    """Join words as in a sentence.

    Examples
    --------
    >>> join(["tariffs", "chips", "fentanyl"])
    'tariffs, chips and fentanyl'
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else list(words))


def _markdown(lines: Sequence[str]) -> Markdown:
    from IPython.display import Markdown

    return Markdown("\n".join(f"- {line}" for line in lines) if len(lines) > 1 else lines[0])


def describe_window(start: str, end: str, as_of: str, data: Mapping[str, pd.DataFrame]) -> Markdown:
    """Say which window is shown, and why it is empty where it is."""
    articles = data["articles"]
    if articles.empty:
        return _markdown([NOTHING])
    first, last = articles["published"].min(), articles["published"].max()
    known = f", as known on {tell_day(as_of)}" if as_of else ""
    return _markdown(
        [
            f"Window: {tell_day(start or first)} to {tell_day(end or last)}{known}; {count(len(articles), 'article')}, "
            f"published from {tell_day(first)} to {tell_day(last)}."
        ]
    )


# ---------------------------------------------------------------- 01 corpus


def tell_corpus(
    articles: pd.DataFrame, publishers: pd.DataFrame, countries: pd.DataFrame, months: pd.DataFrame, gaps: pd.DataFrame
) -> Markdown:
    """Say what the corpus holds in the window and where it is silent."""
    if articles.empty:
        return _markdown([NOTHING])
    known = int((countries["country"] != "not known").sum())
    digests, copies = int((articles["rights"] == "digest").sum()), int((articles["duplicate_of"] != "").sum())
    largest, leading = publishers.iloc[0], countries.iloc[0]
    lines = [
        f"**{count(len(articles), 'article')} by {count(len(publishers), 'publisher')} from "
        f"{count(known, 'country', 'countries')}**, {articles['n_words'].sum():,} words; "
        f"{count(digests, 'digest')} in our own words, {count(len(articles) - digests, 'private full text')}.",
        _tell_months(months),
        f"No publisher has more than {share(largest['n_articles'], len(articles))} of the articles; the largest is "
        f"{escape(largest['publisher'])} ({largest['n_articles']}). By country of the publisher "
        f"{escape(leading['country'])} leads with {share(leading['n_articles'], len(articles))}.",
        f"{count(copies, 'article repeats', 'articles repeat')} an earlier one and count once in the chronology.",
    ]
    if len(gaps):
        longest = gaps.iloc[0]
        lines.append(
            f"{count(len(gaps), 'stretch', 'stretches')} of a week or more without a report; the longest is "
            f"{tell_days(longest['first'], longest['last'])} ({count(longest['days'], 'day')}). "
            "Read silence there as a gap of the corpus."
        )
    else:
        lines.append("From the first report to the last no week passes without one.")
    return _markdown(lines)


def _tell_months(months: pd.DataFrame) -> str:
    top, thin = (months.loc[months["n_articles"].agg(pick)] for pick in ("idxmax", "idxmin"))
    busiest = f"The busiest month is {top['month']:%B %Y} ({count(top['n_articles'], 'article')})"
    return f"{busiest}, the thinnest {thin['month']:%B %Y} ({count(thin['n_articles'], 'article')})."


# ---------------------------------------------------------------- 02 chronology


def tell_chronology(data: Mapping[str, pd.DataFrame]) -> Markdown:
    """Say what happened when, who had it first and how sure it is."""
    events = data["events"]
    if data["articles"].empty and events.empty:
        return _markdown([NOTHING])
    if events.empty:
        return _markdown(["**No report in the corpus dates an event in this window.**"])
    told = events[events["status"] == "reported"]
    well, ahead = told[told["n_publishers"] >= 2], len(events) - len(told)
    lines = [
        f"**{count(len(told), 'event')} told as having happened**, {share(len(well), len(told))} of them by two "
        f"publishers or more; {count(ahead, 'more is', 'more are')} known only as announced or expected."
    ]
    for row in rank_events(told, 3).itertuples():
        lines.append(f"{tell_span(row)} ({count(row.n_publishers, 'publisher')}): {escape(row.headline)}")
    rounds = take_rounds(data["reference_events"])
    if len(rounds):
        listed = join([f"{escape(r.place)} ({tell_days(r.date, r.last)})" for r in rounds.itertuples()])
        noun = count(len(rounds), "round or summit", "rounds and summits")
        lines.append(f"{noun} in the reference chronology: {listed}.")
    return _markdown([*lines, *_tell_rates(data), _tell_disputes(data)])


def _tell_rates(data: Mapping[str, pd.DataFrame]) -> list[str]:
    """The rates of each side on the goods of the other: before the window, at most, and on its last day."""
    days = data["articles"]["published"] if len(data["articles"]) else data["events"]["date"]
    first, last = pd.Timestamp(days.min()), pd.Timestamp(days.max())
    lines = []
    for side in [side for side in SIDES.values() if side["partner"]]:
        steps = data["tariffs"][data["tariffs"]["imposer"] == side["side"]]
        rates = steps.set_index(pd.DatetimeIndex(steps["date_effective"]))["cumulative_rate"].sort_index(kind="stable")
        if not (rates.index <= last).any():  # the record begins later: what held before it is not known
            continue
        before, until = [0.0, *rates[rates.index < first]], [0.0, *rates[rates.index <= last]]
        peak = max(before[-1], *until[len(before) - 1 :])
        lines.append(
            f"General additional rate on {SIDES[side['partner']]['goods']}: {before[-1]:g}% before {tell_day(first)}, "
            f"at most {peak:g}%, {until[-1]:g}% on {tell_day(last)}."
        )
    return lines


def _tell_disputes(data: Mapping[str, pd.DataFrame]) -> str:
    here = count(int(data["events"]["disputed"].sum()), "event")
    pairs = count(len(data["disputes"]), "pair of events looks", "pairs of events look")
    return f"{pairs} like one event dated differently by different reports ({here} of this window)."


def tell_disputes(data: Mapping[str, pd.DataFrame]) -> Markdown:
    """Say how many events are dated differently, and how many weekdays do not fit their date."""
    slips = count(len(data["slips"]), "weekday does", "weekdays do")
    first = f"{_tell_disputes(data)} The day with more independent publishers leads."
    return _markdown([first, f"{slips} not fit the date beside it."])


def tell_outcomes(outcomes: pd.DataFrame) -> Markdown:
    """Say what became of what had been announced."""
    if outcomes.empty:
        return _markdown(["Nothing in this window had been announced beforehand."])
    counts = outcomes["outcome"].value_counts()
    listed = join([f"{counts[o]} {o}" for o in ("happened", "moved", "cancelled", "open", "unknown") if o in counts])
    return _markdown([f"**{count(len(outcomes), 'event')} had been announced for a day:** {listed}."])


def tell_comparison(measures: pd.DataFrame) -> Markdown:
    """Say how well the automatic chronology agrees with the reference chronology."""
    if measures.empty or not measures["n_core"].max():
        return _markdown(["The reference chronology has no core day in this window that the corpus reports."])
    own = measures.iloc[0]
    n, found, right, core = int(own["n_core"]), own["found"], own["precision"], own["strict"]
    return _markdown(
        [
            f"Of {count(n, 'core day')} of the reference chronology that the corpus reports, the automatic chronology "
            f"has **{found:.0%}**; of its first {n} days **{right:.0%}** are days of the reference chronology "
            f"({core:.0%} core days)."
        ]
    )


# ---------------------------------------------------------------- 03 issues


def tell_issues(
    spans: pd.DataFrame, pairs: pd.DataFrame, near: pd.DataFrame, change: pd.DataFrame, pivot: str, days: int
) -> Markdown:
    """Say which issues weigh most, which go together and what changed around a day."""
    if spans.empty:
        return _markdown(["**No article of this window names an issue of the lexicon.**"])
    listed = join(
        [f"{write_name(r.issue)} ({r.n} of {r.base}, {share(r.n, r.base)})" for r in spans.head(4).itertuples()]
    )
    lines = [f"**Named in most articles:** {listed}; {count(len(spans), 'issue')} in all."]
    for best in pairs.head(1).itertuples():
        lines.append(
            f"The closest pair is {write_name(best.issue_a)} and {write_name(best.issue_b)}: together in "
            f"{count(best.n_both, 'article')}, {best.lift:.1f} times as often as by chance."
        )
    after = int(near["after"].sum())
    bases = f"{count(len(near) - after, 'article')} in the {count(days, 'day')} before, {after} from it on"
    if change.empty:
        lines.append(f"No comparison around {tell_day(pivot)}: {bases}. Set `pivot` and `days`.")
    else:
        lines.append(f"Around {tell_day(pivot)} ({bases}): {_tell_change(change)}.")
    return _markdown(lines)


def _tell_change(change: pd.DataFrame) -> str:
    """The largest rise and fall that are certain after Holm's correction, or that none is."""
    certain = change[change["p_holm"] < CERTAIN]
    moves = [
        f"{write_name(r.issue)} {verb} from {share(r.n_before, r.base_before)} to {share(r.n_after, r.base_after)} "
        f"({_tell_p(r.p_holm)})"
        for rows, verb in ((certain[certain["difference"] > 0], "rose"), (certain[certain["difference"] < 0], "fell"))
        for r in rows.head(1).itertuples()
    ]
    corrected = f"p corrected for {count(len(change), 'issue')}"
    return f"{join(moves)}; {corrected}" if moves else f"no change is certain ({corrected})"


def _tell_p(value: float) -> str:
    return f"p = {value:.2f}" if value >= 0.01 else "p < 0.01"


# ---------------------------------------------------------------- 04 voices


def tell_voices(sides: pd.DataFrame, speakers: pd.DataFrame, by_issue: pd.DataFrame, unknown: pd.DataFrame) -> Markdown:
    """Say who is quoted, and on what."""
    n, direct, known = (int(sides[column].sum()) for column in ("n", "n_direct", "n_known"))
    if not n:
        return _markdown(["**No quotation was found in this window.**"])
    lines = [
        f"**{count(n, 'quotation')}**, {direct:,} of them in the speaker's own words; the speaker is a person or body "
        f"known by name in {known:,} ({share(known, n)}) and not in {n - known:,}.",
        f"By side: {join([f'{row.label} {row.n:,}' for row in sides.itertuples()])}.",
    ]
    principals = [side for side in SIDES.values() if side["partner"]]
    lines += [_tell_speakers(speakers, side) for side in principals if side["side"] in set(speakers["side"])]
    lines += [_tell_topics(by_issue, side) for side in principals if side["side"] in set(by_issue["side"])]
    people = count(len(unknown), "person is", "people are")
    return _markdown([*lines, f"{people} named and not in the gazetteer."])


def _tell_speakers(speakers: pd.DataFrame, side: Mapping[str, str]) -> str:
    own = speakers[speakers["side"] == side["side"]].head(3)
    return (
        f"Most quoted {side['adjective']} voices: {join([f'{escape(r.speaker)} ({r.n})' for r in own.itertuples()])}."
    )


def _tell_topics(by_issue: pd.DataFrame, side: Mapping[str, str]) -> str:
    own = by_issue[by_issue["side"] == side["side"]].sort_values(["n", "issue"], ascending=[False, True]).head(3)
    on = [f"on {write_name(r.issue)} ({r.n:,})" for r in own.itertuples()]
    base = count(int(own["base"].iloc[0]), "quotation")
    return f"{side['adjective']} speakers, in {base}, are quoted most often in sentences {join(on)}."


# ---------------------------------------------------------------- 05 quality


def tell_quality(rows: pd.DataFrame, rules: pd.DataFrame, quotes: pd.DataFrame, sources: pd.DataFrame) -> Markdown:
    """Say what was lost, how the dates were decided, and how well the reference chronology is sourced."""
    counted = rows.set_index("table")["rows"]
    articles, refused = count(counted["articles"], "article"), count(counted["rejects"], "input")
    lines = [f"**{articles} in the window, {refused} refused in the whole corpus;** each with its reason below."]
    n, dated, single = (int(rules[column].sum()) for column in ("n", "with_days", "one_day"))
    lines.append(
        f"{count(n, 'time expression')}: {share(dated, n)} lead to calendar days, {share(single, n)} name one single "
        f"day; {count(len(rules), 'rule')} decided them."
        if n
        else "No time expression in this window."
    )
    found = quotes.set_index("kind")["n"]
    if found.sum():
        once = count(int(found["direct"] + found["indirect"]), "quotation")
        clauses = count(int(found["mixed"]), "reported statement holds", "reported statements hold")
        stances = count(int(found["stance"]), "wish, plan or belief", "wishes, plans and beliefs")
        lines.append(
            f"{once}; {clauses} marked words that are counted among them, and {stances} are told; the speaker is not "
            f"known by name in {quotes['n_unknown'].sum():,} of these {found.sum():,} rows."
        )
    if len(sources):
        n, double, high, low = (int(sources[column].sum()) for column in ("n", "two_sources", "high", "low"))
        lines.append(
            f"{count(n, 'row')} of the reference chronology in the window: {share(double, n)} with two sources, "
            f"{share(high, n)} of high confidence, {count(low, 'row')} of low."
        )
    return _markdown(lines)
