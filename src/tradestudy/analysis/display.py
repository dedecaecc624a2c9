"""Tables to look at: laid out for reading, or filled into a template with everything from the articles escaped."""

from __future__ import annotations

from typing import Any

from tradestudy.terms import read_lexicon

SIDES = {row["side"]: row for row in sorted(read_lexicon("sides.csv"), key=lambda row: int(row["order"]))}


def write_name(name: object) -> str:
    """Write an issue's id, or any other name, as words.

    Examples
    --------
    >>> write_name("export_controls")
    'export controls'
    """
    return str(name).replace("_", " ")


def fill(package: str, template: str, **values: Any) -> str:
    """Fill an HTML template of a package's templates folder; what is no markup already is escaped."""
    from jinja2 import Environment, PackageLoader

    loader = PackageLoader(package)
    return Environment(loader=loader, autoescape=True, trim_blocks=True).get_template(template).render(values)
