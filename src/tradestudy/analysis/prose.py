"""Tables in, sentences out: the narrative of the notebooks, computed so that it stays true for any window.

Every function returns an ``IPython.display`` object. Text that comes from articles is escaped: no markup of a page ever reaches
a report.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from tradestudy.analysis import chronology as summaries, corpus as coverage, issues as measures, voices

if TYPE_CHECKING:
    from IPython.display import HTML, Markdown

NOTHING = "**The corpus holds no article published in this window.** Choose other days with `start` and `end`."


def escape(text: str) -> str:
    """Make text safe inside Markdown: no HTML, no markup.

    Examples
    --------
    >>> escape("<b>5*3</b>")
    '&lt;b&gt;5\\\\*3&lt;/b&gt;'
    """
    return re.sub(r"([\\`*_\[\]|~])", r"\\\1", html.escape(text, quote=False)).replace("$", "&#36;")


def _markdown(lines: Sequence[str]) -> Markdown:
    from IPython.display import Markdown

    return Markdown("\n".join(f"- {line}" for line in lines) if len(lines) > 1 else lines[0])


def day(iso: str, year: bool = True) -> str:
    """Write an ISO day as in a text: 12 May 2025.

    Examples
    --------
    >>> day("2025-05-12"), day("2025-05-12", year=False)
    ('12 May 2025', '12 May')
    """
    date = pd.Timestamp(iso)
    return f"{date.day} {date:%B %Y}" if year else f"{date.day} {date:%B}"


def count(n: int, noun: str, plural: str = "") -> str:
    """Write a number with its noun.

    Examples
    --------
    >>> count(1, "article"), count(1200, "article"), count(2, "country", "countries")
    ('1 article', '1,200 articles', '2 countries')
    """
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def share(part: float, whole: float) -> str:
    """Write a share in per cent: 40%.

    Examples
    --------
    >>> share(2, 5), share(0, 0)
    ('40%', '0%')
    """
    return f"{part / whole:.0%}" if whole else "0%"


def join(words: Sequence[str]) -> str:
    """Join words as in a sentence.

    Examples
    --------
    >>> join(["tariffs", "chips", "fentanyl"])
    'tariffs, chips and fentanyl'
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else list(words))


def name(issue: str) -> str:
    """Write an issue id as words."""
    return issue.replace("_", " ")


# ---------------------------------------------------------------- the window


def describe_window(start: str, end: str, as_of: str, data: Mapping[str, pd.DataFrame]) -> Markdown:
    """Say which window is shown, and why it is empty where it is."""
    articles = data["articles"]
    known = f", as known on {day(as_of)}" if as_of else ""
    if articles.empty:
        return _markdown([NOTHING])
    first, last = articles["published"].min(), articles["published"].max()
    return _markdown(
        [
            f"Window: {day(start or first)} to {day(end or last)}{known}; {count(len(articles), 'article')}, published from {day(first)} to {day(last)}."
        ]
    )


# ---------------------------------------------------------------- 01 corpus


def tell_corpus(data: Mapping[str, pd.DataFrame]) -> Markdown:
    """Say what the corpus holds in the window and where it is silent."""
    articles = data["articles"]
    if articles.empty:
        return _markdown([NOTHING])
    publishers = coverage.count_publishers(articles, data["publishers"])
    countries = coverage.count_countries(articles, data["publishers"])
    months = coverage.count_periods(articles, "M")
    gaps = coverage.find_gaps(articles)
    top = months.loc[months["n_articles"].idxmax()]
    thin = months.loc[months["n_articles"].idxmin()]
    copies = int((articles["duplicate_of"] != "").sum())
    digests = int((articles["rights"] == "digest").sum())
    lines = [
        f"**{count(len(articles), 'article')} by {count(len(publishers), 'publisher')} from "
        f"{count(int((countries['country'] != 'not known').sum()), 'country', 'countries')}**, {articles['n_words'].sum():,} words; "
        f"{count(digests, 'digest')} in our own words, {count(len(articles) - digests, 'private full text')}.",
        f"The busiest month is {pd.Timestamp(top['month']):%B %Y} ({count(top['n_articles'], 'article')})"
        + (
            f", the thinnest {pd.Timestamp(thin['month']):%B %Y} ({count(thin['n_articles'], 'article')})."
            if len(months) > 1
            else "."
        ),
        f"No publisher has more than {share(publishers['n_articles'].max(), len(articles))} of the articles; the largest is "
        f"{escape(publishers['publisher'].iloc[0])} ({publishers['n_articles'].iloc[0]}). By country of the publisher "
        f"{escape(countries['country'].iloc[0])} leads with {share(countries['n_articles'].iloc[0], len(articles))}.",
        f"{count(copies, 'article repeats', 'articles repeat')} an earlier one and count once in the chronology.",
    ]
    if len(gaps):
        longest = gaps.iloc[0]
        lines.append(
            f"{count(len(gaps), 'stretch', 'stretches')} of a week or more without a report; the longest is "
            f"{day(longest['first'])} to {day(longest['last'])} ({longest['days']} days). Read silence there as a gap of the corpus."
        )
    else:
        lines.append("No week passes without a report.")
    return _markdown(lines)


