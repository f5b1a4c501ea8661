"""Lines within a border, each of which is kept once it is painted. It knows neither what they say nor how they look.

Textual works out the border of a line whenever it paints the line, which takes longer than what stands in it.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.segment import Segment
    from textual.color import Color
    from textual.filter import LineFilter

MOST_STRIPS = 400
"""Painted lines that are kept."""

Look = TypeVar("Look", bound=Hashable)


class Border(NamedTuple):
    """The border of a widget of a size."""

    size: Size
    head: Sequence[Strip]
    foot: Sequence[Strip]
    left: Strip
    """What stands at the side of each line."""
    right: Strip
    filters: Sequence["LineFilter"]
    """What the terminal wants done to each line."""
    background: "Color"
    """What that is done on."""


class Bordered(ScrollView, Generic[Look]):
    """A widget whose lines are known by how they look."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's own name
        """Start with nothing painted."""
        super().__init__(id=id)
        self._border: Border | None = None
        self._strips: dict[tuple[Segment | LineFilter, ...], dict[Look, Strip]] = {}
        """What was painted, by the border at its sides and by its look."""

    def looks_at(self, lines: Iterable[int]) -> list[Look]:
        """Return how lines of what is seen look now; they are painted then."""
        raise NotImplementedError

    def painted(self, look: Look) -> Strip:
        """Paint a line, as wide as the widget is within its border."""
        raise NotImplementedError

    def forget_painted(self) -> None:
        """Paint every line anew."""
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """Paint one line of what is seen."""
        return self.painted(*self.looks_at([y]))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint lines of the widget, the border among them."""
        size, gutter = self.region.size, self.styles.gutter
        if crop != size.region or gutter.width >= size.width or gutter.height >= size.height:
            return super().render_lines(crop)
        if self._border is None or self._border.size != size:
            *head, one = super().render_lines(Region(0, 0, size.width, gutter.top + 1))
            foot = super().render_lines(Region(0, size.height - gutter.bottom, size.width, gutter.bottom))
            left, right = one.crop(0, gutter.left), one.crop(size.width - gutter.right)
            self._border = Border(size, head, foot, left, right, self.get_line_filters(), self.background_colors[1])
        looks = self.looks_at(range(size.height - gutter.height))
        return [*self._border.head, *self._with_sides(looks, self._border), *self._border.foot]

    def _with_sides(self, looks: Iterable[Look], border: Border) -> Iterator[Strip]:
        """Yield lines with what stands at their sides."""
        kept = self._strips.setdefault((*border.left, *border.right, *border.filters), {})
        for look in looks:
            if look not in kept:
                line = self.painted(look)
                for one in border.filters:
                    line = line.apply_filter(one, border.background)
                kept[look] = Strip([*border.left, *line, *border.right], border.size.width)
            yield kept[look]
        while len(kept) > MOST_STRIPS:
            del kept[next(iter(kept))]

    def _set_dirty(self, *regions: Region) -> None:
        """Have the border painted again where all is: Textual says it nowhere else."""
        if not regions:
            self._border = None
        super()._set_dirty(*regions)
