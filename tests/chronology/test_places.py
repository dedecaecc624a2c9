"""Places that dated clauses name."""

import pytest

from tradestudy.chronology import places as room


@pytest.mark.parametrize(
    ("clause", "places"),
    [
        ("met at Lancaster House in London on Monday", ["Lancaster House", "London"]),
        ("met in Kuala Lumpur, Malaysia", ["Kuala Lumpur"]),
        ("met in New York last week", ["New York"]),
        ("in Norway Ann Alder kept quiet", ["Norway"]),
        ("an envoy in Oslo announced a fee", ["Oslo"]),
        ("rose in March", []),
        ("rose in Beijing's view", []),
        ("a fall in Chinese exports", []),
        ("told members in Congress on Friday", []),
    ],
)
def test_places(clause, places):
    assert [place for place, _ in room.find_places(clause)] == places


def test_a_city_weighs_more_than_its_country():
    weight = dict(room.find_places("met in Busan on Thursday"))["Busan"]
    assert weight > 3 * dict(room.find_places("met in South Korea on Thursday"))["South Korea"]
