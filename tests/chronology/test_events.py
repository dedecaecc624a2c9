"""Events: what belongs together, what stands behind them, and what must never change them."""

from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from corpus import Corpus, corpus, shuffled
from tradestudy import actors, articles, chronology, issues, sentences, tables, timex
from tradestudy.chronology import comparison

RAW = Path(__file__).parents[2] / "data" / "raw"

# Our own words about the days of which the project's first article told, a report of 10 June 2025.
LONDON = """Delegations of the two countries opened a round of trade talks in London on Monday.

The meeting came after an announcement by the president on Friday that three of his cabinet members would go. A day \
earlier he had talked with his Chinese counterpart by telephone.

Negotiations had stuck soon after an agreement of May 12 to lower tariffs. Under the deal both \
sides agreed to a 90-day suspension of most of them and to undo measures taken since early April."""


def build(*reports, **options):
    return chronology.build_events(*corpus(*reports), **options)


def test_the_days_of_the_first_article():
    events, _ = build(("a", "2025-06-10", "A", LONDON))
    found = {(row.date, row.granularity, row.status) for row in events.itertuples()}
    assert found == {
        ("2025-05-12", "day", "reported"),
        ("2025-06-05", "day", "reported"),
        ("2025-06-06", "day", "reported"),
        ("2025-06-09", "day", "reported"),
        ("2025-08-10", "day", "expected"),
    }
    assert events.set_index("date").loc["2025-06-09", "place"] == "London"


def test_reports_of_one_thing_are_one_event_and_of_two_things_two():
    events, evidence = build(
        ("a", "2025-03-11", "A", "Alder signed the harbour treaty with Norland on Monday."),
        ("b", "2025-03-12", "B", "The harbour treaty that Norland and Alder signed on Monday ends a long quarrel."),
        ("c", "2025-03-11", "C", "A ferry sank off the western islands on Monday."),
    )
    assert list(events["event_id"]) == ["2025-03-10-1", "2025-03-10-2"]
    assert list(events["n_articles"]) == [2, 1]
    assert list(events["first_published"]) == ["2025-03-11", "2025-03-11"]
    assert list(evidence["event_id"].value_counts().sort_index()) == [2, 1]
    assert events["headline"].iloc[0] == "Alder signed the harbour treaty with Norland on Monday [2025-03-10]."


def test_a_headline_is_no_pronoun_and_no_bare_quotation():
    events, _ = build(
        ("a", "2025-03-11", "A", "He signed the harbour treaty on Monday."),
        ("b", "2025-03-11", "B", '"On Monday we signed a harbour treaty that both of us can be proud of."'),
        (
            "c",
            "2025-03-11",
            "C",
            "President Alder and the envoys of Norland signed the harbour treaty in Oslo on Monday.",
        ),
    )
    assert events["headline"].str.startswith("President Alder").all()
    assert list(events["place"]) == ["Oslo"]


def test_a_headline_has_no_dateline_and_one_dateline_makes_no_place():
    first = ("a", "2025-03-11", "A", "BANGKOK, March 11 (AP) — Alder signed the harbour treaty with Norland on Monday.")
    made = corpus(first, ("b", "2025-03-12", "B", "Alder and Norland signed the harbour treaty on Monday."))
    made.articles["dateline"] = ["BANGKOK", ""]
    events, _ = chronology.build_events(*made)
    assert events[["headline", "place"]].values.tolist() == [
        ["Alder signed the harbour treaty with Norland on Monday [2025-03-10].", ""]
    ]
    made.articles["dateline"] = ["OSLO", "OSLO"]
    assert list(chronology.build_events(*made)[0]["place"]) == ["Oslo"]


def test_a_city_is_preferred_to_its_country():
    events, _ = build(
        ("a", "2025-03-11", "A", "Alder signed the harbour treaty in Norway on Monday."),
        ("b", "2025-03-12", "B", "The harbour treaty was signed in Norway on Monday."),
        ("c", "2025-03-12", "C", "The harbour treaty was signed in Oslo on Monday by Alder."),
    )
    assert list(events["place"]) == ["Oslo"]


