import pandas as pd

from small_notebooks import write_notebook
from tradestudy import report


def test_no_script_reaches_a_page(project, planned):
    attack = (
        "from IPython.display import HTML, Markdown\nHTML('<script>alert(1)</script><img src=x onerror=alert(2)>"
        "<details><summary>s</summary>kept</details>')"
    )
    write_notebook(project / "notebooks", "01-a", attack, "Markdown('<script>alert(3)</script>')")
    outcome = report.run(planned())
    pages = outcome.page.read_text() + (outcome.page.parent / "01-a.html").read_text()
    assert "alert(1)" not in pages.replace("&lt;script&gt;alert(1)", "")
    assert "onerror" not in pages.replace("&lt;img", "").split("<body")[-1] or "<img src=x" not in pages
    assert "<script" not in pages
    assert "<details" in pages


def test_kept_items_are_written_and_handed_back(tmp_path):
    from tradestudy.analysis import figures

    table = pd.DataFrame({"day": ["2025-05-12"], "n": [1]})
    assert report.keep(table, "01-days", tmp_path) is table
    assert (tmp_path / "tables" / "01-days.csv").read_text() == "day,n\n2025-05-12,1\n"
    figure = figures.say_empty()
    assert report.keep(figure, "01-none", tmp_path) is figure
    written = {p.name: p.read_bytes() for p in (tmp_path / "figures").iterdir()}
    assert set(written) == {"01-none.png", "01-none.svg"}
    assert (tmp_path / "kept.txt").read_text().split() == [
        "tables/01-days.csv",
        "figures/01-none.png",
        "figures/01-none.svg",
    ]
    report.keep(figures.say_empty(), "01-none", tmp_path)
    assert written == {p.name: p.read_bytes() for p in (tmp_path / "figures").iterdir()}
