"""Pages in own words, shaped line by line like real ones: no paragraph is lost or glued, and furniture goes.

gold/pages.txt holds the pages with a code before each line, gold/pages.csv the fields that they tell. Each is read as a
page copy and as a row of CSV that knows its headline and day.
"""

import csv
import re
from pathlib import Path

import pytest

from tradestudy import articles

HERE = Path(__file__).parent / "gold"
FIELDS = {row["page"]: row for row in csv.DictReader((HERE / "pages.csv").open(encoding="utf-8"))}
PAGES = {
    name[:2]: [line.partition(" ")[::2] for line in rest.rstrip().split("\n")]
    for name, _, rest in (
        part.partition("\n") for part in re.split(r"(?m)^=== ", (HERE / "pages.txt").read_text(encoding="utf-8"))[1:]
    )
}


def raw(lines):
    """The page as it would be copied."""
    return "\n".join(("\n" * (code == "=")) + words.partition(" => ")[0] for code, words in lines)


def expected(lines):
    """The paragraphs of its report, headings within it among them."""
    found = []
    for code, words in lines:
        if code in ("r", "k", "~"):
            found.append(words.partition(" => ")[2] or words)
        elif code == "+" or code == "=":
            found[-1] += " " + words
    return found


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Each page by its number: read as a page copy, and as a row of CSV."""
    folder = tmp_path_factory.mktemp("gold")
    with (folder / "table.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["id", "headline", "published", "text"])
        for page, lines in PAGES.items():
            table.writerow([f"row-{page}", FIELDS[page]["headline"], FIELDS[page]["published"], raw(lines)])
            (folder / f"{page}.txt").write_text(raw(lines), encoding="utf-8")
    found, rejects = articles.read(folder)
    assert rejects.empty, rejects.to_dict("records")
    return found.set_index("article_id").to_dict("index")


@pytest.mark.parametrize("page", PAGES)
def test_the_report_is_whole_and_nothing_else_is_in_it(read, page):
    want = expected(PAGES[page])
    assert read[page]["text"].split("\n\n") == want
    assert read[f"row-{page}"]["text"].split("\n\n") == want


@pytest.mark.parametrize("page", FIELDS)
def test_the_head_is_read(read, page):
    want = {name: value for name, value in FIELDS[page].items() if name != "page" and value}
    assert {name: read[page][name] for name in want} == want
