"""Sentences: paragraph -> sentences, offsets that slice back, a floor on hand-made news paragraphs."""

import csv
import sys
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from tradestudy import sentences

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
import segmenters

CASES = (Path(__file__).parent / "cases" / "sentences.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("row", list(csv.DictReader(CASES.splitlines())), ids=lambda row: row["sentences"][:40])
def test_a_paragraph_is_split_where_its_sentences_end(row):
    """`|` stands in place of the space between two sentences; none of the cases stands in the benchmark."""
    text, starts = segmenters.gold(row["sentences"])
    assert sentences.split(text)["start"].tolist() == [0, *starts]


def test_the_floor_on_the_benchmark_paragraphs():
    cases = [segmenters.gold(line) for line in segmenters.PARAGRAPHS.splitlines()]
    right = sum(sentences.split(text)["start"].tolist()[1:] == starts for text, starts in cases)
    assert right / len(cases) >= 0.96


def test_a_blank_line_ends_a_paragraph_and_a_line_break_does_not():
    found = sentences.split("A headline\n\nOne sentence\nover two lines. Another.\n \nLast")
    assert found["paragraph"].tolist() == [0, 1, 1, 2]
    assert found["text"].tolist() == ["A headline", "One sentence\nover two lines.", "Another.", "Last"]


def test_list_items_are_sentences():
    assert sentences.split("Agreed:\n- tariffs fall\n- talks go on")["text"].tolist() == [
        "Agreed:",
        "- tariffs fall",
        "- talks go on",
    ]


@pytest.mark.parametrize("text", ["", " \n\n ", "\n"])
def test_a_text_without_words_has_no_sentence(text):
    assert sentences.split(text).empty


def test_the_frame_is_the_contracts():
    found = sentences.split("One. Two.", article_id="a")
    assert list(found) == ["article_id", "sentence_id", "paragraph", "start", "end", "text"]
    assert found["article_id"].tolist() == ["a", "a"]
    assert found["sentence_id"].tolist() == [0, 1]


@given(st.text(alphabet="Ab. \n!?\"'“”…U.S.1-\u00a0İ", max_size=200))
def test_offsets_slice_back_and_only_white_space_lies_between(text):
    found = sentences.split(text)
    position = 0
    for start, end, sentence in zip(found["start"], found["end"], found["text"], strict=True):
        assert text[start:end] == sentence
        assert sentence == sentence.strip() != ""
        assert not text[position:start].strip()
        position = end
    assert not text[position:].strip()