def test_unlike_things_of_one_month_are_two_events():
    events, _ = build(
        ("a", "2025-04-20", "A", "The court heard the case of the ferry tariff in March."),
        ("b", "2025-04-21", "B", "In March the court heard the case of the tariff on ferries."),
        ("c", "2025-04-22", "C", "Orchards, vineyards and tariff revenue suffered from frost in March."),
    )
    assert sorted(events["n_articles"]) == [1, 2]


def test_ranges_months_and_ledes_join_the_day_they_belong_to():
    events, _ = build(
        ("a", "2025-03-11", "A", "Envoys of Norland opened harbour talks with Alder on Monday."),
        ("b", "2025-03-14", "B", "Envoys of Norland held harbour talks with Alder on March 10-11."),
        ("c", "2025-04-20", "C", "Envoys of Norland held harbour talks with Alder in March."),
        ("d", "2025-03-11", "D", "Envoys of Norland have opened harbour talks with Alder."),
        ("e", "2025-04-20", "E", "Orchards froze in March."),
    )
    assert [tuple(row) for row in events[["date", "last", "granularity", "n_articles"]].values] == [
        ("2025-03-01", "2025-03-31", "month", 1),
        ("2025-03-10", "2025-03-11", "range", 4),
    ]


def test_talks_announced_for_two_days_and_held_on_three():
    events, _ = build(
        ("a", "2025-03-03", "A", "Norland and Alder will hold harbour talks in Oslo on March 10-11."),
        ("b", "2025-03-04", "B", "Norland and Alder are to hold harbour talks in Oslo on March 10-11."),
        ("c", "2025-03-13", "C", "Norland and Alder held harbour talks in Oslo on March 10-12."),
    )
    assert events[["date", "last", "status"]].values.tolist() == [["2025-03-10", "2025-03-12", "reported"]]


def test_expected_until_reported():
    ahead = ("a", "2025-03-03", "A", "Norland and Alder will open harbour talks in Oslo on March 10.")
    after = ("b", "2025-03-11", "B", "Norland and Alder opened harbour talks in Oslo on Monday.")
    assert list(build(ahead)[0]["status"]) == ["expected"]
    assert list(build(ahead, after)[0]["status"]) == ["reported"]
    assert list(build(ahead, after, as_of="2025-03-10")[0]["status"]) == ["expected"]


def test_near_duplicates_count_once_and_under_the_first_publisher():
    original = ("a", "2025-03-11", "A", "Alder signed the harbour treaty with Norland on Monday.")
    copy = ("b", "2025-03-11", "B", "Alder signed the harbour treaty with Norland on Monday.", "a")
    events, evidence = build(original, copy)
    assert (events["n_articles"].iloc[0], events["n_publishers"].iloc[0]) == (1, 1)
    assert len(evidence) == 2
    assert events["score"].iloc[0] == pytest.approx(build(original)[0]["score"].iloc[0])


def test_issues_and_actors_are_listed_commonest_first():
    made = corpus(
        ("a", "2025-03-11", "A", "Alder signed the harbour treaty on Monday."),
        ("b", "2025-03-12", "B", "The harbour treaty was signed on Monday by Alder."),
    )
    issue = tables.frame(
        "issue_mentions", [("a", 0, 0, 1, "x", "law"), ("a", 0, 2, 3, "x", "ports"), ("b", 0, 0, 1, "x", "ports")]
    )
    actor = tables.frame("actor_mentions", [("a", 0, 0, 5, "Alder", "alder", "Alder", "", "other", False)])
    events, _ = chronology.build_events(*made, issue, actor)
    assert events.loc[0, ["issues", "actors"]].tolist() == ["ports; law", "alder"]


def test_the_parts_explain_the_score():
    made = corpus(
        ("a", "2025-03-11", "A", "Alder signed the harbour treaty with Norland on Monday."),
        ("b", "2025-03-20", "B", "The harbour treaty that Norland and Alder signed on March 10 ends a long quarrel."),
    )
    events, _ = chronology.build_events(*made)
    row = events.iloc[0]
    assert row[["n_publishers", "n_lede", "n_late", "n_ahead", "roles"]].tolist() == [2, 2, 1, 0, "event"]
    assert row["score"] == 1 + 0.6  # the first sentence of both; the second report looks back


