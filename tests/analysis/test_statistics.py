"""Published values and corrections by hand."""

import pytest
from hypothesis import given, strategies as st

from tradestudy.analysis import statistics


@pytest.mark.parametrize(
    # Newcombe 1998 (Statistics in Medicine 17:857-872), table I, method 3
    ("n", "base", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_intervals_as_published(n, base, low, high):
    assert statistics.wilson_interval(n, base) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 50), st.integers(1, 50))
def test_a_wilson_interval_holds_its_share(n, extra):
    low, high = statistics.wilson_interval(n, n + extra)
    assert 0 <= low <= n / (n + extra) <= high <= 1


def test_holm_by_hand():
    assert statistics.correct_holm([0.04, 0.01, 0.03]) == pytest.approx([0.06, 0.03, 0.06])
