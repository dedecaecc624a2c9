"""Which day a sentence tells of, as what, and whether as done or awaited."""

import time

import pytest

from corpus import corpus
from tradestudy.chronology import statements

# A Tuesday.
PUBLISHED = "2025-06-10"


def told(text, published=PUBLISHED):
    made = corpus(("a", published, "A", text))
    found = statements.find_statements(*made)
    return [tuple(row) for row in found[["date", "last", "granularity", "status", "role"]].values.tolist()]


def day(iso, status="reported", role="event"):
    return (iso, iso, "day", status, role)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks began in London on Monday.", [day("2025-06-09")]),
        ("Duties will rise on August 12.", [day("2025-08-12", "expected")]),
        (
            "Duties will rise on August 12, the minister said on Monday.",
            [day("2025-08-12", "expected"), day("2025-06-09", role="saying")],
        ),
        ("On Monday, the minister told reporters that growth was slow.", [day("2025-06-09", role="saying")]),
        ("The minister on Monday said growth was slow.", [day("2025-06-09", role="saying")]),
        ("The minister signed the order on Friday and spoke to reporters.", [day("2025-06-06")]),
        ("The two spoke by telephone on Thursday.", [day("2025-06-05")]),
        ("Growth has slowed since May 12.", [day("2025-05-12", role="since"), day(PUBLISHED, role="lede")]),
        ("The pause holds until August 12.", [day("2025-08-12", "expected", "until"), day(PUBLISHED, role="lede")]),
        ("The licence would otherwise have lapsed on May 31.", [day("2025-05-31", "expected")]),
        ("The licence was due to expire on May 31.", [day("2025-05-31", "expected")]),
        (
            "Both sides agreed on May 12 to suspend duties for 90 days.",
            [day("2025-05-12"), day("2025-08-10", "expected", "term")],
        ),
        ("The first tariffs came in April.", [("2025-04-01", "2025-04-30", "month", "reported", "event")]),
        ("The sides met in Geneva on May 10-11.", [("2025-05-10", "2025-05-11", "range", "reported", "event")]),
        ("Two days of talks in Geneva ended on May 11.", [("2025-05-10", "2025-05-11", "range", "reported", "event")]),
        ("Two days of talks in London began on Monday.", [("2025-06-09", "2025-06-10", "range", "reported", "event")]),
        ("Shares closed lower on Monday after two days of gains.", [day("2025-06-09")]),
        ("A two-day summit opened in Oslo on Monday.", [("2025-06-09", "2025-06-10", "range", "reported", "event")]),
        (
            "A two-day round of high-level trade talks ended in London on Monday.",
            [("2025-06-08", "2025-06-09", "range", "reported", "event")],
        ),
        ("The sides met in London on Monday (June 9).", [day("2025-06-09")]),
        ("The sides met in London on Tuesday (June 9).", [day("2025-06-09")]),
        ("Prices rose on Monday, as they have since January.", [day("2025-06-09")]),
        ("Ahead of May, buyers ordered wheat on Monday for July delivery.", [day("2025-06-09")]),
        ("Growth slowed in May, compared with April.", [("2025-05-01", "2025-05-31", "month", "reported", "event")]),
        (
            "Shops must clear their stocks by July.",
            [("2025-07-01", "2025-07-31", "month", "expected", "until"), day(PUBLISHED, role="lede")],
        ),
        ("Over a month ago, on May 2, a duty on parcels took effect.", [day("2025-05-02")]),
    ],
)  # fmt: skip
def test_sentence(text, expected):
    assert sorted(told(text)) == sorted(expected)


def test_an_opening_that_names_no_day_is_taken_for_the_day_of_publication():
    assert told("The bank has cut its rate. Shares rose.") == [day(PUBLISHED, role="lede")]
    assert told("The bank will cut its rate.") == []
    assert told('"We will stay," said the bank, which has cut its rate.') == [day(PUBLISHED, role="lede")]
    assert told("The bank has cut the rate that it raised after a loss in May.")[0] == day(PUBLISHED, role="lede")