def test_what_counts_for_the_score():
    def score(text, published="2025-03-11", before=0):
        aside = "Ships wait in every harbour of the coast. " * before
        events, _ = build(("a", published, "A", aside + text))
        return events.set_index("date").loc["2025-03-10", "score"]

    told = "Alder signed the harbour treaty on March 10."
    assert score(told) == 1
    assert score(told, before=4) == 0.5
    assert score(told, published="2025-03-20") == 0.6
    assert score("Alder will sign the harbour treaty on March 10.", published="2025-03-07") == 0.25
    assert score("On March 10, Alder told reporters that the treaty was good.") == 0.5


def test_weeks_and_months_rank_behind_days():
    events, _ = build(
        ("a", "2025-04-07", "A", "Orchards froze last month."),
        ("b", "2025-04-07", "B", "Alder signed the harbour treaty on March 10."),
        ("c", "2025-04-07", "C", "Ferries stood still last week."),
    )
    assert list(events.sort_values("score")["granularity"]) == ["month", "week", "day"]


def test_an_empty_corpus_gives_empty_tables():
    events, evidence = build(as_of="2025-03-11")
    pd.testing.assert_frame_equal(events, tables.frame("events"))
    pd.testing.assert_frame_equal(evidence, tables.frame("evidence"))
    assert all(made.empty for made in chronology.chronicle(corpus()._asdict()).values())


POOL = [
    "Alder signed the harbour treaty with Norland on Monday.",
    "The harbour treaty of March 10 binds Norland.",
    "Talks on the harbour will resume on March 24.",
    "A ferry sank off the western islands on Tuesday, sailors said.",
    "Envoys of Norland and Alder met in Oslo on March 8-9.",
    "The harbour treaty had been drafted in February.",
    "Norland suspended its harbour fee on March 10 for 90 days.",
    "The western islands mourn the lost ferry.",
]
REPORT = st.tuples(
    st.sampled_from(["2025-03-11", "2025-03-12", "2025-03-19"]),
    st.sampled_from(["A", "B", "C"]),
    st.lists(st.sampled_from(POOL), min_size=1, max_size=3).map(" ".join),
)
REPORTS = st.lists(REPORT, min_size=1, max_size=5).map(
    lambda found: [(f"r{n}", *report) for n, report in enumerate(found)]
)
FEW = settings(deadline=None, max_examples=15)


def as_sets(made):
    events, evidence = made
    behind = evidence.groupby("event_id")[["article_id", "sentence_id", "tid"]].apply(
        lambda g: frozenset(map(tuple, g.values))
    )
    return {(row.date, row.last, row.status, row.headline, behind[row.event_id]) for row in events.itertuples()}


@FEW
@given(REPORTS)
def test_an_unrelated_article_removes_and_changes_no_event(reports):
    unrelated = (
        "z",
        "2025-03-11",
        "Z",
        "Gardeners crowned a giant pumpkin on Monday. Its grower celebrates until March 24.",
    )
    assert as_sets(build(*reports)) <= as_sets(build(*reports, unrelated))


@FEW
@given(REPORTS, st.randoms(use_true_random=False))
def test_order_never_matters(reports, random):
    made = corpus(*reports)
    order = random.sample(range(len(reports)), len(reports))
    for one, other in zip(chronology.build_events(*made), chronology.build_events(*shuffled(made, order)), strict=True):
        pd.testing.assert_frame_equal(one, other)


@FEW
@given(REPORTS, st.sampled_from(["A", "B", "D"]))
def test_a_duplicate_never_raises_the_number_of_publishers(reports, publisher):
    article_id, published, _, text = reports[0]
    copy = ("y", published, publisher, text, article_id)
    one, other = build(*reports)[0], build(*reports, copy)[0]
    columns = ["event_id", "n_articles", "n_publishers", "score"]
    pd.testing.assert_frame_equal(one[columns], other[columns])


@FEW
@given(REPORTS, st.sampled_from(["2025-03-10", "2025-03-11", "2025-03-12"]))
def test_as_of_is_the_chronology_of_what_had_been_published(reports, day):
    made = corpus(*reports)
    known = made.articles[made.articles["published"] <= day]
    for one, other in zip(
        chronology.build_events(*made, as_of=day),
        chronology.build_events(known, made.sentences, made.timexes),
        strict=True,
    ):
        pd.testing.assert_frame_equal(one, other)


