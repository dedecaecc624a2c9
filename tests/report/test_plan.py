import pytest

from small_notebooks import write_notebook


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"start": "2025-07-01", "end": "2025-06-01"}, "swap them"),
        ({"start": "31.02.2025"}, "expected a day as YYYY-MM-DD"),
        ({"extra": {"topp": "3"}}, "no such parameter in 01-a; expected one of pivot, top"),
        ({"extra": {"top": "many"}}, "expected a whole number"),
        ({"extra": {"pivot": "2025-02-30"}}, "expected a day"),
        ({"extra": {"pivot": ""}}, "expected a day"),
        ({"only": ["09-b"]}, "expected one of 01-a"),
        ({"as_of": "2025-06-01", "start": "2025-06-05"}, "nothing of the window was known"),
        ({"as_of": "2025-01-01"}, "nothing of the window was known"),
        ({"end": "2024-01-01"}, "no article was published from 2025-06-10 to 2024-01-01"),
        ({"start": "2030-01-01"}, "no article was published from 2030-01-01 to 2025-06-12"),
        ({"extra": {"start": "2025-06-11"}}, "-p start: set by --start"),
        ({"extra": {"save_to": "x"}}, "-p save_to: set by"),
    ],
)
def test_a_wrong_call_is_refused_before_any_kernel_starts(project, planned, options, told):
    write_notebook(project / "notebooks", "01-a", "1/0")
    with pytest.raises(ValueError, match=told):
        planned(**options)


def test_dates_and_parameters_reach_the_notebooks_that_take_them(project, planned):
    write_notebook(project / "notebooks", "01-a", "1")
    write_notebook(project / "notebooks", "02-b", "1", parameters='start = ""\nend = ""')
    plan = planned(start="2025-06-11", extra={"top": "3"})
    first, second = (values for _, values in plan.notebooks)
    assert (first["start"], first["top"], "top" in second) == ("2025-06-11", 3, False)
    assert plan.folder.name == "2025-06-11_2025-06-12_top-3"
