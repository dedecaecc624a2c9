"""A window selects and computes nothing: the same event reads the same in every window."""

import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from tradestudy import build, load_window, store, tables, window

SHIPPED = Path(__file__).parents[1] / "data" / "processed"
FIRST, FINAL = date(2025, 1, 15), date(2026, 10, 20)
DAYS = st.dates(FIRST, FINAL)
LENGTHS = st.sampled_from([0, 1, 3, 10, 30, 90, 400])
KNOWN = ["", "2025-05-13", "2025-11-12"]


@cache
def corpus(as_of):
    """The shipped corpus as known on a day."""
    whole = store.read_tables(SHIPPED)
    return window.known_on(whole, as_of) if as_of else whole


def keys(frame, name):
    return set(frame[list(tables.TABLES[name].key)].itertuples(index=False, name=None))


@settings(deadline=None, max_examples=60)
@given(DAYS, LENGTHS, st.sampled_from(KNOWN))
def test_every_table_of_a_window_is_a_subset_of_the_corpus_row_for_row(start, length, as_of):
    whole = corpus(as_of)
    kept = window.select(whole, start.isoformat(), (start + timedelta(length)).isoformat())
    assert list(kept) == list(tables.TABLES)
    for name, frame in kept.items():
        key = list(tables.TABLES[name].key)
        joined = whole[name].merge(frame[key], on=key)
        pd.testing.assert_frame_equal(joined, frame)


@settings(deadline=None, max_examples=60)
@given(DAYS, LENGTHS, st.sampled_from(KNOWN))
def test_disputed_agrees_with_disputes_and_evidence_and_outcomes_follow_their_events(start, length, as_of):
    kept = window.select(corpus(as_of), start.isoformat(), (start + timedelta(length)).isoformat())
    events, disputes = kept["events"], kept["disputes"]
    paired = events["event_id"].isin([*disputes["event_id"], *disputes["other_event_id"]])
    assert paired.tolist() == events["disputed"].tolist()
    assert set(kept["evidence"]["event_id"]) == set(events["event_id"])
    assert set(kept["outcomes"]["event_id"]) <= set(events["event_id"])


def test_a_window_asked_for_as_of_a_day_is_selected_from_the_corpus_of_that_day():
    found = load_window("2025-05-01", "2025-05-31", "2025-05-13", data_dir=SHIPPED)
    whole = corpus("2025-05-13")
    for name, frame in window.select(whole, "2025-05-01", "2025-05-31").items():
        pd.testing.assert_frame_equal(found[name], tables.with_datetimes(name, frame))
        pd.testing.assert_frame_equal(found.corpus[name], tables.with_datetimes(name, whole[name]))
        dates = [column.name for column in tables.TABLES[name].columns if column.type == "date"]
        assert all(found[name][column].dtype.kind == "M" for column in dates)


def test_tables_are_attributes_and_items_and_show_themselves():
    found = load_window("2025-05-01", date(2025, 5, 31), data_dir=SHIPPED)
    assert found.events is found["events"]
    assert (found.start, found.end, found.as_of) == ("2025-05-01", "2025-05-31", "")
    assert {"events", "outcomes", "start"} <= set(dir(found))
    assert f"{len(found.articles)} articles" in found._repr_html_()
    with pytest.raises(AttributeError, match="no table 'event'"):
        _ = found.event


def test_window_keeps_articles_by_publication_and_events_by_their_day(raw, tmp_path):
    build.build(raw, tmp_path / "out")
    data = load_window("2025-06-09", "2025-06-10", data_dir=tmp_path / "out")
    assert data["articles"]["article_id"].tolist() == ["2025-06-10_beta_london"]
    assert set(data["timexes"]["article_id"]) == {"2025-06-10_beta_london"}
    assert set(data["events"]["date"].dt.day) == {9, 10}


def test_as_of_knows_the_plan_and_nothing_of_the_outcome(raw, tmp_path):
    build.build(raw, tmp_path / "out")
    data = load_window(as_of="2025-06-08", data_dir=tmp_path / "out")
    events = data["events"].set_index("date")
    assert events.loc["2025-06-09", "status"] == "expected"
    assert "2025-06-10" not in events.index
    assert set(data["evidence"]["article_id"]) == {"2025-06-06_alpha_call"}


def test_a_window_without_articles_gives_empty_tables(raw, tmp_path):
    build.build(raw, tmp_path / "out")
    data = load_window("2030-01-01", "2030-12-31", data_dir=tmp_path / "out")
    assert len(data["articles"]) == len(data["events"]) == len(data["quotes"]) == 0


@pytest.mark.parametrize(
    ("days", "message"),
    [
        (("31.02.2025", ""), "start: expected a day as YYYY-MM-DD that exists; found '31.02.2025'"),
        (("2025-06-30", "2025-06-01"), "start 2025-06-30 is after end 2025-06-01: swap them"),
        (
            ("2025-06-30", "", "2025-06-01"),
            "as_of 2025-06-01 is before start 2025-06-30: nothing of the window was known",
        ),
    ],
)
def test_days_that_cannot_be_are_refused(days, message):
    with pytest.raises(window.WrongDates, match=re.escape(message)):
        load_window(*days)


def test_on_8_june_2025_london_is_expected_and_its_result_unknown():
    known = load_window(as_of="2025-06-08")
    events = known["events"]
    london = events[
        (events["date"] <= "2025-06-09") & (events["last"] >= "2025-06-09") & (events["granularity"] != "month")
    ]
    assert len(london)
    assert set(london["status"]) == {"expected"}
    days = events[events["granularity"].isin(["day", "range"])]
    assert (days.loc[days["status"] == "reported", "date"] <= "2025-06-08").all()
    assert (known["articles"]["published"] <= "2025-06-08").all()
    assert (events["first_published"] <= "2025-06-08").all()
    assert "London" not in set(known["reference_events"].query("kind == 'round' and status == 'occurred'")["place"])
    assert known["tariffs"]["date_effective"].max() == pd.Timestamp("2025-05-14")
