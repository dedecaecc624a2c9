import pandas as pd
import pytest

from tradestudy.analysis import corpus

ROWS = [
    ("a", "X", "2025-05-11", "", 100),  # a Sunday: the week of 5 May
    ("b", "X", "2025-05-12", "", 50),
    ("c", "Y", "2025-05-12", "b", 50),
    ("d", "Y", "2025-07-01", "", 10),
]
ARTICLES = pd.DataFrame(ROWS, columns=["article_id", "publisher", "published", "duplicate_of", "n_words"])
PUBLISHERS = pd.DataFrame({"publisher": ["X"], "country": ["China"]})


def test_weeks_run_from_monday_and_silent_weeks_count_zero():
    weeks = corpus.count_periods(ARTICLES)
    assert weeks.iloc[:3][["week", "n_articles", "n_publishers", "n_duplicates"]].astype(str).to_numpy().tolist() == [
        ["2025-05-05", "1", "1", "0"],
        ["2025-05-12", "2", "2", "1"],
        ["2025-05-19", "0", "0", "0"],
    ]
    assert weeks["n_articles"].sum() == len(ARTICLES)


def test_months_cover_the_silent_one():
    months = corpus.count_periods(ARTICLES, "M")
    assert months[["month", "n_articles"]].astype(str).to_numpy().tolist() == [
        ["2025-05-01", "3"],
        ["2025-06-01", "0"],
        ["2025-07-01", "1"],
    ]


def test_gap_is_counted_between_the_reports():
    assert corpus.find_gaps(ARTICLES).astype(str).to_numpy().tolist() == [["2025-05-13", "2025-06-30", "49"]]


def test_publishers_and_countries_account_for_every_article():
    publishers = corpus.count_publishers(ARTICLES, PUBLISHERS)
    assert publishers[["publisher", "country", "n_articles"]].to_numpy().tolist() == [["X", "China", 2], ["Y", "", 2]]
    assert corpus.count_countries(ARTICLES, PUBLISHERS)["country"].tolist() == ["China", "not known"]


@pytest.mark.parametrize("rows", [0, 1])
def test_empty_and_one_article_corpora_work(rows):
    some = ARTICLES.head(rows)
    assert corpus.count_periods(some)["n_articles"].sum() == rows
    assert corpus.find_gaps(some).empty
    assert len(corpus.count_publishers(some, PUBLISHERS)) == rows
    assert len(corpus.count_countries(some, PUBLISHERS)) == rows


def test_lengths_are_summarised_also_of_nothing():
    some = ARTICLES.assign(format="digest", rights="digest", language="en")
    assert corpus.summarise_lengths(some).to_numpy().tolist() == [["digest", "digest", "en", 4, 10, 50, 100]]
    assert corpus.summarise_lengths(some.head(0)).empty
