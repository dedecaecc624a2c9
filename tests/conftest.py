"""A small raw folder: three reports of June 2025 and an empty file."""

import pytest

DIGEST = """---
publisher: {publisher}
url: https://example.org/{name}
headline: "{headline}"
published: {published}
language: en
rights: digest
---
{text}
"""
REPORTS = {
    "2025-06-06_alpha_call": (
        "Alpha",
        "2025-06-06",
        "President Donald Trump spoke with Chinese President Xi Jinping by telephone on Thursday. "
        "Both will let their teams meet in London on Monday.",
    ),
    "2025-06-10_beta_london": (
        "Beta",
        "2025-06-10",
        "Talks on tariffs and rare earths opened on Monday in London. "
        "“We are doing well,” Treasury Secretary Scott Bessent said.",
    ),
    "2025-06-11_gamma_london": (
        "Gamma",
        "2025-06-11",
        "Negotiators in London agreed on a framework late on Tuesday, Commerce Secretary Howard Lutnick said. "
        "Talks had opened on Monday.",
    ),
}


@pytest.fixture
def raw(tmp_path):
    folder = tmp_path / "raw" / "articles"
    folder.mkdir(parents=True)
    for name, (publisher, published, text) in REPORTS.items():
        (folder / f"{name}.md").write_text(
            DIGEST.format(publisher=publisher, name=name, headline=name, published=published, text=text)
        )
    (folder / "broken.txt").write_bytes(b"")
    return tmp_path / "raw"
