"""Two reports and what follows from them: the tables that notebooks are given."""

import pytest

from tradestudy import chronology, coding, tables

ROWS = [
    {
        "article_id": "a",
        "published": "2025-06-06",
        "publisher": "Alpha",
        "text": "President Donald Trump spoke with Xi Jinping on Thursday. "
        "The <b>teams</b> will meet in London on Monday.",
    },
    {
        "article_id": "b",
        "published": "2025-06-10",
        "publisher": "Beta",
        "text": "Talks on rare earths opened on Monday in London, Treasury Secretary Scott Bessent said.",
    },
]


@pytest.fixture(scope="module")
def data():
    articles = tables.frame(
        "articles",
        [
            {**row, "url": "https://example.org/" + row["article_id"], "rights": "private", "n_words": 20}
            for row in ROWS
        ],
    )
    result = {"articles": articles, **coding.study_articles(ROWS)}
    result |= chronology.chronicle(result)
    reference = tables.frame(
        "reference_events",
        [
            {
                "event_id": "r1",
                "date": "2025-06-05",
                "last": "2025-06-05",
                "kind": "call",
                "label": "Call",
                "status": "occurred",
                "core": "yes",
                "confidence": "high",
                "digests": "a",
                "source_2_url": "x",
            },
            {
                "event_id": "r2",
                "date": "2025-06-09",
                "last": "2025-06-10",
                "kind": "round",
                "label": "London",
                "place": "London",
                "status": "occurred",
                "core": "yes",
                "confidence": "low",
                "digests": "b",
            },
        ],
    )
    tariffs = tables.frame("tariffs", [("2025-05-14", "US", "cut", -115.0, 30.0, 24.0, "", *[""] * 8, "")])
    return result | {
        "reference_events": reference,
        "tariffs": tariffs,
        "publishers": tables.frame("publishers", [("Alpha", "China")]),
        "rejects": tables.frame("rejects"),
    }
