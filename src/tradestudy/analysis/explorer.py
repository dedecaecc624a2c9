"""An interactive look into the tables: choose months, an issue, an actor, a word; see the sentences and sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from tradestudy.analysis.display import count, fill, write_day

if TYPE_CHECKING:
    from ipywidgets import VBox


def select_sentences(
    data: Mapping[str, pd.DataFrame], first: str = "", last: str = "", issue: str = "", actor: str = "", word: str = ""
) -> pd.DataFrame:
    """Select sentences by month of publication, issue, actor and word.

    Parameters
    ----------
    data : mapping of str to pandas.DataFrame
        The tables.
    first, last : str
        Months (YYYY-MM), inclusive; empty: no bound.
    issue, actor, word : str
        An issue id, an actor's name, and any characters the sentence must hold (upper and lower case alike); empty:
        any.

    Returns
    -------
    pandas.DataFrame
        One row per sentence: published, publisher, sentence, dates (the days its expressions mean), url.
    """
    articles = data["articles"]
    months = list_months(articles)
    articles = articles[(months >= first) & (months <= (last or "9999"))]
    rows = data["sentences"].merge(articles[["article_id", "published", "publisher", "url"]], on="article_id")
    keys = ["article_id", "sentence_id"]
    for table, column, value in (("issue_mentions", "issue", issue), ("actor_mentions", "name", actor)):
        if value:
            found = data[table].loc[data[table][column] == value, keys].drop_duplicates()
            rows = rows.merge(found, on=keys)
    if word:
        rows = rows[rows["text"].str.contains(word, case=False, regex=False)]
    dated = data["timexes"][pd.to_datetime(data["timexes"]["first"], errors="coerce").notna()]
    days = dated.groupby(keys)["value"].agg(lambda values: "; ".join(dict.fromkeys(values))).rename("dates")
    rows = rows.join(days, on=keys).fillna({"dates": ""}).rename(columns={"text": "sentence"})
    rows = rows.sort_values(["published", *keys], kind="stable").reset_index(drop=True)
    return rows[["published", "publisher", "sentence", "dates", "url"]]


def list_months(articles: pd.DataFrame) -> pd.Series:
    """The month of publication of each article: YYYY-MM."""
    return pd.to_datetime(articles["published"]).dt.strftime("%Y-%m")


def build_explorer(data: Mapping[str, pd.DataFrame], most: int = 50) -> VBox:
    """Build the widget: choices above, the sentences found below."""
    import ipywidgets

    months = sorted(set(list_months(data["articles"]))) or ["none"]
    issues = ["", *sorted(set(data["issue_mentions"]["issue"]))]
    actors = ["", *data["actor_mentions"]["name"].value_counts().head(60).index.sort_values()]
    wide = ipywidgets.Layout(width="26em")
    choices = {
        "first": ipywidgets.Dropdown(options=months, value=months[0], description="from", layout=wide),
        "last": ipywidgets.Dropdown(options=months, value=months[-1], description="to", layout=wide),
        "issue": ipywidgets.Dropdown(options=issues, description="issue", layout=wide),
        "actor": ipywidgets.Dropdown(options=actors, description="actor", layout=wide),
        "word": ipywidgets.Text(description="word", placeholder="any characters", continuous_update=False, layout=wide),
    }
    shown = ipywidgets.HTML()

    def refresh(_: object = None) -> None:
        shown.value = show_sentences(select_sentences(data, **{name: box.value for name, box in choices.items()}), most)

    for box in choices.values():
        box.observe(refresh, names="value")
    refresh()
    grid = ipywidgets.GridBox(list(choices.values()), layout=ipywidgets.Layout(grid_template_columns="repeat(2, 28em)"))
    return ipywidgets.VBox([grid, shown])


def show_sentences(found: pd.DataFrame, most: int = 50) -> str:
    """Write sentences as an HTML table, with links to their sources; everything from the articles is escaped."""
    shown = found.head(most)
    rows = shown.assign(published=shown["published"].map(write_day)).to_dict("records")
    told = count(len(found), "sentence")
    return fill("tradestudy.analysis", "sentences.html.j2", rows=rows, count=told, count_hidden=len(found) > most)
