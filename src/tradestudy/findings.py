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

from tradestudy import coverage

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
    if start and end and start > end:
        return _markdown([f"**start ({start}) is after end ({end}): swap them.**"])
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
        f"{escape(publishers['publisher'].iloc[0])} ({publishers['n_articles'].iloc[0]}). Publishers from "
        f"{escape(countries['country'].iloc[0])} have {share(countries['n_articles'].iloc[0], len(articles))}.",
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
