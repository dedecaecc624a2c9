import json
import os
import textwrap
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from tradestudy import articles, sentences, tables
from tradestudy.articles import intake

BODY = "Delegations of both countries sat down on Monday in London. A text is expected on Tuesday, officials said."

PAGE = f"""Economy

Delegations sit down in London

Magnets, chips and duties are on the table

Jane Roe  | 10.06.2025 - Update : 11.06.2025
Delegations sit down in London

LONDON

{BODY}

A second paragraph says “more” – at some length.

Anadolu Agency website contains only a portion of the news stories, says this made-up notice.
"""


HARD_WRAPPED = f"""Delegations sit down in London
{textwrap.fill(BODY, 72)}

{textwrap.fill("Nobody wanted to tell how long the talks would take, or whether a text would stand at their end.", 72)}
Photo: Jane Roe/Example Pictures
"""


def read_one(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return articles.read(path)


def the_article(tmp_path, name, content):
    found, rejects = read_one(tmp_path, name, content)
    assert rejects.empty, rejects.to_dict("records")
    assert len(found) == 1
    return found.iloc[0]


def the_reject(tmp_path, name, content):
    found, rejects = read_one(tmp_path, name, content)
    assert found.empty
    assert len(rejects) == 1
    return rejects.iloc[0]


# ---------------------------------------------------------------- page copies


def test_page_copy_gives_every_field_and_no_chrome(tmp_path):
    article = the_article(tmp_path, "page.txt", PAGE)
    assert article["section"] == "Economy"
    assert article["headline"] == "Delegations sit down in London"
    assert article["standfirst"] == "Magnets, chips and duties are on the table"
    assert article["byline"] == "Jane Roe"
    assert (article["published"], article["updated"]) == ("2025-06-10", "2025-06-11")
    assert article["dateline"] == "LONDON"
    assert article["publisher"] == "Anadolu Agency"
    assert article["text"] == f"{BODY}\n\nA second paragraph says “more” – at some length."
    assert article["rights"] == "private"


@pytest.mark.parametrize(
    "change", [lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t, lambda t: t.replace(" ", "\u00a0")]
)
def test_line_ends_marks_and_hard_spaces_change_nothing(tmp_path, change):
    assert the_article(tmp_path, "page.txt", change(PAGE))["text"] == the_article(tmp_path, "page.txt", PAGE)["text"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_page_in_another_encoding_reads_the_same(tmp_path, encoding):
    assert the_article(tmp_path, "page.txt", PAGE.encode(encoding))["headline"] == "Delegations sit down in London"


@pytest.mark.parametrize(
    ("line", "published", "byline"),
    [
        ("May 12, 2025 / 10:05 AM EDT / CBS News", "2025-05-12", ""),
        ("By Jane Roe and John Doe | Published May 12, 2025", "2025-05-12", "Jane Roe and John Doe"),
        ("Published 12 May 2025", "2025-05-12", ""),
        ("Last updated: 12 May 2025", "2025-05-12", ""),
        ("Jane Roe, Monday 12 May 2025 18.30 BST", "2025-05-12", "Jane Roe"),
    ],
)
def test_date_lines_of_other_sites(tmp_path, line, published, byline):
    article = the_article(
        tmp_path, "page.txt", f"Tariffs cut for ninety days\n\n{line}\n\n{BODY}\n\nShare\n\nAdvertisement\n"
    )
    assert (article["headline"], article["published"], article["byline"]) == (
        "Tariffs cut for ninety days",
        published,
        byline,
    )
    assert article["text"] == BODY


def test_inline_dateline_is_a_field_and_stays_in_the_text(tmp_path):
    body = "BEIJING, June 9 (Xinhua) -- The first meeting of the mechanism opened here on Monday, officials said."
    article = the_article(tmp_path, "page.txt", f"Mechanism meets\n\n2025-06-09\n\n{body}\n")
    assert (article["dateline"], article["publisher"], article["text"]) == ("BEIJING, June 9", "Xinhua", body)


def test_date_in_the_file_name_dates_a_page_without_date_line(tmp_path):
    assert the_article(tmp_path, "2025-05-12-truce.txt", f"Truce\n\n{BODY}\n")["published"] == "2025-05-12"


# ---------------------------------------------------------------- digests, HTML, tables

DIGEST = f"""---
publisher: Example Wire
url: https://example.org/talks
headline: "Talks: day one"
published: 2025-06-10
updated:
byline: Jane Roe
section: World
dateline: LONDON
language: en
rights: digest
---
{BODY}

Second paragraph,
hard-wrapped, with five words.
"""


def test_digest_gives_its_front_matter(tmp_path):
    article = the_article(tmp_path, "2025-06-10_example.md", DIGEST)
    assert article["article_id"] == "2025-06-10_example"
    assert article[["publisher", "headline", "published", "updated", "rights", "language"]].tolist() == [
        "Example Wire",
        "Talks: day one",
        "2025-06-10",
        "",
        "digest",
        "en",
    ]
    assert article["text"].endswith("\n\nSecond paragraph, hard-wrapped, with five words.")


HTML = f"""<!doctype html><html lang="en"><head><title>Talks open - Example</title>
<meta property="og:title" content="Talks open"><meta property="og:site_name" content="Example Times">
<meta property="article:published_time" content="2025-06-09T10:00:00Z"><meta name="author" content="Jane Roe">
<link rel="canonical" href="https://example.org/a"></head><body>
<nav><a href="/">Home</a></nav><article><h1>Talks open</h1>
<p>{BODY}</p><script>alert("never in a report")</script><p onclick="alert(1)">{BODY.replace("Monday", "Sunday")}</p>
</article><footer>All rights reserved</footer></body></html>"""


def test_saved_page_gives_metadata_and_text_without_script(tmp_path):
    article = the_article(tmp_path, "page.html", HTML)
    assert (article["headline"], article["publisher"], article["published"]) == (
        "Talks open",
        "Example Times",
        "2025-06-09",
    )
    assert article["url"] == "https://example.org/a"
    assert BODY in article["text"]
    assert "alert" not in article["text"]
    assert "Home" not in article["text"]


@pytest.mark.parametrize(
    "names",
    [
        ("title", "text", "date", "source", "url"),
        ("headline", "full_text", "published", "publisher", "link"),
        ("Title", "Body", "Publish_Date", "Media_Name", "URL"),
    ],
)
def test_tables_are_recognised_by_their_usual_names(tmp_path, names):
    values = ["Talks open", BODY, "10.06.2025", "Example Wire", "https://example.org/1"]
    pd.DataFrame([values], columns=list(names)).to_csv(tmp_path / "export.csv", index=False)
    (tmp_path / "export2.jsonl").write_text(json.dumps(dict(zip(names, values, strict=True))) + "\n")
    found, rejects = articles.read(tmp_path)
    assert rejects.empty
    fields = found[["headline", "text", "published", "publisher", "url"]].to_numpy().tolist()
    assert fields == [["Talks open", BODY, "2025-06-10", "Example Wire", "https://example.org/1"]] * 2


def test_every_row_of_a_table_is_accounted_for(tmp_path):
    rows = [
        f"1,Good,{BODY!r},2025-06-10",
        f"2,No date,{BODY!r},",
        "3,No text,,2025-06-10",
        "4,Ragged,a,b,c,d",
        f"1,Same id,{BODY!r},2025-06-11",
    ]
    found, rejects = read_one(
        tmp_path, "export.csv", "id,title,text,date\n" + "\n".join(r.replace("'", '"') for r in rows) + "\n"
    )
    assert found["article_id"].tolist() == ["1"]
    assert rejects[["record", "reason"]].to_numpy().tolist() == [
        ["3", "no date"],
        ["4", "no text"],
        ["5", "parse"],
        ["6", "duplicate id"],
    ]


def test_script_addresses_never_become_urls(tmp_path):
    bad = DIGEST.replace("https://example.org/talks", "javascript:alert(1)")
    assert the_article(tmp_path, "x.md", bad)["url"] == ""


# ---------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("zero.txt", b"", "empty"),
        ("blank.md", b" \n\n", "empty"),
        ("image.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200), "binary"),
        ("broken16.txt", b"\xff\xfe" + b"a", "encoding"),
        ("yaml.md", b"---\npublisher: [unclosed\n---\nText of five words or more.\n", "front matter"),
        ("plain.md", BODY.encode(), "front matter"),
        ("february.md", DIGEST.replace("2025-06-10", "31.02.2025").encode(), "no date"),
        ("february2.md", DIGEST.replace("2025-06-10", "2025-02-31").encode(), "no date"),
        ("undated.txt", f"Talks open\n\n{BODY}\n".encode(), "no date"),
        ("ambiguous.txt", f"Talks open\n\n06/10/2025\n\n{BODY}\n".encode(), "no date"),
        ("short.md", DIGEST.split("---\n")[1].join(["---\n", "---\nToo short.\n"]).encode(), "no text"),
        ("long.jsonl", b'{"text": "' + b"a" * 50_000_000 + b'"}\n', "too large"),
        ("list.jsonl", b"[1, 2]\n", "parse"),
        ("cut.jsonl", b'{"text": "never clo', "parse"),
        ("columns.csv", b"a,b\n1,2\n", "parse"),
        ("letter.docx", b"words", "unknown format"),
        ("shell.html", b"<html><body></body></html>", "no text"),
    ],
)
def test_bad_input_is_a_reject_with_its_reason(tmp_path, name, content, reason):
    reject = the_reject(tmp_path, name, content)
    assert (reject["path"], reject["reason"]) == (name, reason)
    assert reject["detail"]


def test_line_of_50_mb_in_a_csv_refuses_the_record_only(tmp_path):
    content = b"title,text,date\nx," + b"a" * 50_000_000 + b',2025-06-10\nok,"' + BODY.encode() + b'",2025-06-10\n'
    found, rejects = read_one(tmp_path, "big.csv", content)
    assert rejects["reason"].tolist() == ["too large"]
    assert found["headline"].tolist() == ["ok"]


def test_two_files_with_one_id_keep_the_first_and_refuse_the_second(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.md").write_text(DIGEST)
    found, rejects = articles.read(tmp_path)
    assert found["path"].tolist() == ["a/same.md"]
    assert rejects[["path", "reason"]].to_numpy().tolist() == [["b/same.md", "duplicate id"]]
    assert "a/same.md" in rejects["detail"][0]


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([".txt", ".md", ".csv", ".jsonl", ".html"]))
def test_no_bytes_crash_a_reader(tmp_path_factory, data, suffix):
    path = tmp_path_factory.mktemp("raw") / f"x{suffix}"
    path.write_bytes(data)
    found, rejects = articles.read(path)
    assert len(found) + len(rejects) >= (1 if suffix in (".txt", ".md", ".html") else 0)
    tables.validate("articles", found)
    tables.validate("rejects", rejects)


def test_missing_path_is_a_clear_error():
    with pytest.raises(FileNotFoundError, match="no such file"):
        articles.read("nowhere")


# ---------------------------------------------------------------- duplicates


def _frame(*texts):
    return pd.DataFrame(
        {"article_id": [f"a{i}" for i in range(len(texts))], "published": "2025-06-10", "text": list(texts)}
    )


LONG = " ".join(
    f"Sentence {i} of the wire report tells of tariffs, magnets and talks in city number {i * i}." for i in range(20)
)


def test_same_wire_copy_is_flagged_and_kept():
    copies = articles.find_duplicates(
        _frame(LONG, LONG + " Edited by a desk.", LONG.replace("city number 9", "town 9"), BODY)
    )
    assert copies.tolist() == ["", "a0", "a0", ""]


def test_two_reports_of_one_event_are_no_duplicates():
    other = (
        "On Monday the delegations began to talk in London; officials hope to present a text a day later, they said."
    )
    assert articles.find_duplicates(_frame(BODY, other)).tolist() == ["", ""]


def test_raw_folder_reads_articles_and_private_but_not_reference(tmp_path):
    for folder in ("articles", "private", "reference"):
        (tmp_path / folder).mkdir()
    (tmp_path / "articles" / "a.md").write_text(DIGEST)
    (tmp_path / "articles" / "README.md").write_text("not an article")
    (tmp_path / "private" / "b.txt").write_text(PAGE)
    (tmp_path / "reference" / "events.csv").write_text("event_id\n")
    found, rejects = articles.read(tmp_path)
    assert (sorted(found["article_id"]), len(rejects)) == (["a", "b"], 0)


# ---------------------------------------------------------------- what a tester from outside found


@pytest.mark.parametrize("day", ["0001-01-01T00:00:00", "9999-12-31"])
def test_null_dates_of_databases_are_no_dates(tmp_path, day):
    row = json.dumps({"title": "T", "body": BODY, "date": day})
    assert the_reject(tmp_path, "x.jsonl", row + "\n")["reason"] == "no date"


def test_half_a_surrogate_pair_does_not_stop_a_reading(tmp_path):
    row = '{"title": "T", "body": "' + BODY + ' \\ud83d cut", "date": "2025-06-10"}\n'
    assert the_article(tmp_path, "x.jsonl", row)["text"].endswith("? cut")


def test_file_name_that_is_not_utf8_is_read(tmp_path):
    name = os.fsdecode(b"2025-06-10-caf\xe9.txt")
    try:
        (tmp_path / name).write_text(f"Talks\n\n{BODY}\n")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes UTF-8 names only")
    found, rejects = articles.read(tmp_path)
    assert (len(found), len(rejects)) == (1, 0)
    assert found["path"][0] == "2025-06-10-caf\ufffd.txt"


def test_header_without_rows_is_a_reject(tmp_path):
    assert the_reject(tmp_path, "x.csv", "title,body,date\n")["reason"] == "empty"


def test_unclosed_and_stray_quotes_are_rejects_and_never_content(tmp_path):
    rows = f'title,body,date\nA,"{BODY}",2025-06-10\n"a stray "quote" in","{BODY}",2025-06-10\n'
    rows += 'B,"never closed,2025-06-10\n'
    found, rejects = read_one(tmp_path, "x.csv", rows)
    assert found["headline"].tolist() == ["A"]
    assert set(rejects["reason"]) == {"parse"}


def test_links_are_followed_once_and_what_leads_nowhere_is_a_reject(tmp_path):
    raw, elsewhere = tmp_path / "raw", tmp_path / "elsewhere"
    raw.mkdir()
    elsewhere.mkdir()
    (elsewhere / "a.md").write_text(DIGEST)
    (raw / "linked").symlink_to(elsewhere)
    (elsewhere / "loop").symlink_to(raw)
    (raw / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(raw / "pipe.txt")
    found, rejects = articles.read(raw)
    assert found["path"].tolist() == ["linked/a.md"]
    assert rejects[["path", "reason"]].to_numpy().tolist() == [["gone.txt", "parse"], ["pipe.txt", "parse"]]


def test_folder_that_cannot_be_listed_is_a_reject(tmp_path, monkeypatch):
    (tmp_path / "locked").mkdir()
    listing = Path.iterdir

    def refuse(self):
        if self.name == "locked":
            raise PermissionError(13, "Permission denied")
        return listing(self)

    monkeypatch.setattr(Path, "iterdir", refuse)
    found, rejects = articles.read(tmp_path)
    assert found.empty
    assert rejects["path"].tolist() == ["locked"]


def test_chinese_text_has_words_without_spaces(tmp_path):
    text = "中美经贸磋商机制首次会议于六月九日在伦敦举行。"
    article = the_article(tmp_path, "x.csv", f"title,body,date\n会议,{text},2025-06-10\n")
    assert article["language"] == "zh"
    assert article["n_words"] == len(text)  # every ideograph, and the full stop as a stretch of its own


def test_nested_json_gives_the_name_and_never_a_printed_dict(tmp_path):
    row = {
        "title": "T",
        "body": BODY,
        "date": "2025-06-10",
        "source": {"id": 1, "name": "Reuters"},
        "author": [{"name": "Jane Roe"}, "John Doe"],
    }
    article = the_article(tmp_path, "x.jsonl", json.dumps(row) + "\n")
    assert (article["publisher"], article["byline"]) == ("Reuters", "Jane Roe; John Doe")
    assert the_reject(tmp_path, "y.jsonl", json.dumps(row | {"body": {"a": BODY}}) + "\n")["reason"] == "no text"


def test_date_below_a_short_text_and_front_matter_with_crlf(tmp_path):
    article = the_article(tmp_path, "x.txt", f"Talks open in London\n\n{BODY}\n\nPublished: June 10, 2025\n")
    assert (article["published"], article["text"]) == ("2025-06-10", BODY)
    assert the_article(tmp_path, "y.txt", DIGEST.replace("\n", "\r\n"))["publisher"] == "Example Wire"


@pytest.mark.parametrize("error", [AssertionError("so"), RecursionError(), KeyError("x"), MemoryError()])
def test_a_reader_that_raises_makes_a_reject_and_the_reading_goes_on(tmp_path, monkeypatch, error):
    def read(data, path):
        yield {"record": "1", "headline": "Talks open", "published": "2025-06-10", "text": BODY}
        raise error

    monkeypatch.setattr(intake.table, "read", read)
    (tmp_path / "a.csv").write_text("title,body,date\n")
    (tmp_path / "b.md").write_text(DIGEST)
    found, rejects = articles.read(tmp_path)
    assert found["path"].tolist() == ["a.csv", "b.md"]
    assert rejects[["path", "reason"]].to_numpy().tolist() == [["a.csv", "parse"]]
    assert "a.csv" in rejects["detail"][0]
    assert type(error).__name__ in rejects["detail"][0]


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("saved.txt", HTML, "html"),
        ("export.txt", json.dumps({"title": "Talks open", "body": BODY, "date": "2025-06-10"}) + "\n", "jsonl"),
        ("export.dat", f'title;body;date\nTalks open;"{BODY}";2025-06-10\n', "csv"),
        ("digest", DIGEST, "digest"),
    ],
)
def test_content_tells_the_format_whatever_the_name(tmp_path, name, content, form):
    assert the_article(tmp_path, name, content)["format"] == form


