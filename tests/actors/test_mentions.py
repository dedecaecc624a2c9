"""Actors: sentence -> names, ids, roles, sides; the surname He; people who are not in the gazetteer; floors."""

import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from annotation import cases, gold, texts
from tradestudy import actors, issues, sentences

ROOT = Path(__file__).parents[2]


def named(text):
    found = actors.find_actors(text)
    return " | ".join(f"{one} = {actor_id}" for one, actor_id in zip(found["text"], found["actor_id"], strict=True))


@pytest.mark.parametrize(("text", "expected"), cases("actors", "names"))
def test_names_and_their_bearers(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases("actors", "surname he"))
def test_the_surname_he_is_told_from_the_pronoun(text, expected):
    found = actors.find_actors(text)
    starts = set(found.loc[found["text"].str.startswith("He"), "start"])
    told = ["yes" if match.start() in starts else "no" for match in re.finditer(r"\bHe\b", text)]
    assert " | ".join(told) == expected


@pytest.mark.parametrize(("text", "role"), cases("actors", "role"))
def test_the_role_is_the_one_written_beside_the_name(text, role):
    found = actors.find_actors(text)
    people = found[~found["actor_id"].isin(["white_house", "nec", "us_treasury", "us_commerce"])]
    assert people["role"].iloc[0] == role


@pytest.mark.parametrize(("text", "expected"), cases("actors", "unknown"))
def test_people_outside_the_gazetteer_are_listed_as_unknown(text, expected):
    *texts, role, side = expected.split(" | ")
    found = actors.find_actors(text)
    assert found["text"].tolist() == texts
    assert set(found["actor_id"]) == {f"unknown:{texts[0]}"}
    assert found["role"].iloc[0].endswith(role)
    assert set(found["side"]) == {side}


@pytest.mark.parametrize(("text", "expected"), cases("actors", "misspelt"))
def test_a_name_close_to_one_of_the_gazetteer_is_linked_and_marked(text, expected):
    found = actors.find_actors(text)
    found = found[found["misspelt"]]
    told = " | ".join(f"{one} = {actor_id}" for one, actor_id in zip(found["text"], found["actor_id"], strict=True))
    assert told == expected


@pytest.mark.parametrize(("text", "expected"), cases("actors", "holder"))
def test_an_office_goes_to_who_held_it_on_the_day(text, expected):
    day, text = text.split(": ", 1)
    assert " | ".join(actors.find_actors(text, day)["actor_id"]) == expected


def test_a_body_in_the_role_tells_the_side():
    found = actors.find_actors('"No," said Jane Roe of Nvidia. Zhao Moumou, a Huawei manager, agreed.')
    assert found.set_index("text").loc[["Jane Roe", "Zhao Moumou"], "side"].tolist() == ["US", "CN"]


def test_a_gazetteer_of_ones_own(tmp_path):
    path = tmp_path / "mine.csv"
    row = "roe,Jane Roe,,the chair,,person,other,Chair,,,"
    path.write_text(",".join(actors.GAZETTEER_COLUMNS) + f"\n{row}\n")
    found = actors.find_actors("Jane Roe met Bessent. The chair left.", gazetteer=actors.read_gazetteer(path))
    assert found[["text", "actor_id"]].values.tolist() == [["Jane Roe", "roe"], ["The chair", "roe"]]


def test_the_gazetteer_holds_what_the_codebook_says():
    gazetteer = actors.read_gazetteer()
    assert len(gazetteer) >= 120
    assert set(gazetteer["side"]) == {"US", "CN", "other"}
    assert set(gazetteer["kind"]) == {"person", "body"}
    for row in gazetteer.to_dict("records"):
        roles = row["role"].split("; ") if row["role"] else []
        for column in ("from", "to"):
            dates = row[column].split(";")
            assert not row[column] or len(dates) == len(roles), (row["actor_id"], column)
            assert all(re.fullmatch(r"(\d{4}(-\d\d){0,2})?", date.strip()) for date in dates), (row["actor_id"], column)


def test_every_row_has_its_wikidata_item_or_says_none():
    told = actors.read_gazetteer()["wikidata"]
    assert told.str.fullmatch(r"Q[1-9]\d*|none").all()
    assert not told[told != "none"].duplicated().any()


def test_every_name_and_alias_finds_its_bearer():
    gazetteer = actors.read_gazetteer()
    wrong = []
    for row in gazetteer.to_dict("records"):
        for form in [row["name"], *row["aliases"].split("; ")]:
            if form and row["actor_id"] not in set(actors.find_actors(f"Then {form} left.")["actor_id"]):
                wrong.append((row["actor_id"], form))
    assert not wrong


def test_a_gazetteer_with_an_id_twice_is_refused(tmp_path):
    path = tmp_path / "actors.csv"
    path.write_text(",".join(actors.GAZETTEER_COLUMNS) + "\n" + "a" + "," * 10 + "\n" + "a" + "," * 10 + "\n")
    with pytest.raises(issues.LexiconError, match="'a' stands in two rows"):
        actors.read_gazetteer(path)


WORDS = "He Lifeng Trump Secretary , . Mr the said Jane Roe “ ” 's Li Wang ministry of U.S. analyst \n\n By İ".split(
    " "
)


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_offsets_slice_back_and_mentions_do_not_overlap(words):
    text = " ".join(words)
    found = actors.find_actors(text)
    spans = sorted(zip(found["start"], found["end"], strict=True))
    assert all(text[row.start : row.end] == row.text for row in found.itertuples())
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_the_floors_on_the_hand_annotated_digests():
    hit = given_ = wanted = side_right = 0
    for article_id, rows in gold("actors").groupby("article_id"):
        text = texts().loc[article_id, "text"]
        found = actors.find_actors(text)
        found = found[~found["text"].str.match(r"[Tt]he ")]  # the annotation leaves descriptions out
        free = {(row.start, row.end): row.side for row in found.itertuples()}
        given_, wanted = given_ + len(free), wanted + len(rows)
        for row in rows.itertuples():
            match = next((span for span in free if span[0] < row.end and row.start < span[1]), None)
            if match:
                hit += 1
                side_right += free.pop(match) == row.side
    assert wanted > 100
    assert 2 * hit / (given_ + wanted) >= 0.92
    assert side_right / hit >= 0.98


def _words(number: int) -> list[str]:
    letters = "abcdefghijklmnop"
    return ["".join(letters[n >> shift & 15] for shift in (0, 4, 8, 12)).capitalize() for n in range(number)]


LONG_TEXTS = {
    "names on one line": "Tom Trump " * 20_000,
    "one pair of words": "Mrs Xi. Peng Xi. " * 12_000,
    "each name once": "".join(f"{word} Q{word.lower()} said it. " for word in _words(9_000)),
    "one surname": "".join(f"President {word} Smith left. Smith said it. " for word in _words(4_500)),
    "one surname, not introduced": "".join(f"and {word} Smith and Mr. Smith went " for word in _words(6_000)),
    "names at random": "Li He "
    + "".join(f"Li {word} said Wang {word[::-1].title()}, Xi he " for word in _words(6_000)),
}


@pytest.mark.parametrize("text", LONG_TEXTS.values(), ids=LONG_TEXTS)
def test_many_names_take_no_longer_each(text):
    """Each of these took from ten seconds to minutes while something was read or counted anew for every name."""
    begun = time.process_time()
    actors.find_actors(text, sentences=sentences.split(text[:50]))
    assert time.process_time() - begun < 6
