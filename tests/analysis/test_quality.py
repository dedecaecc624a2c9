from tradestudy.analysis import quality


def test_rows_dates_quotations_and_sources_are_counted(data):
    assert quality.count_rows(data).set_index("table").loc["articles"].tolist() == [2, 2]
    rules = quality.count_dates(data["timexes"])
    assert rules["n"].sum() == len(data["timexes"]) == rules["one_day"].sum()
    assert quality.count_sources(data["reference_events"]).to_numpy().tolist() == [["2025-06", 2, 2, 1, 2, 1, 0, 1]]
    kinds = quality.count_quotes(data["quotes"]).set_index("kind")
    assert kinds["n"].to_dict() == {"direct": 0, "indirect": 1, "mixed": 0, "stance": 0}


def test_nothing_gives_the_same_columns(data):
    for function, table in (
        (quality.count_dates, "timexes"),
        (quality.count_quotes, "quotes"),
        (quality.count_sources, "reference_events"),
    ):
        assert function(data[table].head(0)).dtypes.equals(function(data[table]).dtypes)