@pytest.mark.parametrize("copy", [PAGE, HARD_WRAPPED, BODY])
def test_the_same_text_as_page_copy_csv_and_jsonl_gives_the_same_sentences(tmp_path, copy):
    fields = {"title": "Delegations sit down in London", "date": "2025-06-10", "body": copy}
    (tmp_path / "2025-06-10-page.txt").write_text(copy)
    pd.DataFrame([fields]).to_csv(tmp_path / "table.csv", index=False)
    (tmp_path / "lines.jsonl").write_text(json.dumps(fields) + "\n")
    found, rejects = articles.read(tmp_path)
    assert rejects.empty
    assert sorted(found["format"]) == ["csv", "jsonl", "page"]
    split = [sentences.split(text)["text"].tolist() for text in found["text"]]
    assert split[0] == split[1] == split[2]
    assert split[0][0] == "Delegations of both countries sat down on Monday in London."
    assert found["published"].unique().tolist() == ["2025-06-10"]


SECOND = PAGE.replace("London", "Geneva").replace("10.06.2025", "12.05.2025")


@pytest.mark.parametrize(
    "parted",
    [
        f"2 articles found\n\nArticle 1 of 2\n\n{PAGE}\n\nArticle 2 of 2\n\n{SECOND}",
        f"Item 1\n{PAGE}\nItem 2\n{SECOND}",
        f"{PAGE}\n{'=' * 40}\n{SECOND}",
    ],
)
def test_articles_parted_by_a_line_are_read_one_by_one(tmp_path, parted):
    found, rejects = read_one(tmp_path, "many.txt", parted)
    assert rejects.empty
    assert found[["article_id", "published"]].to_numpy().tolist() == [
        ["many-2", "2025-05-12"],
        ["many-1", "2025-06-10"],
    ]
    assert found["text"].str.contains("Article|Item").sum() == 0


