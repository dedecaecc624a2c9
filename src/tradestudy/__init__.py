"""tradestudy: datasets and re-runnable notebooks about the US-China trade talks.

The rooms, in the order in which the data walks through them; each imports only rooms before it. Rooms and the functions that
users call most are imported when they are first asked for, so that ``tradestudy --help`` does not wait for pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tradestudy.actors import find_actors
    from tradestudy.articles import read
    from tradestudy.chronology import build_events, rank_dates
    from tradestudy.issues import find_issues
    from tradestudy.quotes import find_quotes
    from tradestudy.sentences import split
    from tradestudy.store import load
    from tradestudy.timex import find_timexes
    from tradestudy.window import load_window

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

__all__ = [
    "build_events",
    "find_actors",
    "find_issues",
    "find_quotes",
    "find_timexes",
    "load",
    "load_window",
    "rank_dates",
    "read",
    "split",
    *ROOMS,
]


def __getattr__(name: str) -> Any:
    """Import a room, or the room of a function, when it is first asked for."""
    if name in _ROOM_OF:
        return getattr(import_module(f"tradestudy.{_ROOM_OF[name]}"), name)
    if name in ROOMS:
        return import_module(f"tradestudy.{name}")
    raise AttributeError(f"module 'tradestudy' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
