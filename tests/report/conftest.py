"""A project with two reports and no notebooks yet."""

import pytest

from tradestudy import build, report

DIGEST = """---
publisher: Example Wire
headline: "Talks"
published: {day}
language: en
rights: digest
---
Talks on rare earths opened on Monday in London, an official said. Both sides go on tomorrow.
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    articles = tmp_path / "data" / "raw" / "articles"
    articles.mkdir(parents=True)
    for day in ("2025-06-10", "2025-06-12"):
        (articles / f"{day}_wire.md").write_text(DIGEST.format(day=day))
    build.build(tmp_path / "data" / "raw", tmp_path / "data" / "processed")
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def planned(project):
    """What would be run in the project with these options."""
    return lambda **options: report.plan(project / "notebooks", out=project / "reports", **options)
