import pytest
from click.testing import CliRunner

from tradestudy.cli import main

REPORT = """---
publisher: Example Wire
headline: "Talks: day one"
published: 2025-06-10
language: en
rights: digest
---
Talks on rare earths opened on Monday in London. “We are doing well,” Treasury Secretary Scott Bessent said.
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / "data" / "raw" / "articles").mkdir(parents=True)
    (tmp_path / "data" / "raw" / "articles" / "one.md").write_text(REPORT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*words):
    return CliRunner().invoke(main, list(words))


def test_build_check_and_inspect_in_a_folder_of_ones_own(project):
    built = call("build")
    assert built.exit_code == 0, built.output
    assert "1  articles" in built.output
    checked = call("check")
    assert (checked.exit_code, "no problems" in checked.output) == (0, True)
    seen = call("inspect", "data/raw/articles/one.md")
    assert seen.exit_code == 0
    for told in (
        "Example Wire",
        "'Monday' = 2025-06-09",
        "'rare earths' = rare_earths",
        "Scott Bessent (US",
        "direct: ",
    ):
        assert told in seen.output


def test_data_that_fail_exit_1_and_say_where(project):
    (project / "data" / "raw" / "articles" / "two.txt").write_bytes(b"")
    assert call("build").exit_code == 0
    checked = call("check")
    assert checked.exit_code == 1
    assert "two.txt: empty" in checked.output
    refused = call("inspect", "data/raw/articles/two.txt")
    assert refused.exit_code == 1
    assert "Traceback" not in refused.output + checked.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["build", "--format", "xlsx"], "'xlsx' is not one of"),
        (["build", "--jobs", "0"], "--jobs 0"),
        (["inspect", "nowhere.txt"], "does not exist"),
        (["dance"], "No such command"),
        (["run", "--start", "31.02.2025"], "expected a day as YYYY-MM-DD"),
        (["run", "--start", "2025-07-01", "--end", "2025-06-01"], "swap them"),
    ],
)
def test_a_wrong_call_exits_2_with_a_hint(project, words, told):
    result = call(*words)
    assert result.exit_code == 2
    assert told in result.output


def test_build_without_raw_data_exits_1(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = call("build", "--raw", "nowhere")
    assert (result.exit_code, "expected article files" in result.output) == (1, True)
