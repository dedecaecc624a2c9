"""Chronology against chronology, and against a reference chronology."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from tradestudy.chronology.likeness import content_words, cosine, vector, word_weights
from tradestudy.tables import iter_rows, with_iso_days

SAME_HEADLINE = 0.45  # cosine from which two headlines of one day tell of one event
DIFF_COLUMNS = "change old_event_id new_event_id old_date new_date old_headline new_headline".split()


def diff(old: tuple[pd.DataFrame, pd.DataFrame], new: tuple[pd.DataFrame, pd.DataFrame]) -> pd.DataFrame:
    """Compare two chronologies: of another window, corpus, day of knowledge or version of the program.

    Parameters
    ----------
    old, new : (events, evidence)
        Two chronologies as :func:`tradestudy.chronology.build_events` gives them.

    Returns
    -------
    pandas.DataFrame
        One row per change, by date: change, old_event_id, new_event_id, old_date, new_date, old_headline, new_headline.
        The change is ``new``, ``gone``, ``moved`` (the same event on another day) or ``merged`` (two or more old events
        became one; one row each). Events are the same if they share evidence; failing that, if they fall on one day and
        their headlines are alike. What did not change is left out.
    """
    (old_events, old_evidence), (new_events, new_evidence) = old, new
    before, after = _rows(with_iso_days(old_events)), _rows(with_iso_days(new_events))
    heir = _heirs(before, after, _shared(old_evidence, new_evidence, before, after))
    heirs = Counter(heir.values())
    rows = [("new", "", n, "", after[n].date, "", after[n].headline) for n in after if n not in heirs]
    for old_id, row in before.items():
        if old_id not in heir:
            rows.append(("gone", old_id, "", row.date, "", row.headline, ""))
            continue
        now = after[heir[old_id]]
        moved = (row.date, row.last) != (now.date, now.last)
        change = "merged" if heirs[now.event_id] > 1 else "moved" if moved else ""
        if change:
            rows.append((change, old_id, now.event_id, row.date, now.date, row.headline, now.headline))
    rows.sort(key=lambda r: (r[3] or r[4], r[0], r[1], r[2]))
    return pd.DataFrame(rows, columns=DIFF_COLUMNS)


def _heirs(before: Mapping[str, Any], after: Mapping[str, Any], shared: Mapping[str, Counter]) -> dict[str, str]:
    """The new event that each old one became: by shared evidence, else by its day and a like headline."""
    heir = {old_id: min(shared[old_id], key=lambda new_id: (-shared[old_id][new_id], new_id)) for old_id in shared}
    rarity = word_weights(content_words(row.headline) for row in [*before.values(), *after.values()])
    words = {row: vector(content_words(row.headline), rarity) for row in [*before.values(), *after.values()]}
    free = [row for row in after.values() if row.event_id not in set(heir.values())]
    for old in before.values():
        same_day = [new for new in free if new.date == old.date] if old.event_id not in heir else []
        best = min(same_day, key=lambda new: (-cosine(words[old], words[new]), new.event_id), default=None)
        if best and cosine(words[old], words[best]) >= SAME_HEADLINE:
            heir[old.event_id] = best.event_id
            free.remove(best)
    return heir


def _rows(events: pd.DataFrame) -> dict:
    return {row.event_id: row for row in iter_rows(events.sort_values("event_id"))}


def _shared(old: pd.DataFrame, new: pd.DataFrame, before: Mapping, after: Mapping) -> dict[str, Counter]:
    """How many statements each old event shares with each new one."""
    keys = ["article_id", "sentence_id", "tid"]
    joined = old.merge(new, on=keys, suffixes=("_old", "_new"))
    shared: defaultdict[str, Counter] = defaultdict(Counter)
    for a, b in iter_rows(joined, "event_id_old", "event_id_new"):
        if a in before and b in after:
            shared[a][b] += 1
    return shared


def rank_days(events: pd.DataFrame) -> list[str]:
    """The days on which something was reported to happen, by the sum of the scores of their events, best first.

    It judges the scores; whoever asks which days a corpus names uses rank_dates, which ranks announced days too.
    """
    events = with_iso_days(events)
    told = events[(events["status"] == "reported") & events["granularity"].isin(["day", "range"])]
    total = told.groupby("date")["score"].sum().round(9)
    return sorted(total.index, key=lambda day: (-total[day], day))


def compare(
    events: pd.DataFrame, reference: pd.DataFrame, rankings: Mapping[str, Iterable[str]] | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Compare a chronology with a reference chronology, beside simple rankings of days.

    Core days are the days of reference rows with core ``yes`` and status ``occurred`` that the corpus reports (their
    ``digests`` are not empty). A day counts as found if an event has that exact day, or is a range that holds it. Of
    the first N days, N being the number of core days, those are right on which any reference row falls (``precision``),
    or a core row (``strict``).

    Parameters
    ----------
    events : pandas.DataFrame
        The chronology.
    reference : pandas.DataFrame
        The table reference_events.
    rankings : mapping of str to sequence of str, optional
        Days, best first, of other methods to stand beside it.

    Returns
    -------
    measures : pandas.DataFrame
        One row per method: method, n_core (core days), found (share of core days among all days the method names),
        precision and strict (of the first N days), recall_first (share of core days among the first N).
    core : pandas.DataFrame
        One row per core day: date, label, found, status (of the events there: reported if any is), rank (of the day
        among those with something reported, 0 where it has none).
    """
    events, reference = with_iso_days(events), with_iso_days(reference)
    told = (reference["status"] == "occurred") & (reference["digests"] != "")
    core = reference[(reference["core"] == "yes") & told]
    labels: defaultdict[str, list[str]] = defaultdict(list)
    for row in iter_rows(core.sort_values(["date", "label"])):
        labels[row.date].append(row.label)
    any_day, core_span = _days_of(reference), _days_of(core)
    dated = events[events["granularity"].isin(["day", "range"])].sort_values("status")
    status = {day: row.status for row in iter_rows(dated) for day in _span(row.date, row.last)}  # "reported" comes last
    ranked = rank_days(events)
    rows = []
    for method, days in {"chronology": ranked, **(rankings or {})}.items():
        order = list(days)
        first = order[: len(labels)]
        shares = [sum(day in wanted for day in first) / max(1, len(first)) for wanted in (any_day, core_span)]
        have = set(status) if method == "chronology" else set(order)
        rows.append((method, len(labels), _share(labels, have), *shares, _share(labels, set(first))))
    measures = pd.DataFrame(rows, columns=["method", "n_core", "found", "precision", "strict", "recall_first"])
    place = {day: rank for rank, day in enumerate(ranked, 1)}
    listed = [(d, "; ".join(labels[d]), d in status, status.get(d, ""), place.get(d, 0)) for d in sorted(labels)]
    return measures, pd.DataFrame(listed, columns=["date", "label", "found", "status", "rank"])


def _days_of(rows: pd.DataFrame) -> set[str]:
    return {day for row in iter_rows(rows) for day in _span(row.date, row.last)}


def _share(wanted: Iterable[str], have: set[str]) -> float:
    wanted = list(wanted)
    return sum(day in have for day in wanted) / len(wanted) if wanted else 0.0


def _span(first: str, last: str) -> list[str]:
    start = date.fromisoformat(first).toordinal()
    end = date.fromisoformat(last or first).toordinal()
    return [date.fromordinal(day).isoformat() for day in range(start, end + 1)]
