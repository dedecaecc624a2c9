"""A text -> the people and bodies named in it, their role as written and their side."""

from tradestudy.actors.mentions import GAZETTEER_COLUMNS, find_actors, read_gazetteer

__all__ = ["GAZETTEER_COLUMNS", "find_actors", "read_gazetteer"]