@pytest.mark.parametrize("form", ["x.txt", "x.csv"])
def test_several_articles_that_nothing_parts_are_never_read_as_one(tmp_path, form):
    more = (
        f"{BODY}\n\nOfficials of both sides told reporters that they would meet again within a few weeks, they hoped."
    )
    page = f"Talks open\nBy Jane Roe\nJune 10, 2025\n{more}\n\n"
    text = page + page.replace("Talks open", "Talks end").replace("10", "11")
    content = text if form == "x.txt" else 'title,date,body\nTalks,2025-06-10,"' + text + '"\n'
    reject = the_reject(tmp_path, form, content)
    assert reject["reason"] == "parse"
    assert "heads of 2" in reject["detail"]


def test_the_day_of_a_page_is_that_of_publication_not_of_the_visit(tmp_path):
    head = "Talks open in London\nAccessed on 12 November 2025\n2 hours ago\nPublished: June 10, 2025\n"
    article = the_article(tmp_path, "x.txt", f"{head}{BODY}\n")
    assert (article["headline"], article["published"], article["text"]) == ("Talks open in London", "2025-06-10", BODY)
    assert the_reject(tmp_path, "y.txt", f"Talks open\nRetrieved 12 November 2025\n{BODY}\n")["reason"] == "no date"


