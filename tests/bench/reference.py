"""The yardstick: the least that a stock Textual app with something to show can be.

Run by path in the interpreter that runs the planner, so that both pay for the same Python and the same Textual.
"""

from textual.app import App, ComposeResult
from textual.widgets import Footer, Static, Tree

ROWS = 50


class Reference(App[None]):
    """A line, a tree and a footer, all as Textual makes them."""

    BINDINGS = [("l", "log", "log"), ("question_mark", "keys", "keys")]  # noqa: RUF012  # as Textual's users write it

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
