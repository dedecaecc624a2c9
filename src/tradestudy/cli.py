"""The command line: ``tradestudy build | run | check | inspect``.

Exit codes: 0 done, 1 the data or a notebook failed (named), 2 the call was wrong. Only click is imported before a
command runs.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from tradestudy import MissingExtra, __version__


class DataFailed(click.ClickException):
    """The data or a notebook failed: exit code 1."""

    exit_code = 1


def _home(*parts: str) -> Path:
    """Find a folder of the project upward from the working directory, else name it below the working directory."""
    here = Path.cwd()
    return next(
        (p.joinpath(*parts) for p in (here, *here.parents) if p.joinpath(*parts).is_dir()), here.joinpath(*parts)
    )


def _bar(label: str):
    def progress(done: Iterable, total: int) -> Iterable:
        from tqdm import tqdm

        return tqdm(done, total=total, desc=label, unit="", leave=False, disable=None)

    return progress


class Commands(click.Group):
    """The commands; one that needs an extra which is not installed says so in a sentence."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except MissingExtra as error:
            raise click.UsageError(str(error)) from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Turn news reports into dated, sourced tables, and the tables into notebooks and reports."""
    for stream in (sys.stdout, sys.stderr):  # a console that cannot show a character shows its code instead
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@main.command()
@click.option("--raw", type=click.Path(path_type=Path), help="Raw folder. [default: data/raw, searched upward]")
@click.option("--out", type=click.Path(path_type=Path), help="Where the tables go. [default: data/processed]")
@click.option("--format", "suffix", type=click.Choice(["csv", "parquet"]), default="csv", show_default=True)
@click.option("--jobs", type=click.IntRange(-1), help="Processes; -1 for one a core. [default: as the corpus needs]")
@click.option("--scheduler", default="", metavar="ADDRESS", help="Dask scheduler to run on, e.g. tcp://host:8786.")
def build(raw: Path | None, out: Path | None, suffix: str, jobs: int | None, scheduler: str) -> None:
    """Build every table of data/processed from data/raw."""
    if jobs == 0:
        raise click.UsageError("--jobs 0: expected 1 or more, or -1 for one process a core")
    from tradestudy import build as builder, tables

    raw = raw or _home("data", "raw")
    out = out or raw.parent / "processed"
    try:
        counts = builder.build(raw, out, suffix=suffix, jobs=jobs, scheduler=scheduler, progress=_bar("reading"))
    except builder.WrongAddress as error:
        raise click.UsageError(str(error)) from None
    except (FileNotFoundError, tables.InvalidTable) as error:
        raise DataFailed(str(error)) from None
    except (OSError, TimeoutError) as error:
        raise DataFailed(f"{scheduler or out}: {error}") from None
    click.echo(f"{counts.files} files ({counts.cached} unchanged) -> {out}")
    for name, rows in counts.rows.items():
        click.echo(f"{rows:>8}  {name}")
    if counts.left_out:
        told = ", ".join(f"{number} of {article}" for article, number in list(counts.left_out.items())[:5])
        more = f" and of {len(counts.left_out) - 5} more articles" if len(counts.left_out) > 5 else ""
        click.echo(f"left out as furniture of pages: {told}{more} (`tradestudy inspect FILE` shows what)")


@main.command()
@click.option("--start", default="", metavar="DATE", help="First day, YYYY-MM-DD. [default: the corpus's first]")
@click.option("--end", default="", metavar="DATE", help="Last day, inclusive. [default: the corpus's last]")
@click.option("--as-of", default="", metavar="DATE", help="Use only what had been published by that day.")
@click.option(
    "--only", multiple=True, metavar="NAME", help="Run only this notebook (01-corpus, or 01); may be repeated."
)
@click.option("-p", "extra", nargs=2, multiple=True, metavar="NAME VALUE", help="Set another notebook parameter.")
@click.option("--data", type=click.Path(path_type=Path), help="Processed tables. [default: data/processed]")
@click.option("--out", type=click.Path(path_type=Path), help="Where reports go. [default: reports]")
@click.option("--jobs", type=click.IntRange(1), default=2, show_default=True, help="Notebooks at a time.")
def run(start, end, as_of, only, extra, data, out, jobs) -> None:
    """Run the notebooks for a window of days and write a report: HTML, figures, tables, an index page."""
    from tradestudy import report, store, tables

    notebooks = _home("notebooks")
    try:
        plan = report.plan(
            notebooks,
            start=start,
            end=end,
            as_of=as_of,
            only=only,
            extra=dict(extra),
            data=data,
            out=out or notebooks.parent / "reports",
        )
    except (store.DataMissing, tables.InvalidTable) as error:
        raise DataFailed(str(error)) from None
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    try:
        outcome = report.run(plan, jobs=jobs, progress=_bar("notebooks"))
    except OSError as error:
        raise DataFailed(f"{plan.folder}: the report cannot be written: {error.strerror}") from None
    for failure in outcome.failures:
        click.echo(failure, err=True)
    click.echo(outcome.page)
    if outcome.failures:
        raise DataFailed(
            f"{len(outcome.failures)} of {len(plan.notebooks)} notebooks failed; the others are in the report"
        )


@main.command()
@click.option("--raw", type=click.Path(path_type=Path), help="Raw folder. [default: data/raw, searched upward]")
@click.option("--data", type=click.Path(path_type=Path), help="Processed tables. [default: data/processed]")
def check(raw: Path | None, data: Path | None) -> None:
    """Validate the raw folder and every table; say where they are wrong."""
    from tradestudy import check as checker

    raw = raw or _home("data", "raw")
    data = data or raw.parent / "processed"
    try:
        problems = checker.check(raw, data)
    except FileNotFoundError as error:
        raise DataFailed(str(error)) from None
    for problem in problems:
        click.echo(problem)
    if problems:
        raise DataFailed(f"{len(problems)} problem{'s' if len(problems) > 1 else ''} found")
    click.echo(f"{raw} and {data}: no problems")


@main.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--most", type=click.IntRange(1), default=3, show_default=True, help="Articles shown of a table.")
def inspect(path: Path, most: int) -> None:
    """Show what is read from one file: fields, sentences, dates, issues, people, quotations, and what was left out."""
    from tradestudy import articles, coding

    reading = articles.read_file(path, path.parent)
    found, rejects = articles.assemble([reading])
    for reject in rejects.itertuples():
        where = f"{path}{f', record {reject.record}' if reject.record else ''}"
        click.echo(f"{where}: refused: {reject.reason}: {reject.detail}", err=True)
    for article in found.head(most).to_dict("records"):
        _show(article, coding.study_articles([article]))
        for piece in reading.removed:
            if piece["article_id"] == article["article_id"]:
                click.echo(f"left out  {piece['kind']:<14}{piece['words']}")
    if len(found) > most:
        click.echo(f"({len(found) - most} more articles; --most {len(found)} shows all)")
    if not len(found):
        raise DataFailed(f"{path}: no article was read")


def _show(article: dict, studied: dict) -> None:
    for name, value in article.items():
        if name not in ("text", "sha256", "path") and value != "":
            click.echo(f"{name + ':':<14}{value}")
    for sentence in studied["sentences"].itertuples():
        click.echo(f"\n[{sentence.sentence_id}] {sentence.text}")
        for name, tell in (
            ("timexes", lambda t: f"date    {t.text!r} = {t.value} {t.mod} ({t.rule})"),
            ("issue_mentions", lambda m: f"issue   {m.text!r} = {m.issue}"),
            (
                "actor_mentions",
                lambda m: (
                    f"actor   {m.text!r} = {m.name} ({m.side}{', ' + m.role if m.role else ''}"
                    f"{', misspelt' if m.misspelt else ''})"
                ),
            ),
            (
                "quotes",
                lambda q: f"quote   {q.kind}: {q.content!r} - {q.speaker or 'nobody named'} ({q.cue or 'no cue'})",
            ),
        ):
            rows = studied[name]
            for row in rows[rows["sentence_id"] == sentence.sentence_id].itertuples():
                click.echo(f"      {tell(row)}")


if __name__ == "__main__":
    main()
