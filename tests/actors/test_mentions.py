"""Actors: sentence -> names, ids, roles, sides; the surname He; people who are not in the gazetteer; floors."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from annotation import gold, texts
from tradestudy import actors, issues

ROOT = Path(__file__).parents[2]


def named(text):
    found = actors.find_actors(text)
    return list(zip(found["text"], found["actor_id"], strict=True))


CASES = [
    ("Treasury Secretary Scott Bessent spoke. Bessent left.", [("Scott Bessent", "bessent"), ("Bessent", "bessent")]),
    ("Greer's office said no.", [("Greer", "greer")]),
    ("Premier Li Qiang and Li Chenggang met. Li Qiang spoke.", [("Li Qiang", "li_qiang"), ("Li Chenggang", "li_chenggang"), ("Li Qiang", "li_qiang")]),
    ("Li Qiang spoke, then Li Chenggang. Li added a word.", [("Li Qiang", "li_qiang"), ("Li Chenggang", "li_chenggang"), ("Li", "li_chenggang")]),
    ("Li Chenggang and Premier Li Qiang met. Premier Li spoke.", [("Li Chenggang", "li_chenggang"), ("Li Qiang", "li_qiang"), ("Li", "li_qiang")]),
    ("Li spoke.", []),
    ("Wang Wentao called. Wang was clear.", [("Wang Wentao", "wang_wentao"), ("Wang", "wang_wentao")]),
    ("Trump and Xi met; the Trump-Xi summit was short.", [("Trump", "trump"), ("Xi", "xi"), ("Trump", "trump"), ("Xi", "xi")]),
    ("Donald Trump Jr. and Eric Trump came.", [("Donald Trump Jr.", "donald_trump_jr"), ("Eric Trump", "eric_trump")]),
    ("Vice Premier He Lifeng came. The vice premier smiled.", [("He Lifeng", "he_lifeng"), ("The vice premier", "he_lifeng")]),
    ("The vice premier smiled.", []),
    ("Bessent left. The U.S. Treasury chief was tired.", [("Bessent", "bessent"), ("The U.S. Treasury chief", "bessent")]),
    ("MOFCOM and the USTR agree.", [("MOFCOM", "mofcom"), ("USTR", "ustr")]),
    ("China's commerce ministry objected. The ministry was firm.", [("commerce ministry", "mofcom"), ("The ministry", "mofcom")]),
    ("The Spanish Foreign Ministry hosts.", []),
    ("Japan's finance ministry waits.", []),
    ("The China-US Economic and Trade Consultative Mechanism met.", [("China-US Economic and Trade Consultative Mechanism", "consultation_mechanism")]),
    ("US Trade Representative Jamieson Greer spoke for the US Trade Representative.", [("Jamieson Greer", "greer"), ("US Trade Representative", "ustr")]),
    ("White House spokeswoman Karoline Leavitt spoke.", [("White House", "white_house"), ("Karoline Leavitt", "leavitt")]),
    ("Treasury yields and apples rose.", []),
    ("Apple and Boeing rose.", [("Apple", "apple"), ("Boeing", "boeing")]),
    ("Chef Paul Cook met Tim Cook.", [("Tim Cook", "cook")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_names_and_their_bearers(text, expected):
    assert named(text) == expected


HE = [
    ("He Lifeng spoke. He left.", [True, False]),
    ("He left.", [False]),
    ("Daines met He in Beijing.", [False]),
    ("Vice Premier He Lifeng arrived. Daines met He in Beijing. He was tired.", [True, True, False]),
    ("Bessent met He Lifeng. Bessent and He talked, but He's team left.", [True, True, True]),
    ("Bessent met He Lifeng. He and Bessent talked.", [True, True]),
    ('Bessent met He Lifeng. Bessent said, "He is tough."', [True, False]),
    ("Bessent met He Lifeng. Trump was asked: He said no.", [True, False]),
    ("A spokesperson, He Yongqian, spoke. Washington must listen, He said.", [True, True]),
    ("Mr He met Mr Bessent, said Vice Premier He Lifeng.", [False, True]),
]


@pytest.mark.parametrize(("text", "surname"), HE)
def test_the_surname_he_is_told_from_the_pronoun(text, surname):
    found = actors.find_actors(text)
    starts = set(found.loc[found["text"].str.startswith("He"), "start"])
    assert [match.start() in starts for match in re.finditer(r"\bHe\b", text)] == surname


ROLES = [
    ("US Treasury Secretary Scott Bessent spoke.", "US Treasury Secretary"),
    ("U.S. Treasury Secretary Scott Bessent spoke.", "U.S. Treasury Secretary"),
    ("On Friday Commerce Secretary Howard Lutnick spoke.", "Commerce Secretary"),
    ("A delegation including Commerce Secretary Howard Lutnick came.", "Commerce Secretary"),
    ("Kevin Hassett, director of the White House National Economic Council, spoke.", "director of the White House National Economic Council"),
    ("Scott Bessent, the United States Treasury secretary, spoke.", "the United States Treasury secretary"),
    ("Secretary of State Marco Rubio spoke.", "Secretary of State"),
    ("US Under Secretary of Commerce for Industry and Security Jeffrey Kessler spoke.", "US Under Secretary of Commerce for Industry and Security"),
    ("Li Chenggang, a vice minister of commerce, spoke.", "a vice minister of commerce"),
    ("Bessent spoke and Trade Representative Jamieson Greer listened.", ""),
    ("Solicitor General D. John Sauer argued.", "Solicitor General"),
    ("Secretary of State Jane Roe and Secretary of Defense Pete Hegseth left.", "Secretary of State"),
    ("U.S. Ambassador to China David Perdue came.", "U.S. Ambassador to China"),
    ("USTR Greer came.", "USTR"),
    ("Li Chenggang, who is China's top trade negotiator, came.", "China's top trade negotiator"),
    ("Scott Bessent, urging Secretary Howard Lutnick to wait, left.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_the_role_is_the_one_written_beside_the_name(text, role):
    found = actors.find_actors(text)
    people = found[~found["actor_id"].isin(["white_house", "nec", "us_treasury", "us_commerce"])]
    assert people["role"].iloc[0] == role


UNKNOWN = [
    ("Iowa farmer Jane Roe lost money. Roe is angry.", ["Jane Roe", "Roe"], "farmer", "US"),
    ("Jane Roe, an analyst at Acme, agreed.", ["Jane Roe"], "an analyst at Acme", "other"),
    ("Senator Jane Roe objected.", ["Jane Roe"], "Senator", "US"),
    ("Chinese diplomat Zhao Moumou spoke. Zhao was calm.", ["Zhao Moumou", "Zhao"], "Chinese diplomat", "CN"),
    ('"No," said Jane Roe of Acme Research.', ["Jane Roe"], "of Acme Research", "other"),
    (
        "Jane Roe, a professor at the University of Ohio, agreed.",
        ["Jane Roe"],
        "a professor at the University of Ohio",
        "US",
    ),
    ("Commerce Secretary Jane Roe left.", ["Jane Roe"], "Commerce Secretary", "US"),
    ("Telecom analyst Ma Moumou spoke. Ma was calm.", ["Ma Moumou", "Ma"], "Telecom analyst", "other"),
]


@pytest.mark.parametrize(("text", "texts", "role", "side"), UNKNOWN)
def test_people_outside_the_gazetteer_are_listed_as_unknown(text, texts, role, side):
    found = actors.find_actors(text)
    assert found["text"].tolist() == texts
    assert set(found["actor_id"]) == {f"unknown:{texts[0]}"}
    assert found["role"].iloc[0].endswith(role)
    assert set(found["side"]) == {side}


@pytest.mark.parametrize(
    "text",
    [
        "By Jane Roe\n\nTalks ended.",
        "Talks ended. (Reporting by Jane Roe and Donald Trump; Editing by John Doe)",
        "Talks ended.\n\nScott Bessent arrives in Geneva. AP Photo/Jane Roe",
        "Jane Roe | 10.06.2025 - Update : 10.06.2025\n\nTalks ended.",
        "General Dynamics Land Systems and the Wall Street Journal said nothing. Capital Economics said so too.",
        "The North Carolina court said so.",
    ],
)
def test_bylines_credits_and_firms_are_no_people(text):
    assert named(text) == []


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