# ---------------------------------------------------------------- 02 chronology


def _dates(row) -> str:
    if row.granularity == "month":
        return f"{pd.Timestamp(row.date):%B %Y}"
    return (
        day(row.date)
        if row.date == row.last
        else f"{day(row.date, year=row.date[:4] != row.last[:4])} to {day(row.last)}"
    )


def unfold_events(data: Mapping[str, pd.DataFrame], top: int) -> HTML:
    """List the `top` events in order of date, each with its evidence to unfold: who wrote it, when, and in which sentence."""
    from IPython.display import HTML

    events = summaries.rank_events(data["events"], top)
    if events.empty:
        return HTML("<p>No event in this window.</p>")
    evidence = dict(iter(summaries.list_evidence(data).groupby("event_id")))
    parts = []
    for row in events.itertuples():
        marks = [row.status] if row.status != "reported" else []
        marks += ["dates differ between reports"] if row.disputed else []
        told = f"{count(row.n_publishers, 'publisher')}, first on {day(row.first_published)}" + "".join(
            f"; {m}" for m in marks
        )
        lines = (
            [
                f"<tr><td>{r.published}</td><td>{_link(r.publisher, r.url)}</td><td>{_bold(r.sentence, r.expression)}</td></tr>"
                for r in evidence[row.event_id].itertuples()
            ]
            if row.event_id in evidence
            else []
        )
        parts.append(
            f"<details><summary><b>{_dates(row)}</b>{f' ({html.escape(row.place)})' if row.place else ''}: {html.escape(row.headline)} "
            f"<i>[{told}]</i></summary><table><tr><th>published</th><th>publisher</th><th>sentence</th></tr>{''.join(lines)}</table></details>"
        )
    return HTML("".join(parts))


def _link(text: str, url: str) -> str:
    shown = html.escape(text or "unknown publisher")
    return f'<a href="{html.escape(url)}">{shown}</a>' if url.startswith(("http://", "https://")) else shown


def _bold(sentence: str, expression: str) -> str:
    before, found, after = sentence.partition(expression) if expression else (sentence, "", "")
    return f"{html.escape(before)}<b>{html.escape(found)}</b>{html.escape(after)}" if found else html.escape(sentence)