def test_a_report_that_opens_with_what_is_awaited_tells_by_its_first_sentence_of_something_done():
    opening = "The bank will cut its rate. Markets are calm. The board voted for it. Shares rose."
    made = statements.find_statements(*corpus(("a", PUBLISHED, "A", opening)))
    assert made[["sentence_id", "date", "role"]].values.tolist() == [[2, PUBLISHED, "lede"]]
    assert told("The bank will cut its rate. The board voted for it on Monday.") == [day("2025-06-09")]


def test_the_date_in_a_dateline_dates_nothing():
    assert told("BEIJING, June 10 (Xinhua) -- The bank cut its rate on Monday.") == [day("2025-06-09")]


def test_as_of_leaves_later_articles_out():
    made = corpus(
        ("a", "2025-06-08", "A", "Talks will open on Monday."), ("b", "2025-06-10", "B", "Talks opened on Monday.")
    )
    assert set(statements.find_statements(*made, as_of="2025-06-08")["article_id"]) == {"a"}
    with pytest.raises(ValueError, match="soon"):
        statements.find_statements(*made, as_of="soon")


def test_clause_and_tid_point_to_the_time_expression():
    made = corpus(("a", PUBLISHED, "A", "The court ruled on Friday, but the ministry will appeal by July 1."))
    found = statements.read_statements(*made)
    by_tid = made.timexes.set_index("tid")["text"]
    assert all(by_tid[statement.tid] in statement.clause for statement in found)
    assert len(found) == 2


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("HONG KONG — Exporters need a permit.", "Exporters need a permit."),
        ("Oslo, (NPA / Harbour News - 24th Apr, 2025) Alder spoke on Friday.", "Alder spoke on Friday."),
        ("BEIJING: Shares fell on Tuesday.", "Shares fell on Tuesday."),
        ("BEIJING, Sept. 29 (Xinhua) -- The rule is new.", "The rule is new."),
        ("Washington, Oct 10 (AFP) - The war is on.", "The war is on."),
        ("WASHINGTON, Aug 12 — With hours left, he signed.", "With hours left, he signed."),
        ("New York — The ground shifted on Friday.", "The ground shifted on Friday."),
        ("Madrid, España - Talks opened on Sunday.", "Talks opened on Sunday."),
        ("Stocks — down for a week — rose on Monday.", "Stocks — down for a week — rose on Monday."),
        ("The order — signed on Monday — is void.", "The order — signed on Monday — is void."),
        ("Two things changed: Tariffs rose.", "Two things changed: Tariffs rose."),
    ],
)
def test_the_dateline_is_cut_off_and_nothing_else(text, rest):
    assert statements.without_dateline(text) == rest


def test_a_clause_ends_near_its_date_in_a_text_without_full_stops():
    text = "Trump met Xi on June 9 " * 400
    found = statements.read_statements(*corpus(("a", PUBLISHED, "A", text)))
    assert {statement.date for statement in found} == {"2025-06-09"}
    assert max(len(statement.clause) for statement in found) <= 2 * statements.REACH


@pytest.mark.parametrize(
    "words",
    [
        "The truce with Norland on Monday, and talks of May 3 while ",  # many dates
        "talks for two days of talks that ended on May 3 while ",  # many ends of a range
    ],
)
def test_the_time_for_a_text_without_full_stops_grows_with_its_length(words):
    def seconds(size: int) -> float:
        made = corpus(("a", PUBLISHED, "A", words * (size // len(words))))
        start = time.process_time()
        statements.find_statements(*made[:3])
        return time.process_time() - start

    # Eight times the text: eight times the time, with room for a busy machine; walking once a date takes sixty times.
    assert seconds(160_000) < 24 * max(seconds(20_000), 0.02)


def test_a_day_of_publication_that_is_none_is_named():
    made = corpus(("a", PUBLISHED, "A", "Alder signed."))
    with pytest.raises(ValueError, match="expected an ISO date such as 2025-06-10, found 'soon'"):
        statements.find_statements(made.articles.assign(published="soon"), *made[1:])
