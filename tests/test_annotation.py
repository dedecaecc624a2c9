"""Accuracy floors on the hand annotation, and the agreement of its two passes. Who lowers a floor says why."""

import re

import pytest

from annotation import GOLD, f1, gold, texts
from tradestudy.coding import study_articles


@pytest.fixture(scope="module")
def found():
    return study_articles([{"article_id": i, "published": r.published, "text": r.text} for i, r in texts().iterrows()])


def keys(frame, *columns):
    return set(zip(*(frame[c] for c in ("article_id", *columns)), strict=True))


def named(actor_mentions):
    """Leave out bare roles ("the ministry"), which the annotation does not mark."""
    return actor_mentions[~actor_mentions["text"].str.match(r"[Tt]he (?:[A-Z][a-z]+ )?[a-z ]+$")]


@pytest.mark.parametrize("name", ["timexes", "actors", "quotes"])
def test_annotated_strings_stand_where_the_annotation_says(name):
    for row in gold(name).itertuples():
        assert texts().loc[row.article_id, "text"][row.start : row.end] == (
            row.content if name == "quotes" else row.text
        )


def test_annotation_is_large_enough():
    assert len(texts()) == 30
    assert len(gold("timexes")) >= 140


def test_time_expressions(found):
    predicted, wanted = found["timexes"], gold("timexes")
    assert f1(keys(predicted, "start", "end"), keys(wanted, "start", "end")) >= 0.94
    assert f1(keys(predicted, "start", "end", "value"), keys(wanted, "start", "end", "value")) >= 0.94


def test_full_days_are_resolved(found):
    wanted = gold("timexes")
    days = wanted[wanted["value"].str.fullmatch(r"\d{4}-\d\d-\d\d")]
    predicted = keys(found["timexes"], "start", "value")
    right = [(r.article_id, r.start, r.value) in predicted for r in days.itertuples()]
    assert sum(right) / len(right) >= 0.97


def test_issues(found):
    assert f1(keys(found["issue_mentions"], "issue"), keys(gold("issues"), "issue")) >= 0.93


def test_actors_and_their_sides(found):
    predicted, wanted = named(found["actor_mentions"]), gold("actors")
    assert f1(keys(predicted, "start", "end"), keys(wanted, "start", "end")) >= 0.94
    side = {(r.article_id, r.start, r.end): r.side for r in wanted.itertuples()}
    told = [(side[key], r.side) for r in predicted.itertuples() if (key := (r.article_id, r.start, r.end)) in side]
    assert sum(a == b for a, b in told) / len(told) >= 0.98


def match_quotes(predicted, wanted):
    """Pair each annotated fragment with the quotation found that holds it."""
    direct = predicted[predicted["kind"] == "direct"]
    pairs = []
    for row in wanted.itertuples():
        own = direct[
            (direct["article_id"] == row.article_id) & (direct["start"] <= row.start) & (direct["end"] >= row.end)
        ]
        pairs.append((row, own.iloc[0] if len(own) else None))
    return direct, pairs


def test_direct_quotations_and_their_speakers(found):
    direct, pairs = match_quotes(found["quotes"], gold("quotes"))
    hits = [(row, quote) for row, quote in pairs if quote is not None]
    precision, recall = len({(q.article_id, q.start) for _, q in hits}) / len(direct), len(hits) / len(pairs)
    assert 2 * precision * recall / (precision + recall) >= 0.92
    names = {(r.article_id, r.actor_id): r.name for r in found["actor_mentions"].itertuples()}
    with_speaker = [(row.speaker, names.get((q.article_id, q.actor_id), q.speaker)) for row, q in hits if row.speaker]
    right = [surname(a) == surname(b) or a in b or b in a for a, b in with_speaker]
    assert sum(right) / len(right) >= 0.90, [pair for pair, ok in zip(with_speaker, right, strict=True) if not ok]


def surname(name):
    return re.sub(r"^the ", "", name, flags=re.I).split()[-1].lower() if name else ""


def test_two_passes_agree_as_the_guidelines_say():
    """The agreement that docs/annotation.md reports."""
    second = GOLD / "second_pass"
    ids = set(gold("issues", second)["article_id"])
    told = {}
    for name, columns in (
        ("timexes", ("start", "end", "value")),
        ("issues", ("issue",)),
        ("actors", ("start", "end", "side")),
        ("quotes", ("start", "end", "speaker")),
    ):
        a, b = gold(name), gold(name, second)
        told[name] = round(f1(keys(a[a["article_id"].isin(ids)], *columns), keys(b, *columns)), 2)
    text = (GOLD.parents[1] / "docs" / "annotation.md").read_text(encoding="utf-8")
    assert {name: f"| {name} | {value:.2f} |" in text for name, value in told.items()} == dict.fromkeys(told, True), (
        told
    )
