from pathlib import Path

import pytest

from tradestudy import build, store as processed


def test_missing_data_and_unknown_tables_are_clear_errors(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(processed.DataMissing, match="run `tradestudy build` first"):
        processed.load("articles", tmp_path)
    with pytest.raises(KeyError, match="no table 'dates'"):
        processed.load("dates")


def test_data_are_found_upward_from_a_notebook_folder(raw, tmp_path, monkeypatch):
    build.build(raw, tmp_path / "data" / "processed")
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert processed.find_data().resolve() == (tmp_path / "data" / "processed").resolve()
    assert (processed.find_data() / "datapackage.json").exists()


def test_committed_tables_are_what_build_makes_of_the_raw_data(tmp_path):
    root = Path(__file__).parents[1]
    if [p for p in (root / "data" / "raw" / "private").iterdir() if p.name != "README.md"]:
        pytest.skip("private articles are here: data/processed is the user's own")
    build.build(root / "data" / "raw", tmp_path)
    for path in sorted(tmp_path.glob("*.*")):
        if path.is_file():
            assert path.read_bytes() == (root / "data" / "processed" / path.name).read_bytes(), (
                f"{path.name}: run `make notebooks`"
            )