def tell_chronology(data: Mapping[str, pd.DataFrame]) -> Markdown:
    """Say what happened when, who had it first and how sure it is."""
    events = data["events"]
    if data["articles"].empty and events.empty:
        return _markdown([NOTHING])
    if events.empty:
        return _markdown(["**No report in the corpus dates an event in this window.**"])
    told = events[events["status"] == "reported"]
    well = told[told["n_publishers"] >= 2]
    lines = [
        f"**{count(len(told), 'event')} told as having happened**, {share(len(well), len(told))} of them by two publishers or more; "
        f"{count(len(events) - len(told), 'more is', 'more are')} known only as announced or expected.",
    ]
    best = told.sort_values(["score", "event_id"], ascending=[False, True]).head(3).sort_values("date")
    for row in best.itertuples():
        lines.append(f"{_dates(row)} ({count(row.n_publishers, 'publisher')}): {escape(row.headline)}")
    rounds = summaries.take_rounds(data["reference_events"])
    if len(rounds):
        listed = join([f"{escape(r.place)} ({_span(r.date, r.last)})" for r in rounds.itertuples()])
        lines.append(
            f"{count(len(rounds), 'round or summit', 'rounds and summits')} in the reference chronology: {listed}."
        )
    steps = data["tariffs"]
    published = data["articles"]["published"]
    first, last = (published.min(), published.max()) if len(published) else (events["date"].min(), events["last"].max())
    for imposer, goods in (("US", "Chinese goods"), ("CN", "US goods")):
        own = steps[(steps["imposer"] == imposer)].sort_values("date_effective", kind="stable")
        before, until = own[own["date_effective"] < first], own[own["date_effective"] <= last]
        rates = [frame["cumulative_rate"].iloc[-1] if len(frame) else 0.0 for frame in (before, until)]
        within = own[own["date_effective"].between(first, last)]["cumulative_rate"]
        peak = max([*rates, *within])
        lines.append(
            f"General additional rate on {goods}: {rates[0]:g}% before {day(first)}, at most {peak:g}%, {rates[1]:g}% on {day(last)}."
        )
    disputed = int(events["disputed"].sum())
    lines.append(f"{count(disputed, 'event is', 'events are')} dated differently by different reports (listed below).")
    return _markdown(lines)


def _span(first: str, last: str) -> str:
    return (
        day(first)
        if first == last
        else f"{pd.Timestamp(first).day}–{day(last)}"
        if first[:7] == last[:7]
        else f"{day(first)} to {day(last)}"
    )


def tell_disputes(data: Mapping[str, pd.DataFrame]) -> Markdown:
    """Say how many events are dated differently, and how many weekdays do not fit their date."""
    disputes, slips = data["disputes"], data["slips"]
    here = int(data["events"]["disputed"].sum())
    lines = [
        f"{count(len(disputes), 'pair of events looks', 'pairs of events look')} like one event dated differently by different reports "
        f"({count(here, 'event')} of this window); the day with more independent publishers leads.",
        f"{count(len(slips), 'weekday does', 'weekdays do')} not fit the date beside it.",
    ]
    return _markdown(lines)


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
    return _markdown(
        [
            f"Of {count(int(own['n_core']), 'core day')} of the reference chronology that the corpus reports, the automatic chronology has "
            f"**{own['found']:.0%}**; of its first {int(own['n_core'])} days **{own['precision']:.0%}** are days of the reference chronology "
            f"({own['strict']:.0%} core days)."
        ]
    )


# ---------------------------------------------------------------- 03 issues


def _p(value: float) -> str:
    return f"p = {value:.2f}" if value >= 0.01 else "p < 0.01"


