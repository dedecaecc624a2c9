"""Database exports and result lists: files in our own words, shaped line by line like real ones, and their content."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from tradestudy.articles import read_file
from tradestudy.articles.readers.wording import find_day, opens_with_day

HERE = Path(__file__).resolve().parents[1] / "gold" / "exports"
CASES = list(csv.DictReader((HERE.parents[2] / "cases" / "exports.csv").open(encoding="utf-8")))
FILES = sorted({case["file"] for case in CASES})
TOLD = ["headline", "published", "publisher", "byline", "section"]
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PAGE = """<html lang="en"><head><title>Envoys return to the table after a long pause</title>
<meta property="article:published_time" content="2025-06-10T16:38:00Z"></head><body><article>
<h1>Envoys return to the table after a long pause</h1>
<p>The envoys of both governments sat down in a riverside mansion on Monday, four weeks after the truce that had
stopped the last round of duties.</p>
<p>A delegate said that most of the list had been agreed on before the lights went out.</p></article></body></html>"""


def as_docx(lines):
    """A Word file with a paragraph a line; a word within is set off, as a search term is."""
    escaped = (line.replace("&", "&amp;").replace("<", "&lt;") for line in lines)
    text = "".join(
        f"<w:p><w:r><w:t>{a}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{b}</w:t></w:r></w:p>"
        for a, b in map(cut, escaped)
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{text}</w:body></w:document>')
    return packed.getvalue()


def cut(line):
    at = line.find(" ", len(line) // 2) + 1
    return line[:at], line[at:]


def as_rtf(lines):
    """Rich text with a paragraph a line, its first letters a link, all of it on one line of the file."""
    link = '{{\\field{{\\*\\fldinst{{HYPERLINK "https://example.org/?a=1"}}}}{{\\fldrslt{{\\cf1 {}}}}}}}'
    shown = (f"{{{link.format(_escaped(line[:3]))}{_escaped(line[3:])}\\par}}" for line in lines)
    return ("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}" + "".join(shown) + "}").encode()


def _escaped(text):
    plain = re.sub(r"([\\{}])", r"\\\1", text)
    return "".join(c if c < "\x80" else f"\\u{ord(c)}?" for c in plain)


def as_warc():
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    packed = io.BytesIO()
    writer = WARCWriter(packed, gzip=True)
    for status, kind, body in (
        ("200 OK", "text/html", PAGE),
        ("404 Not Found", "text/html", "gone"),
        ("200 OK", "text/css", "p{}"),
    ):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.0")
        writer.write_record(
            writer.create_warc_record(
                "https://example.org/envoys", "response", payload=io.BytesIO(body.encode()), http_headers=headers
            )
        )
    return packed.getvalue()


def make(name):
    """The bytes of a file of the cases: as it lies there, or packed from its lines."""
    stem, suffix = name.rsplit(".", 1)
    if name == "pages.warc.gz":
        return as_warc()
    if suffix in ("docx", "rtf"):
        lines = (HERE / f"{stem}.lines").read_text(encoding="utf-8").split("\n")
        return as_docx(lines) if suffix == "docx" else as_rtf(lines)
    return (HERE / name).read_bytes()


def read_bytes(data, folder, name="export.dat"):
    (folder / name).write_bytes(data)
    return read_file(folder / name, folder)


@pytest.mark.parametrize("name", FILES)
def test_every_article_of_an_export_is_read_or_refused_by_itself(name, tmp_path):
    """By its content: the file's name tells nothing."""
    reading = read_bytes(make(name), tmp_path)
    articles = {article["record"]: article for article in reading.articles}
    rejects = {reject["record"]: reject["reason"] for reject in reading.rejects}
    cases = [case for case in CASES if case["file"] == name]
    assert rejects == {case["record"]: case["reason"] for case in cases if case["reason"]}, reading.rejects
    assert sorted(articles) == sorted(case["record"] for case in cases if not case["reason"])
    for case in cases:
        if article := articles.get(case["record"]):
            told = [*TOLD, "language"] if case["language"] else TOLD
            assert {name: article[name] for name in told} == {name: case[name] for name in told}
            assert article["text"].startswith(case["starts"])
            assert article["text"].endswith(case["ends"])


@pytest.mark.parametrize("name", ["nexis-uni-en", "nexis-uni-de"])
def test_rich_text_reads_like_word(name, tmp_path):
    word, rich = (read_bytes(make(f"{name}.{suffix}"), tmp_path) for suffix in ("docx", "rtf"))
    assert [a["text"] for a in word.articles] == [a["text"] for a in rich.articles]
    assert [(a["headline"], a["published"]) for a in word.articles] == [
        (a["headline"], a["published"]) for a in rich.articles
    ]


