"""Weekdays that do not fit the date they stand with."""

import pytest

from corpus import corpus
from tradestudy.chronology import slips as room


@pytest.mark.parametrize(
    ("text", "published", "slips"),
    [
        ("The order was signed on Tuesday, August 11.", "2025-08-12", [("Tuesday", "2025-08-11", "Monday")]),
        ("The order was signed on Monday, August 11.", "2025-08-12", []),
        ("The order was signed on Monday, 11 August 2025.", "2025-08-12", []),
        ("The order was signed on Friday the 2nd of January.", "2025-12-30", []),
        ("The order was signed on Thursday, January 2.", "2025-12-30", [("Thursday", "2026-01-02", "Friday")]),
        ("The order was signed on August 11 (Sunday).", "2025-08-12", [("Sunday", "2025-08-11", "Monday")]),
        ("The order was signed on Monday, February 30.", "2025-03-01", []),
        ("They met on Wednesday (Oct. 30).", "2025-10-30", [("Wednesday", "2025-10-30", "Thursday")]),
        ("They met on Thursday (30 October).", "2025-10-30", []),
    ],
)
def test_slips(text, published, slips):
    made = corpus(("a", published, "A", text))
    found = room.find_slips(made.articles, made.sentences)
    assert [tuple(row) for row in found[["weekday", "date", "calendar_weekday"]].values] == slips


def test_a_slip_made_twice_in_a_sentence_is_one_row():
    made = corpus(("a", "2025-08-12", "A", "Signed on Tuesday, August 11, and sealed on Tuesday, August 11."))
    assert len(room.find_slips(made.articles, made.sentences)) == 1
