import datetime as dt

import pytest
from hypothesis import given, strategies as st

from tradestudy.articles.published import Undatable, parse_published


@pytest.mark.parametrize(
    ("raw", "publisher", "expected"),
    [
        ("2025-06-10", "", "2025-06-10"),
        ("2025-06-10T23:30:00-04:00", "", "2025-06-10"),
        ("Tue, 10 Jun 2025 08:00:00 GMT", "", "2025-06-10"),
        ("June 10, 2025", "", "2025-06-10"),
        ("Jun. 10th, 2025 at 8:15 a.m.", "", "2025-06-10"),
        ("10 June 2025", "", "2025-06-10"),
        ("10th of June 2025", "", "2025-06-10"),
        ("10-Jun-2025", "", "2025-06-10"),
        ("10.06.2025 - Update : 11.06.2025", "", "2025-06-10"),
        ("20250610", "", "2025-06-10"),
        ("20250610T083000Z", "", "2025-06-10"),
        ("2025/6/9", "", "2025-06-09"),
        ("2025年6月9日", "", "2025-06-09"),
        ("06/25/2025", "", "2025-06-25"),
        ("25/06/2025", "", "2025-06-25"),
        ("06/10/2025", "Reuters", "2025-06-10"),
        ("06/10/2025", "The Guardian", "2025-10-06"),
        ("06/06/2025", "", "2025-06-06"),
    ],
)
def test_reads_dates_by_the_publishers_habit(raw, publisher, expected):
    assert parse_published(raw, publisher) == expected


@pytest.mark.parametrize(
    "raw", ["", "yesterday", "31.02.2025", "June 2025", "2025-13-01", "Vision 2030", "13/13/2025", "00.00.2025"]
)
def test_refuses_what_is_no_full_date(raw):
    with pytest.raises(Undatable):
        parse_published(raw)


def test_refuses_to_guess_between_day_and_month():
    with pytest.raises(Undatable, match=r"two|day/month or month/day"):
        parse_published("06/10/2025", "The Unheard-of Gazette")
    assert parse_published("06/10/2025", "The Unheard-of Gazette", day_first=True) == "2025-10-06"


@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2040, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%Y%m%d"]),
)
def test_every_day_survives_every_form(day, form):
    assert parse_published(day.strftime(form)) == day.isoformat()
