"""tradestudy: datasets and re-runnable notebooks about the US-China trade talks.

The rooms, in the order in which the data walks through them; each imports only rooms before it. Rooms, and the
functions that users call most, are imported when they are first asked for, so that ``tradestudy --help`` does not wait
for pandas.
"""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tradestudy.actors import find_actors as find_actors
    from tradestudy.articles import read as read
    from tradestudy.chronology import build_events as build_events, rank_dates as rank_dates
    from tradestudy.issues import find_issues as find_issues
    from tradestudy.quotes import find_quotes as find_quotes
    from tradestudy.sentences import split as split
    from tradestudy.store import load as load
    from tradestudy.timex import find_timexes as find_timexes
    from tradestudy.window import load_window as load_window

__version__ = "0.1.0"

ROOMS: dict[str, tuple[str, ...]] = {
    "tables": (),
    "terms": (),
    "sentences": ("split",),
    "articles": ("read",),
    "timex": ("find_timexes",),
    "issues": ("find_issues",),
    "actors": ("find_actors",),
    "quotes": ("find_quotes",),
    "coding": (),
    "chronology": ("build_events", "rank_dates"),
    "store": ("load",),
    "window": ("load_window",),
    "analysis": (),
    "build": (),
    "check": (),
    "report": (),
    "cli": (),
}
_ROOM_OF = {name: room for room, names in ROOMS.items() for name in names}


class MissingExtra(ImportError):
    """Something is asked for that an extra brings, and the extra is not installed."""


@cache
def require(extra: str) -> None:
    """Make sure that an extra of this package is installed, before the first of its modules is imported.

    Raises
    ------
    MissingExtra
        With the command that installs it.
    """
    import re
    from importlib import metadata

    try:
        wanted = [line for line in metadata.requires("tradestudy") or [] if f"extra == '{extra}'" in line]
    except metadata.PackageNotFoundError:  # run from its source: who does that has installed what it needs
        return
    for line in wanted:
        name = re.split(r"[^\w.-]", line, maxsplit=1)[0]
        try:
            metadata.version(name)
        except metadata.PackageNotFoundError:
            raise MissingExtra(f"{name} is not installed: pip install 'tradestudy[{extra}]'") from None


def __getattr__(name: str) -> Any:
    """Import a room, or the room of a function, when it is first asked for."""
    if name in _ROOM_OF:
        return getattr(import_module(f"tradestudy.{_ROOM_OF[name]}"), name)
    if name in ROOMS:
        return import_module(f"tradestudy.{name}")
    raise AttributeError(f"module 'tradestudy' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*_ROOM_OF, *ROOMS, "__version__"])
