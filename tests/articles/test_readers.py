import pytest
from hypothesis import given, strategies as st

from tradestudy.articles.cleaning import guess_language
from tradestudy.articles.lines import clean
from tradestudy.articles.paragraphs import paragraphs
from tradestudy.articles.readers.record import Refused, decode


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


def test_cleaning_keeps_quotation_marks_and_dashes():
    assert clean("\u201cGood\u201d \u2013 he\u00a0said\u200b") == "\u201cGood\u201d \u2013 he said"


def test_hard_wrapped_lines_are_one_paragraph_and_long_lines_are_their_own():
    wrapped = (
        "The two delegations met in the British capital on Monday and said that\n"
        "they would go on talking on the next day, when a text was to be ready."
    )
    assert paragraphs(wrapped) == [wrapped.replace("\n", " ")]
    assert paragraphs("World\nTalks open in London") == ["World", "Talks open in London"]


def test_decoding_follows_the_mark_then_utf8_then_statistics():
    text = "Zürich – talks “resume”"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"):
        assert decode(text.encode(encoding)) == text
    german = "Die Gespräche in Zürich werden am Montag fortgeführt, hieß es. " * 5
    assert decode(german.encode("cp1252")) == german
    with pytest.raises(Refused):
        decode(bytes(range(256)) * 4)


def test_language_is_told_from_common_words():
    assert guess_language("The two sides agreed to meet in the city on the Thames.") == "en"
    assert guess_language("中美经贸磋商机制首次会议在伦敦举行") == "zh"
    assert guess_language("Die beiden Seiten treffen sich") == "und"
