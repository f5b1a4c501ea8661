"""Bars beneath each other: one scale, numbers that align, and never wider than their room."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from planner.tui.bar_rows import Bar, bars
from planner.tui.line import UNICODE, Line


def written(drawn: list[Line]) -> list[str]:
    """Return lines as text."""
    return ["".join(text for text, _ in line.left) for line in drawn]


def test_bars_share_one_scale_and_align_their_numbers() -> None:
    drawn = written(bars([Bar("calls", 40, "40", "before 30"), Bar("emails", 20, "20", "before  9")], 60, UNICODE))
    assert drawn[0].index("40") == drawn[1].index("20")
    assert drawn[0].count("━") == 2 * drawn[1].count("━")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.text(alphabet="ab田[/]", max_size=30), st.integers(0, 10**14)), max_size=12),
    st.integers(20, 200),
)
def test_any_bars_are_no_wider_than_their_room_where_numbers_fit(rows: list[tuple[str, int]], width: int) -> None:
    drawn = written(bars([Bar(name, value, "9") for name, value in rows], width, UNICODE))
    assert len(drawn) == len(rows)
    assert all(cell_len(line) <= width for line in drawn)
