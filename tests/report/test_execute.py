from pathlib import Path

from click.testing import CliRunner

from small_notebooks import PARAMETERS, write_notebook
from tradestudy import report
from tradestudy.cli import main


def test_values_given_name_their_own_report(project, planned):
    write_notebook(project / "notebooks", "01-a", "1", parameters=PARAMETERS + '\nterm = "x"\ndays = 30')
    plain, given = planned(), planned(extra={"days": "21", "pivot": "2025-10-09"})
    assert given.folder.name == f"{plain.folder.name}_pivot-2025-10-09_days-21"
    terms = {planned(extra={"term": term}).folder.name for term in ("rare earth*", "rare-earth", "rare earth", "../..")}
    assert len(terms) == 4
    assert not any(set("/ *") & set(name) for name in terms)
    page = report.run(given).page.read_text()
    assert "<title>US-China trade talks, 2025-06-10 to 2025-06-12 (pivot 2025-10-09, days 21)</title>" in page
    assert "2025-06-10 to 2025-06-12; pivot 2025-10-09, days 21</p>" in page


def test_a_relative_folder_is_meant_from_where_one_stands(project):
    for stem in ("01-a", "02-b", "03-c"):
        write_notebook(
            project / "notebooks",
            stem,
            "from tradestudy.report import keep\nimport pandas",
            f"keep(pandas.DataFrame({{'a': [1]}}), '{stem}', save_to)",
        )
    result = CliRunner().invoke(main, ["run", "--out", "r", "--data", "data/processed"])
    assert result.exit_code == 0, result.output
    assert Path.cwd() == project
    [folder] = (project / "r").iterdir()
    assert [p.name for p in sorted((folder / "tables").iterdir())] == ["01-a.csv", "02-b.csv", "03-c.csv"]
    assert not (project / "notebooks" / "r").exists()


def test_only_renews_its_part_and_leaves_the_rest_standing(project, planned):
    source = (
        "from tradestudy.report import keep\nimport pandas\nkeep(pandas.DataFrame({{'a': [{n}]}}), '{name}', save_to)"
    )
    write_notebook(project / "notebooks", "01-a", source.format(n=1, name="01-old"))
    write_notebook(project / "notebooks", "02-b", source.format(n=1, name="02-b"))
    folder = report.run(planned()).page.parent
    write_notebook(project / "notebooks", "01-a", source.format(n=2, name="01-new"))
    write_notebook(project / "notebooks", "02-b", source.format(n=2, name="02-b"))
    page = report.run(planned(only=["01"])).page.read_text()
    written = {p.stem: p.read_text() for p in (folder / "tables").iterdir()}
    assert written == {"01-new": "a\n2\n", "02-b": "a\n1\n"}
    assert all(f'href="{name}"' in page for name in ("01-a.html", "02-b.html", "tables/01-new.csv", "tables/02-b.csv"))
    (project / "notebooks" / "02-b.ipynb").unlink()
    page = report.run(planned()).page.read_text()
    assert "02-b" not in page
    assert not list(folder.rglob("02-b*"))


def test_a_failed_notebook_keeps_its_last_good_page_and_the_index_says_so(project, planned):
    write_notebook(project / "notebooks", "01-a", "1")
    write_notebook(project / "notebooks", "02-b", "'good words'")
    folder = report.run(planned()).page.parent
    write_notebook(project / "notebooks", "02-b", "1/0")
    for only in ([], ["02"], ["01"]):  # a run of another notebook does not hide the failure
        page = report.run(planned(only=only)).page.read_text()
        assert "02-b.ipynb: cell 4 failed: ZeroDivisionError" in page
        assert "the last run that succeeded" in page
        assert "good words" in (folder / "02-b.html").read_text()
    write_notebook(project / "notebooks", "02-b", "'better words'")
    assert "failed" not in report.run(planned(only=["02"])).page.read_text().split("</style>")[1]
    assert "better words" in (folder / "02-b.html").read_text()


def test_a_kernel_that_does_not_start_is_tried_once_more(project, planned, monkeypatch):
    import nbclient

    write_notebook(project / "notebooks", "01-a", "'words'")
    started, execute = [], nbclient.NotebookClient.execute

    def clash(self, *args, **options):
        started.append(self)
        if len(started) <= clashes:
            raise RuntimeError("Kernel died before replying to kernel_info")
        return execute(self, *args, **options)

    monkeypatch.setattr(nbclient.NotebookClient, "execute", clash)
    clashes = 1
    assert report.run(planned()).failures == []
    clashes = 9
    assert "did not run: RuntimeError: Kernel died" in report.run(planned()).failures[0]


def test_a_failing_notebook_is_named_with_its_cell_and_the_others_finish(project, planned):
    write_notebook(
        project / "notebooks", "01-good", "from IPython.display import Markdown\nMarkdown(f'**Found** <b>{start}</b>')"
    )
    write_notebook(project / "notebooks", "02-bad", "1", "1/0")
    outcome = report.run(planned(start="2025-06-10"))
    assert outcome.failures == ["02-bad.ipynb: cell 5 failed: ZeroDivisionError: division by zero"]
    page = outcome.page.read_text()
    assert "<strong>Found</strong>" in page
    assert "02-bad.ipynb: cell 5 failed" in page
    assert (outcome.page.parent / "01-good.html").exists()


def test_command_line_exits_1_on_a_failing_notebook_and_2_on_a_wrong_call(project):
    write_notebook(project / "notebooks", "01-bad", "1/0")
    failed = CliRunner().invoke(main, ["run"])
    assert (failed.exit_code, "01-bad.ipynb: cell 4 failed" in failed.output) == (1, True)
    wrong = CliRunner().invoke(main, ["run", "-p", "topp", "3"])
    assert (wrong.exit_code, "no such parameter" in wrong.output) == (2, True)


def test_same_data_give_the_same_bytes(project, planned):
    source = "import pandas as pd\npd.DataFrame({'start': [start]})"
    write_notebook(project / "notebooks", "01-a", source)
    first = {p.name: p.read_bytes() for p in report.run(planned()).page.parent.iterdir()}
    second = {p.name: p.read_bytes() for p in report.run(planned()).page.parent.iterdir()}
    assert first == second
    assert str(project).encode() not in b"".join(first.values())


def test_stored_outputs_do_not_change_from_run_to_run(project):
    write_notebook(project / "notebooks", "01-a", "import pandas as pd\npd.DataFrame({'a': [top]})")
    assert report.store_outputs(project / "notebooks") == []
    first = (project / "notebooks" / "01-a.ipynb").read_bytes()
    report.store_outputs(project / "notebooks")
    assert (project / "notebooks" / "01-a.ipynb").read_bytes() == first


def test_run_in_which_everything_fails_leaves_the_last_good_report(project, planned):
    write_notebook(project / "notebooks", "01-a", "1 / len(str(pivot).replace('x', ''))")
    good = report.run(planned())
    assert good.failures == []
    before = (good.page.parent / "01-a.html").read_bytes()
    bad = report.run(planned()._replace(notebooks=[(project / "notebooks" / "01-a.ipynb", {"pivot": "x"})]))
    assert bad.failures
    assert (bad.page.parent / "01-a.html").read_bytes() == before


def test_report_that_cannot_be_written_is_one_line(project):
    write_notebook(project / "notebooks", "01-a", "1")
    (project / "file").write_text("no folder")
    result = CliRunner().invoke(main, ["run", "--out", "file"])
    assert (result.exit_code, "the report cannot be written" in result.output) == (1, True)
