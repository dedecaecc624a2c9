"""What the score of an event rests on: distance from the day, and who could have named it."""

import pytest
from hypothesis import given, strategies as st

from tradestudy.chronology import exposure, likeness


def test_looking_back_counts_more_and_looking_ahead_less():
    weights = [exposure.lag_weight(lag) for lag in (-30, -1, 0, 6, 7)]
    assert weights == [0.25 * 1.25, 0.25, 1, 1, 1.25]


def test_a_day_that_more_articles_could_have_named_needs_more():
    seen = exposure.Exposure(["2025-01-01", "2025-01-02", "2025-01-02", "2025-06-30"])
    assert [seen.count(day) for day in ("2024-01-01", "2025-01-02", "2025-01-03", "2025-06-30")] == [3, 2, 0, 1]
    assert seen.mean == pytest.approx((3 + 2 + 2 + 1) / 4)
    assert seen.divisor("2025-01-02", 1) == pytest.approx(1)
    assert seen.divisor("2025-01-03", 1) == pytest.approx((1 / 2) ** 0.5)
    assert exposure.Exposure([]).divisor("2025-01-01", 1) == 1


@given(st.lists(st.tuples(st.floats(0.1, 3), st.sets(st.sampled_from("abcdef"), min_size=1)), min_size=1, max_size=6))
def test_resultant_lies_between_agreement_of_none_and_of_all(members):
    weighted = [(weight, likeness.vector(words, {})) for weight, words in members]
    total, alone = sum(w for w, _ in weighted), sum(w * w for w, _ in weighted) ** 0.5
    assert alone - 1e-9 <= likeness.resultant(weighted) <= total + 1e-9
    assert 0 <= likeness.agreement(weighted) <= 1
