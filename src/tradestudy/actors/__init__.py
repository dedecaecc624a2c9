"""A text -> the people and bodies named in it, their role as written and their side."""

from tradestudy.actors.gazetteer import GAZETTEER_COLUMNS, Gazetteer, prepare_gazetteer, read_gazetteer
from tradestudy.actors.mentions import ActorMention, find_actors, iter_actors
from tradestudy.actors.roles import side_of_source

__all__ = [
    "GAZETTEER_COLUMNS",
    "ActorMention",
    "Gazetteer",
    "find_actors",
    "iter_actors",
    "prepare_gazetteer",
    "read_gazetteer",
    "side_of_source",
]