def test_paragraphs_of_an_export_stay_apart(tmp_path):
    first = read_bytes(make("lexisnexis-de.txt"), tmp_path).articles[0]
    assert [p.split()[0] for p in first["text"].split("\n\n")] == ["Die", "Man", "Das"]
    assert "am Fluss getroffen" in first["text"]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("name", ["lexisnexis-de.txt", "lexisnexis-fr.txt", "proquest.txt"])
def test_an_export_in_another_encoding_reads_the_same(name, encoding, tmp_path):
    text = (HERE / name).read_text(encoding="utf-8")
    told = [read_bytes(data, tmp_path) for data in (text.encode(), text.replace("\n", "\r\n").encode(encoding))]
    assert told[0] == told[1]


@pytest.mark.parametrize("name", ["mediacloud.csv", "gdelt.json", "gdelt-gkg.csv", "newsapi.json"])
def test_a_row_without_text_keeps_the_address_to_fetch(name, tmp_path):
    details = [reject["detail"] for reject in read_bytes(make(name), tmp_path).rejects]
    assert details
    assert all(re.match(r"https://\S+ : ", detail) for detail in details)


@pytest.mark.parametrize(
    ("data", "looked_for"),
    [
        (as_docx(["A letter", "Dear reader, nothing of this came from an archive."]), "End of Document"),
        (as_rtf(["A letter", "Dear reader, nothing of this came from an archive."]), "Document CODE"),
        (b"<html><head><title>Factiva</title></head><body><p>A list of hits.</p></body></html>", "enArticle"),
        (b'{"results": {"page": 1}}', "list"),
    ],
)
def test_an_unknown_layout_is_told_by_what_was_looked_for(data, looked_for, tmp_path):
    reading = read_bytes(data, tmp_path)
    assert reading.articles == []
    assert [reject["reason"] for reject in reading.rejects] == ["unknown format"]
    assert looked_for in reading.rejects[0]["detail"]


EXPORTS = {name: make(name) for name in FILES}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("damaged")


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_a_damaged_export_gives_articles_and_rejects_and_raises_nothing(folder, data):
    export = EXPORTS[data.draw(st.sampled_from(FILES))]
    length = data.draw(st.integers(1, len(export)))
    at = data.draw(st.integers(0, length - 1))
    damaged = export[:at] + data.draw(st.binary(max_size=6)) + export[at + data.draw(st.integers(0, 40)) : length]
    reading = read_bytes(damaged or b" ", folder)
    assert reading.articles or reading.rejects
    assert not [r for r in reading.rejects if "Error" in r["detail"] and "reading stopped" in r["detail"]], (
        reading.rejects
    )


@pytest.mark.parametrize(
    ("line", "language", "day"),
    [
        ("Dienstag 10. Juni 2025", "de", "2025-06-10"),
        ("1er août 2025 vendredi", "fr", "2025-08-01"),
        ("10 de junio de 2025 martes", "es", "2025-06-10"),
        ("martedì 10 giugno 2025", "it", "2025-06-10"),
        ("terça-feira, 10 de março de 2025", "pt", "2025-03-10"),
        ("dinsdag 10 mei 2025", "nl", "2025-05-10"),
        ("Jun 10, 2025", "en", "2025-06-10"),
        ("2025 Jun 10", "en", "2025-06-10"),
        ("03/06/2025", "fr", "2025-06-03"),
        ("03/06/2025", "en", "03/06/2025"),
        ("February 30, 2025", "en", ""),
        ("June 2025", "en", ""),
    ],
)
def test_a_day_is_read_in_the_language_of_the_interface(line, language, day):
    assert find_day(line, language) == day


def test_a_headline_with_figures_is_no_date_line():
    assert not opens_with_day("Rebuilding after the truce, part 19, 2025")
    assert not opens_with_day("What May 12, 2025 changed")
    assert opens_with_day("Tuesday, July 29, 2025, Final Edition")


def test_an_article_saved_alone_keeps_a_headline_of_two_lines(tmp_path):
    lines = (HERE / "nexis-uni-en.lines").read_text(encoding="utf-8").split("\n")
    first = lines.index("Envoys return to the table after a long pause", 7)
    alone = ["A long wait ends", *lines[first : lines.index("End of Document")]]
    articles = read_bytes(as_docx(alone), tmp_path).articles
    assert [a["headline"] for a in articles] == ["A long wait ends Envoys return to the table after a long pause"]


def test_a_file_in_which_no_head_is_found_is_refused_not_dropped(tmp_path):
    reading = read_bytes(as_docx(["A title", "Length: 12 words", "A text that stands below no day at all."]), tmp_path)
    assert [reject["reason"] for reject in reading.rejects] == ["no date"]


def test_a_long_address_to_fetch_is_not_cut(tmp_path):
    address = "https://example.org/" + "a" * 500
    rejects = read_bytes(f"title,url\nEnvoys return,{address}\n".encode(), tmp_path).rejects
    assert [reject["detail"].split(" ")[0] for reject in rejects] == [address]
