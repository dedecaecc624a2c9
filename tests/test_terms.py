"""The lexicon files that several rooms read, and the parts of patterns built from them."""

import re

import pytest

from tradestudy.terms import any_of, read_lexicon, words_of

SIDES = [row["side"] for row in read_lexicon("sides.csv")]


@pytest.mark.parametrize("name", ["countries.csv", "agencies.csv"])
def test_each_row_has_its_own_key_and_a_known_side(name):
    rows = read_lexicon(name)
    keys = [next(iter(row.values())) for row in rows]
    assert len(set(keys)) == len(keys)
    assert {row["side"] for row in rows} <= set(SIDES) - {""}


def test_sides_stand_in_their_order_and_each_partner_is_one():
    rows = read_lexicon("sides.csv")
    assert [int(row["order"]) for row in rows] == [*range(1, len(rows) + 1)]
    assert all(row["partner"] in SIDES and re.fullmatch("#[0-9A-F]{6}", row["colour"]) for row in rows)


def test_words_are_taken_from_the_columns_and_rows_asked_for():
    assert words_of("countries.csv", "adjectives", "capitals", country="Japan") == ["Japanese", "Tokyo"]
    pictures = words_of("agencies.csv", "names", uses="photo")
    assert "Getty Images" in pictures
    assert "Kyodo" not in pictures


def test_any_of_prefers_the_longest_word_and_reads_both_apostrophes():
    pattern = re.compile(any_of(["Korea", "Korea's", "U.K.", "Korea's south"]))
    assert [match[0] for match in pattern.finditer("Korea’s south, Korea's north, Korea, UKK")] == [
        "Korea’s south",
        "Korea's",
        "Korea",
    ]