def tell_issues(data: Mapping[str, pd.DataFrame], pivot: str, days: int) -> Markdown:
    """Say which issues weigh most, which go together and what changed around a day."""
    articles = data["articles"][data["articles"]["duplicate_of"] == ""]
    mentions = data["issue_mentions"][data["issue_mentions"]["article_id"].isin(articles["article_id"])]
    if articles.empty:
        return _markdown([NOTHING])
    if mentions.empty:
        return _markdown(["**No article of this window names an issue of the lexicon.**"])
    overall = measures.issue_shares(mentions, articles, frequency="A").sort_values(
        ["n", "issue"], ascending=[False, True]
    )
    listed = join([f"{name(r.issue)} ({r.n} of {r.base}, {r.share:.0%})" for r in overall.head(4).itertuples()])
    lines = [f"**Named in most articles:** {listed}; {count(int((overall['n'] > 0).sum()), 'issue')} in all."]
    pairs = measures.cooccurrence(mentions, base=len(articles))
    pairs = pairs[pairs["n_both"] >= max(5, len(articles) // 50)]
    if len(pairs):
        best = pairs.sort_values(["lift", "n_both"], ascending=False).iloc[0]
        lines.append(
            f"The closest pair is {name(best['issue_a'])} and {name(best['issue_b'])}: together in {count(int(best['n_both']), 'article')}, "
            f"{best['lift']:.1f} times as often as by chance."
        )
    before, after = measures.split_around(articles, pivot, days)
    change = summaries.compare_around(mentions, articles, pivot, days)
    if change.empty:
        lines.append(
            f"No comparison around {day(pivot)}: {len(before)} articles in the {days} days before, {len(after)} from it on. Set `pivot` and `days`."
        )
        return _markdown(lines)
    rising = change[change["difference"] > 0].head(1)
    falling = change[change["difference"] < 0].head(1)
    moves = [
        f"{name(r.issue)} {verb} from {r.share_before:.0%} to {r.share_after:.0%} ({_p(r.p)})"
        for rows, verb in ((rising, "rose most,"), (falling, "fell most,"))
        for r in rows.itertuples()
    ]
    lines.append(
        f"Around {day(pivot)} ({len(before)} articles in the {days} days before, {len(after)} from it on): {join(moves)}."
    )
    return _markdown(lines)


# ---------------------------------------------------------------- 04 voices


def tell_voices(described: pd.DataFrame, data: Mapping[str, pd.DataFrame]) -> Markdown:
    """Say who is quoted, and on what."""
    if data["articles"].empty:
        return _markdown([NOTHING])
    if described.empty:
        return _markdown(["**No quotation was found in this window.**"])
    direct = described[described["kind"] == "direct"]
    sides = described["side"].value_counts()
    lines = [
        f"**{count(len(described), 'quotation')}**, {len(direct)} of them in the speaker's own words; the speaker is named in "
        f"{share((described['speaker'] != '').sum(), len(described))}.",
        f"By side: {join([f'{label} {sides.get(side, 0)}' for side, label in (('US', 'United States'), ('CN', 'China'), ('other', 'others'), ('', 'not known'))])}.",
    ]
    speakers = voices.count_speakers(described)
    for side, label in (("US", "American"), ("CN", "Chinese")):
        own = speakers[speakers["side"] == side].head(3)
        if len(own):
            lines.append(
                f"Most quoted {label} voices: {join([f'{escape(r.speaker)} ({r.n})' for r in own.itertuples()])}."
            )
    issues = voices.count_by_issue(described)
    for side, label in (("US", "American"), ("CN", "Chinese")):
        own = issues[issues["side"] == side].sort_values(["n", "issue"], ascending=[False, True]).head(3)
        if len(own):
            lines.append(
                f"{label} speakers speak most of {join([f'{name(r.issue)} ({r.share:.0%})' for r in own.itertuples()])}."
            )
    unknown = voices.list_unknown(data["actor_mentions"], data["articles"])
    lines.append(f"{count(len(unknown), 'person is', 'people are')} named with a title and not in the gazetteer.")
    return _markdown(lines)


# ---------------------------------------------------------------- 05 quality


def tell_quality(data: Mapping[str, pd.DataFrame]) -> Markdown:
    """Say what was lost, how the dates were decided, and how well the reference chronology is sourced."""
    articles, timexes, reference = data["articles"], data["timexes"], data["reference_events"]
    lines = [
        f"**{count(len(articles), 'article')} in the window, {count(len(data['rejects']), 'input')} refused in the whole corpus;** each with its reason below."
    ]
    if len(timexes):
        days = timexes[timexes["granularity"] == "day"]
        dated = int((timexes["first"] != "").sum())
        lines.append(
            f"{count(len(timexes), 'time expression')}: {share(dated, len(timexes))} lead to calendar days, {share(len(days), len(timexes))} "
            f"name one single day; {count(timexes['rule'].nunique(), 'rule')} decided them."
        )
    else:
        lines.append("No time expression in this window.")
    quotes = data["quotes"]
    if len(quotes):
        lines.append(
            f"{count(len(quotes), 'quotation')}; the speaker is not named in {share((quotes['speaker'] == '').sum(), len(quotes))}."
        )
    if len(reference):
        double = int((reference["source_2_url"] != "").sum())
        lines.append(
            f"{count(len(reference), 'row')} of the reference chronology in the window: {share(double, len(reference))} with two sources of "
            f"different publishers, {share((reference['confidence'] == 'high').sum(), len(reference))} of high confidence, "
            f"{count(int((reference['confidence'] == 'low').sum()), 'row')} of low."
        )
    return _markdown(lines)
