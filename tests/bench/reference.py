"""The yardstick: the least that a stock Textual app with something to show can be.

Run by path in the interpreter that runs the planner, so that both pay for the same Python and the same Textual.
"""

from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static, Tree

ROWS = 50


class Page(Screen[None]):
    """Three lists and a footer."""

    BINDINGS = [("escape", "dismiss", "back")]  # noqa: RUF012  # as Textual's users write it

    def compose(self) -> ComposeResult:
        for name in "first", "second", "third":
            yield OptionList(*(f"{name} {row}" for row in range(1, ROWS + 1)))
        yield Footer()


class Reference(App[None]):
    """A line, a tree and a footer, all as Textual makes them, and a page over them."""

    BINDINGS = [  # noqa: RUF012
        ("l", "log", "log"),
        ("p", "page", "page"),
        ("question_mark", "keys", "keys"),
    ]

    def action_page(self) -> None:
        self.push_screen(Page())

    def compose(self) -> ComposeResult:
        yield Static("the reference")
        tree: Tree[None] = Tree("rows")
        tree.root.expand()
        for row in range(1, ROWS + 1):
            tree.root.add_leaf(f"row {row}")
        yield tree
        yield Footer()


if __name__ == "__main__":
    Reference().run()