def test_the_lede_of_an_untitled_text_stays_in_the_text(tmp_path):
    lede = "Both sides agreed on Monday to meet again in two weeks, according to officials who know the plans."
    article = the_article(tmp_path, "x.txt", f"June 10, 2025\n\n{lede}\n\n{BODY}\n")
    assert article["text"] == f"{lede}\n\n{BODY}"
    assert article["headline"] == " ".join(lede.split()[:12])


def test_what_is_left_out_is_kept_with_its_kind(tmp_path):
    (tmp_path / "page.txt").write_text(PAGE)
    reading = articles.read_file(tmp_path / "page.txt", tmp_path)
    assert {row["article_id"] for row in reading.removed} == {"page"}
    assert [row["kind"] for row in reading.removed] == [
        "section", "headline", "standfirst", "dates", "headline", "dateline", "notice",
    ]  # fmt: skip
    lost = set(PAGE.split()) - set(reading.articles[0]["text"].split())
    assert lost <= {word for row in reading.removed for word in row["words"].split()}


def test_a_wire_copy_on_a_page_and_in_an_export_is_flagged(tmp_path):
    paragraphs = "\n\n".join(LONG[at : at + 400].strip() + "." for at in range(0, 1600, 400))
    (tmp_path / "a.txt").write_text(
        f"Talks open\nBy Jane Roe\nJune 10, 2025\nShare\n{paragraphs}\n\nSign up for our newsletter"
    )
    (tmp_path / "b.csv").write_text(f'title,date,body\n"Talks open",2025-06-11,"{paragraphs} Enditem"\n')
    found, _ = articles.read(tmp_path)
    assert found[["article_id", "duplicate_of"]].to_numpy().tolist() == [["a", ""], ["b-2", "a"]]