@FEW
@given(REPORTS)
def test_every_event_has_evidence_and_every_dated_statement_an_event(reports):
    made = corpus(*reports)
    events, evidence = chronology.build_events(*made)
    assert set(events["event_id"]) == set(evidence["event_id"])
    assert (events["n_publishers"] <= events["n_articles"]).all()
    assert (events["date"] <= events["last"]).all()
    assert set(chronology.find_statements(*made)["article_id"]) == set(evidence["article_id"])
    tables.validate("events", events)
    tables.validate("evidence", evidence)


@cache
def shipped() -> tuple[Corpus, pd.DataFrame, pd.DataFrame]:
    read, _ = articles.read(RAW / "articles")
    parts: dict[str, list[pd.DataFrame]] = {"sentences": [], "timexes": [], "issues": [], "actors": []}
    for row in read.itertuples():
        split = sentences.split(row.text, article_id=row.article_id)
        parts["sentences"].append(split)
        parts["timexes"].append(timex.find_timexes(row.text, row.published, sentences=split, article_id=row.article_id))
        parts["issues"].append(issues.find_issues(row.text, sentences=split, article_id=row.article_id))
        parts["actors"].append(actors.find_actors(row.text, sentences=split, article_id=row.article_id))
    whole = {name: pd.concat(frames, ignore_index=True) for name, frames in parts.items()}
    return Corpus(read, whole["sentences"], whole["timexes"]), whole["issues"], whole["actors"]


def test_shipped_corpus_against_the_reference_chronology():
    made, issue, actor = shipped()
    events, _ = chronology.build_events(*made, issue, actor)
    reference = tables.read_csv("reference_events", RAW / "reference" / "events.csv")
    measures, core = comparison.compare(events, reference)
    ours = measures.set_index("method").loc["chronology"]
    assert len(core) > 60
    assert ours["found"] >= 0.95
    assert ours["precision"] >= 0.85


def test_on_8_june_2025_london_is_expected_and_its_result_unknown():
    made, issue, actor = shipped()
    events, evidence = chronology.build_events(*made, issue, actor, as_of="2025-06-08")
    london = events[events["date"] == "2025-06-09"]
    assert set(london["status"]) == {"expected"}
    assert "London" in set(london["place"])
    assert not (
        (events["status"] == "reported") & (events["granularity"] == "day") & (events["date"] > "2025-06-08")
    ).any()
    published = made.articles.set_index("article_id")["published"]
    assert (published[evidence["article_id"]] <= "2025-06-08").all()


@pytest.mark.parametrize("cells", [None, float("nan"), ""])
def test_tables_of_ones_own_may_lack_cells(cells):
    made = corpus(("a", "2025-03-11", "A", "Alder signed the harbour treaty with Norland on Monday."))
    bare, _ = chronology.build_events(made.articles[["article_id", "published", "text"]], *made[1:])
    lacking = made.articles.assign(**dict.fromkeys(["headline", "publisher", "dateline", "duplicate_of"], cells))
    named = pd.DataFrame([("a", 0, "alder", cells, cells)], columns="article_id sentence_id actor_id text side".split())
    for actor_mentions in (None, named[:0], named.assign(side="US"), named.assign(text="Alder")):
        events, _ = chronology.build_events(lacking, *made[1:], actor_mentions=actor_mentions)
        assert events["headline"].tolist() == bare["headline"].tolist()
    events, _ = chronology.build_events(made.articles, *made[1:], actor_mentions=named[named.columns[:3]])
    assert events["actors"].tolist() == ["alder"]


def test_removing_any_article_leaves_the_days_of_the_others():
    made, issue, actor = shipped()
    whole = set(chronology.build_events(*made, issue, actor)[0]["date"])
    for place in range(0, len(made.articles), len(made.articles) // 5):
        fewer = made.articles.drop(made.articles.index[place])
        fewer = fewer.assign(duplicate_of="")
        events, _ = chronology.build_events(fewer, made.sentences, made.timexes, issue, actor)
        assert set(events[events["granularity"] == "day"]["date"]) <= whole
