from pathlib import Path

import pandas as pd
import pytest

from tradestudy import tables

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", tables.TABLES)
def test_frames_have_the_declared_columns_and_dtypes_with_and_without_rows(name):
    empty, full = tables.frame(name), tables.frame(name, [{}])
    assert list(empty.columns) == list(full.columns) == tables.TABLES[name].names
    assert empty.dtypes.tolist() == full.dtypes.tolist()
    assert tables.validate(name, empty) is empty


@pytest.mark.parametrize("name", tables.TABLES)
def test_keys_and_foreign_keys_name_declared_columns(name):
    table = tables.TABLES[name]
    assert set(table.key) <= set(table.names)
    for column, target, there in table.foreign:
        assert column in table.names
        assert there in tables.TABLES[target].names


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"published": "31.02.2025"}, "row 2, column published: expected an ISO date (YYYY-MM-DD); found '31.02.2025'"),
        ({"format": "pdf"}, "row 2, column format: expected one of digest, page, html, csv, "),
        ({"headline": ""}, "row 2, column headline: expected some text; found ''"),
        ({"n_words": -1}, "row 2, column n_words: expected a whole number, 0 or more; found -1"),
        ({"article_id": "a"}, "row 2: expected a unique key; found article_id='a' again"),
    ],
)
def test_a_bad_cell_is_named_with_row_column_expected_and_found(change, message):
    good = {
        "article_id": "a",
        "path": "a.md",
        "format": "digest",
        "headline": "H",
        "published": "2025-06-10",
        "language": "en",
        "rights": "digest",
        "n_words": 5,
        "text": "t",
        "sha256": "0",
    }
    assert len(tables.validate("articles", tables.frame("articles", [good]))) == 1
    with pytest.raises(tables.InvalidTable) as caught:
        tables.validate("articles", tables.frame("articles", [good, good | {"article_id": "b"} | change]))
    assert message in str(caught.value)


def test_wrong_columns_are_refused():
    with pytest.raises(tables.InvalidTable, match="expected the columns"):
        tables.validate("rejects", pd.DataFrame({"path": []}))


def test_csv_round_trip_keeps_strings_that_look_like_numbers_or_missing_values(tmp_path):
    rows = tables.frame("rejects", [("NA.txt", "007", "empty", "null")])
    rows.to_csv(tmp_path / "r.csv", index=False)
    pd.testing.assert_frame_equal(tables.read_csv("rejects", tmp_path / "r.csv"), rows)


def test_orphans_are_found():
    articles = tables.frame("articles", [{"article_id": "a", "duplicate_of": "gone"}])
    orphans = tables.find_orphans({"articles": articles, "quotes": tables.frame("quotes", [{"article_id": "b"}])})
    assert orphans[["table", "value"]].to_numpy().tolist() == [["articles", "gone"], ["quotes", "b"]]


def test_codebook_is_up_to_date():
    assert (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8") == tables.codebook(), "run `make docs`"
