"""The shipped data: digests, reference chronology, tariff record. All is recomputed from the files themselves."""

import calendar
import re
from pathlib import Path

import pandas as pd
import pytest

from tradestudy import articles, tables
from tradestudy.build import read_reference
from tradestudy.terms import read_lexicon

RAW = Path(__file__).parents[1] / "data" / "raw"
LAST_DAY = "2026-11-24"  # of collection: nothing can have been published later


@pytest.fixture(scope="module")
def reference():
    return read_reference(RAW)


@pytest.fixture(scope="module")
def digests():
    found, rejects = articles.read(RAW / "articles")
    assert rejects.empty, rejects.to_dict("records")
    return found.set_index("article_id")


def listed(cells):
    return cells.str.split("; ").explode().loc[lambda s: s != ""]


# ---------------------------------------------------------------- digests


def test_there_are_enough_digests_from_enough_publishers_and_countries(digests, reference):
    countries = reference["publishers"].set_index("publisher")["country"]
    assert len(digests) >= 160
    assert digests["publisher"].nunique() >= 35
    assert digests["publisher"].map(countries).nunique() >= 15
    assert set(digests["publisher"]) <= set(countries.index)
    spring = digests[digests["published"].between("2025-04-01", "2025-06-30")]
    assert len(spring) >= 20
    assert spring["publisher"].nunique() >= 10


def test_front_matter_is_complete_and_plausible(digests):
    for column in ("publisher", "headline", "published", "url", "language"):
        assert (digests[column] != "").all(), digests.index[digests[column] == ""].tolist()
    assert digests["published"].between("2025-01-17", LAST_DAY).all()
    assert (digests["published"] == digests.index.str[:10]).all()
    assert digests["url"].is_unique
    assert digests["url"].str.match(r"https?://[^/]+\.[a-z]{2,}").all()
    assert (digests["rights"] == "digest").all()


def test_digests_have_the_length_of_a_digest_and_are_not_copies_of_each_other(digests):
    assert digests["n_words"].between(100, 250).all(), digests.index[~digests["n_words"].between(100, 250)].tolist()
    assert (digests["duplicate_of"] == "").all()


def test_quoted_fragments_have_at_most_eight_words(digests):
    for article_id, text in digests["text"].items():
        for fragment in re.findall(r"[“\"]([^”\"]*)[”\"]", text):
            assert len(fragment.split()) <= 8, (article_id, fragment)


def test_weekday_and_date_written_together_fit(digests):
    form = re.compile(
        rf"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? ((?:{'|'.join(calendar.month_name[1:])}) \d{{1,2}})\b"
    )
    for article_id, row in digests.iterrows():
        for weekday, month_day in form.findall(row["text"]):
            published = pd.Timestamp(row["published"])
            days = [pd.Timestamp(f"{month_day} {published.year + k}") for k in (-1, 0, 1)]
            nearest = min(days, key=lambda d: abs(d - published))
            assert nearest.day_name() == f"{weekday}day", (article_id, weekday, month_day)


# ---------------------------------------------------------------- reference chronology


def test_reference_tables_fit_their_declarations(reference):
    for name, frame in reference.items():
        tables.validate(name, frame)


def test_reference_chronology_is_wide_enough(reference):
    events = reference["reference_events"]
    assert len(events) >= 130
    assert events["date"].min() <= "2025-01-20"
    months = set(events.loc[events["status"] == "occurred", "date"].str[:7])
    assert set(pd.period_range("2025-01", "2026-06", freq="M").astype(str)) <= months


def test_rows_keep_to_their_form(reference):
    events = reference["reference_events"]
    assert (events["date"] <= events["last"]).all()
    assert (events["label"].str.split().str.len() <= 8).all()
    assert (events["summary"].str.split().str.len() <= 40).all()
    issues = {row["issue"] for row in read_lexicon("issues.csv")}
    assert set(listed(events["issues"])) <= issues
    for n in (1, 2):
        urls = events[f"source_{n}_url"]
        assert urls[urls != ""].str.match(r"https?://").all()
    assert (events["source_1_url"] != events["source_2_url"]).all()
    assert not events.duplicated(["date", "label"]).any()


def test_a_row_of_high_confidence_has_two_sources_and_a_row_of_one_source_says_so(reference):
    events = reference["reference_events"]
    single = events[events["source_2_url"] == ""]
    assert (single["note"] != "").all(), single.loc[single["note"] == "", "event_id"].tolist()
    both = events[events["source_2_url"] != ""]
    assert (both["source_1_publisher"] != both["source_2_publisher"]).all(), both.loc[
        both["source_1_publisher"] == both["source_2_publisher"], "event_id"
    ].tolist()


def test_every_digest_named_by_an_event_exists_and_was_published_from_its_announcement_on(reference, digests):
    named = listed(reference["reference_events"]["digests"])
    assert set(named) <= set(digests.index)
    assert set(digests.index) - set(named) == set(), "a digest that reports no event of the reference chronology"


def test_every_core_event_is_reported_and_rounds_summits_and_tariff_steps_by_three_publishers(reference, digests):
    events = reference["reference_events"].query("status == 'occurred'")
    publishers = {
        row.event_id: digests.loc[[d for d in row.digests.split("; ") if d], "publisher"].nunique()
        for row in events.itertuples()
    }
    core = events[events["core"] == "yes"]
    assert [e for e in core["event_id"] if publishers[e] < 1] == []
    rounds = events[events["kind"].isin(["round", "summit"])]
    assert [e for e in rounds["event_id"] if publishers[e] < 3] == []
    steps = reference["tariffs"].query("change_pp != 0")["date_effective"]
    for day in steps.drop_duplicates():
        of_day = events[(events["date"] == day) & events["kind"].isin(["tariff", "in_force"])]
        assert any(publishers[e] >= 3 for e in of_day["event_id"]), (
            f"no general tariff step of {day} reported by three publishers"
        )


def test_rounds_of_talks_are_numbered_in_the_order_of_their_days(reference):
    rounds = reference["reference_events"].query("kind == 'round' and status == 'occurred' and round != ''")
    assert rounds["round"].astype(int).tolist() == list(range(1, len(rounds) + 1))


# ---------------------------------------------------------------- tariffs


@pytest.mark.parametrize("imposer", ["US", "CN"])
def test_tariff_steps_add_up(reference, imposer):
    steps = reference["tariffs"].query("imposer == @imposer")
    assert steps["date_effective"].is_monotonic_increasing
    assert steps["change_pp"].cumsum().tolist() == steps["cumulative_rate"].tolist()
    assert (steps["cumulative_rate"] >= 0).all()
    assert (steps["suspended_pp"] >= 0).all()


def test_tariff_record_has_the_rates_that_both_governments_named(reference):
    in_force = {(r.imposer, r.date_effective): r.cumulative_rate for r in reference["tariffs"].itertuples()}
    assert in_force["US", "2025-04-10"] == 145
    assert in_force["CN", "2025-04-12"] == 125
    assert in_force["US", "2025-05-14"] == 30
    assert in_force["CN", "2025-05-14"] == 10
    assert in_force["US", "2025-11-10"] == 20
