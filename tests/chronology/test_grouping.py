"""Likeness decides which statements are one event, and what is far away decides nothing."""

import pytest

from corpus import corpus
from tradestudy.chronology import grouping
from tradestudy.chronology.statements import read_statements

TREATY = ("a", "2025-03-11", "A", "Alder signed the harbour treaty with Norland on Monday.")


def told(*reports):
    made = corpus(*reports)
    return grouping.tell(read_statements(*made), made.articles, {}, {})


def test_a_vector_has_length_one_and_does_not_know_of_unrelated_articles():
    (alone,) = told(TREATY)
    beside = told(TREATY, ("b", "2025-03-11", "B", "Gardeners crowned a giant pumpkin on Monday."))
    assert sum(value**2 for value in alone.vector.values()) == pytest.approx(1)
    assert alone in beside


def test_similarity_is_one_for_the_same_words_and_zero_for_none_in_common():
    treaty, pumpkin = told(TREATY, ("b", "2025-03-11", "B", "Gardeners crowned a giant pumpkin on Monday."))
    group = grouping.Group(treaty)
    assert group.similarity(treaty) == pytest.approx(1)
    assert group.similarity(pumpkin) == 0


def test_the_original_of_a_chain_of_duplicates():
    copies = [("b", "2025-03-11", "B", TREATY[3], "a"), ("c", "2025-03-11", "C", TREATY[3], "b")]
    found = told(TREATY, *copies)
    assert {(t.key[0], t.original, t.publisher) for t in found} == {("a", "a", "A"), ("b", "a", "A"), ("c", "a", "A")}
    assert [len(group.members) for group in grouping.group_statements(found)] == [3]


def test_the_headline_helps():
    made = corpus(
        ("a", "2025-03-11", "A", "It was signed on Monday."), ("b", "2025-03-11", "B", "Envoys left Oslo on Monday.")
    )
    made.articles["headline"] = ["Treaty signed", "Harbour envoys fly home"]
    found = grouping.tell(read_statements(*made), made.articles, {}, {})
    assert "treaty" in found[0].vector
    assert "harbour" in found[-1].vector
