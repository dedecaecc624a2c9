import importlib
import os
import shutil
from pathlib import Path

import pandas as pd
import pytest

from conftest import DIGEST, REPORTS
from tradestudy import articles, build, check, load, store as processed, tables
from tradestudy.articles.intake import READERS


def contents(folder):
    return {p.name: p.read_bytes() for p in sorted(folder.glob("*.*")) if p.is_file()}


def test_build_accounts_for_every_file_and_writes_valid_tables(raw, tmp_path):
    counts = build.build(raw, tmp_path / "out")
    assert counts.files == counts.rows["articles"] + counts.rows["rejects"] == 4
    data = processed.load(data_dir=tmp_path / "out")
    for name, frame in data.items():
        assert len(tables.validate(name, frame)) == counts.rows[name]
    assert tables.find_orphans(data).empty
    assert {"2025-06-05", "2025-06-09", "2025-06-10"} <= set(data["events"]["date"].dt.strftime("%Y-%m-%d"))


def test_offsets_slice_back_in_every_table(raw, tmp_path):
    build.build(raw, tmp_path / "out")
    data = processed.load(data_dir=tmp_path / "out")
    text = data["articles"].set_index("article_id")["text"]
    for name in ("sentences", "timexes", "issue_mentions", "actor_mentions"):
        assert len(data[name])
        for row in data[name].itertuples():
            assert text[row.article_id][row.start : row.end] == row.text


def test_same_input_gives_the_same_bytes_in_one_process_or_two_from_cache_or_anew(raw, tmp_path):
    build.build(raw, tmp_path / "one")
    build.build(raw, tmp_path / "two", jobs=2)
    again = build.build(raw, tmp_path / "one")
    assert again.cached == again.files
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_changed_file_is_read_again_and_only_that(raw, tmp_path):
    build.build(raw, tmp_path / "out")
    path = raw / "articles" / "2025-06-10_beta_london.md"
    path.write_text(path.read_text().replace("rare earths", "soybeans"))
    counts = build.build(raw, tmp_path / "out")
    assert counts.files - counts.cached == 1
    mentions = processed.load("issue_mentions", tmp_path / "out")
    assert "agriculture" in set(mentions.loc[mentions["article_id"] == path.stem, "issue"])


@pytest.mark.parametrize("room", ["issues", "actors", "quotes", "timex", "sentences"])
def test_an_article_that_an_extractor_fails_on_becomes_a_reject_and_the_build_goes_on(raw, tmp_path, monkeypatch, room):
    module = importlib.import_module(f"tradestudy.{room}")
    name = next(name for name in dir(module) if name.startswith("iter_"))
    extract = getattr(module, name)

    def fails_on_beta(text, *args, article_id="", **options):
        if "beta" in article_id:
            raise ZeroDivisionError("no such\nthing")
        return extract(text, *args, article_id=article_id, **options)

    monkeypatch.setattr(module, name, fails_on_beta)
    counts = build.build(raw, tmp_path / "out")
    data = processed.load(data_dir=tmp_path / "out")
    assert counts.files == len(data["articles"]) + len(data["rejects"])
    reject = data["rejects"][data["rejects"]["reason"] == "not coded"].to_dict("records")
    assert [r["path"] for r in reject] == ["articles/2025-06-10_beta_london.md"]
    assert reject[0]["detail"].endswith("ZeroDivisionError: no such thing")
    assert not data["sentences"]["article_id"].str.contains("beta").any()
    assert tables.find_orphans(data).empty


def test_a_build_that_fails_or_is_killed_leaves_the_last_good_data(raw, tmp_path, monkeypatch):
    out = tmp_path / "out"
    build.build(raw, out)
    good = contents(out)
    (raw / "articles" / "2025-06-12_delta.md").write_text(
        DIGEST.format(
            publisher="Delta",
            name="d",
            headline="D",
            published="2025-06-12",
            text="Officials met again on Thursday in the city.",
        )
    )

    def die(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(tables, "find_orphans", die)
    with pytest.raises(KeyboardInterrupt):
        build.build(raw, out)
    assert contents(out) == good
    monkeypatch.undo()
    monkeypatch.setattr(pd.DataFrame, "to_csv", die)
    with pytest.raises(KeyboardInterrupt):
        build.build(raw, out)
    assert contents(out) == good


def test_check_finds_what_is_wrong(raw, tmp_path):
    out = tmp_path / "out"
    (raw / "articles" / "broken.txt").unlink()
    build.build(raw, out)
    assert check.check(raw, out) == []
    timexes = out / "timexes.csv"
    timexes.write_text(timexes.read_text().replace(",Thursday,", ",Friday,"))
    problems = "\n".join(check.check(raw, out))
    assert "timexes.csv: changed after the build" in problems
    assert "are not 'Friday'" in problems
    (raw / "articles" / "new.txt").write_bytes(b"\0\1\2")
    assert any("new.txt: binary" in problem for problem in check.check(raw, out))


def test_parquet_holds_the_same_tables(raw, tmp_path):
    build.build(raw, tmp_path / "csv")
    build.build(raw, tmp_path / "parquet", suffix="parquet")
    for name in tables.TABLES:
        pd.testing.assert_frame_equal(
            processed.load(name, tmp_path / "csv"), processed.load(name, tmp_path / "parquet"), check_dtype=False
        )


def test_dask_cluster_gives_the_same_bytes(raw, tmp_path):
    distributed = pytest.importorskip("distributed")
    build.build(raw, tmp_path / "here")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
    ) as cluster:
        build.build(raw, tmp_path / "there", scheduler=cluster.scheduler_address)
    assert contents(tmp_path / "here") == contents(tmp_path / "there")


def test_missing_raw_data_is_a_clear_error(tmp_path):
    with pytest.raises(FileNotFoundError, match="expected article files"):
        build.build(tmp_path / "raw", tmp_path / "out")


def test_repeated_ids_within_and_across_files_leave_one_set_of_rows(raw, tmp_path):
    text = "Talks on tariffs opened on Monday in London, officials said."
    days = {"one,A": 10, "one,B": 11, "2025-06-10_beta_london,C": 12}
    rows = "id,title,text,date\n" + "".join(f'{name},"{text}",2025-06-{day}\n' for name, day in days.items())
    (raw / "articles" / "zz.csv").write_text(rows)
    counts = build.build(raw, tmp_path / "out")
    data = processed.load(data_dir=tmp_path / "out")
    assert data["rejects"].query("reason == 'duplicate id'")["record"].tolist() == ["3", "4"]
    assert counts.rows["articles"] == len(REPORTS) + 1
    assert data["sentences"].query("article_id == 'one'")["text"].tolist() == [text]
    beta = data["articles"].set_index("article_id").loc["2025-06-10_beta_london", "path"]
    assert beta == "articles/2025-06-10_beta_london.md"


@pytest.mark.parametrize("damage", [b"", b"\x80\x04junk"])
def test_damaged_cache_entry_is_made_anew(raw, tmp_path, damage):
    build.build(raw, tmp_path / "out")
    good = contents(tmp_path / "out")
    for entry in (tmp_path / "out" / ".cache").iterdir():
        entry.write_bytes(damage)
    build.build(raw, tmp_path / "out")
    assert contents(tmp_path / "out") == good


def test_change_of_format_killed_half_way_keeps_the_old_tables_and_check_sees_the_rest(raw, tmp_path, monkeypatch):
    out = tmp_path / "out"
    build.build(raw, out)
    old = processed.load("events", out)
    replace, moved = os.replace, []

    def die_after_three(source, target):
        if ".new" in str(source):
            moved.append(target)
            if len(moved) > 3:
                raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr(os, "replace", die_after_three)
    with pytest.raises(KeyboardInterrupt):
        build.build(raw, out, suffix="parquet")
    monkeypatch.undo()
    pd.testing.assert_frame_equal(processed.load("events", out), old)
    assert processed.load("articles", out)["article_id"].is_unique


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("datapackage.json", b"{"),
        ("datapackage.json", b"{}"),
        ("events.csv", b""),
        ("events.csv", b"\xff\xfe\x00"),
        ("articles.csv", b'a,b\n"x'),
    ],
)
def test_damaged_tables_are_one_line_of_check(raw, tmp_path, name, content):
    build.build(raw, tmp_path / "out")
    (tmp_path / "out" / name).write_bytes(content)
    assert any(name in problem for problem in check.check(raw, tmp_path / "out"))


@pytest.mark.parametrize("content", [b"", b"event_id,date\ncaf\xe9,x\n", b'event_id,date\n"x'])
def test_damaged_reference_table_is_a_clear_error(raw, tmp_path, content):
    (raw / "reference").mkdir()
    (raw / "reference" / "events.csv").write_bytes(content)
    with pytest.raises(tables.InvalidTable, match=r"events\.csv"):
        build.build(raw, tmp_path / "out")


def test_address_that_is_none_is_refused(raw, tmp_path):
    with pytest.raises(build.WrongAddress, match="--scheduler foo"):
        build.build(raw, tmp_path / "out", scheduler="foo://x")


def test_every_format_that_a_reader_gives_is_declared():
    declared = next(column for column in tables.TABLES["articles"].columns if column.name == "format").values
    assert {reader.FORM for reader in READERS} == set(declared)


def test_exports_pages_and_lists_are_built_with_everything_accounted_for(raw, tmp_path):
    shutil.copytree(Path(__file__).parent / "articles" / "gold" / "exports", raw / "private")
    build.build(raw, tmp_path / "out")
    data = load(data_dir=tmp_path / "out")
    reading = [articles.read_file(path, raw) for path in articles.list_files(raw)]
    seen = sum(len(found.articles) + len(found.rejects) for found in reading)
    assert len(data["articles"]) + len(data["rejects"]) == seen
    again = data["rejects"]["reason"] == "duplicate id"  # one export in three layouts
    assert len(data["articles"]) == sum(len(found.articles) for found in reading) - again.sum()
    assert {"nexis", "factiva", "europresse", "proquest", "references", "results"} <= set(data["articles"]["format"])
    problems = check.check(raw, tmp_path / "out")
    assert len(problems) == len(data["rejects"])  # each reject is told, and nothing of the tables is wrong
