"""Stored text meets Textual only where it cannot be markup, and every door cleans."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import CHECKOUT, module, modules

SINKS = frozenset(
    {"Static", "Label", "OptionList", "Option", "Button", "Checkbox", "Collapsible", "Select", "TabPane", "notify"}
)
"""What takes a plain str for markup (docs/textual.md 4.1)."""
ATTRIBUTES = frozenset({"border_title", "border_subtitle", "tooltip"})
SAFE = frozenset({"Content", "Text", "from_text", "assemble"})
KNOWN = {("planner/tui/panes/today.py", "border_title")}
"""A date alone."""
DOORS = {
    "planner/domain/logline.py": ("checked",),
    "planner/domain/goalline.py": ("checked", "clean_line"),
    "planner/domain/actionline.py": ("checked", "clean_line"),
    "planner/services/plan.py": ("clean_line",),
    "planner/services/importing_files.py": ("clean_line",),
    "planner/services/importing_rows.py": ("clean_line", "clean"),
    "planner/services/importing_json.py": ("clean",),
    "planner/services/vcards.py": ("clean_line", "clean"),
    "planner/services/icalendars.py": ("clean_line",),
    "planner/tui/widgets/editor.py": ("clean_line", "clean"),
    "planner/tui/widgets/paint.py": ("clean",),
    "planner/tui/widgets/blank.py": ("clean_line",),
    "planner/tui/dialogs/goal.py": ("clean_line",),
}
"""Where text comes in or is painted, and one of the functions that must be called there."""


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the last part of its name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def is_constant(node: ast.AST | None) -> bool:
    """Whether a value is written down in the source, or chosen between such."""
    if isinstance(node, ast.IfExp):
        return is_constant(node.body) and is_constant(node.orelse)
    return node is None or isinstance(node, ast.Constant)


def is_safe(node: ast.AST) -> bool:
    """Whether a value is no markup."""
    return is_constant(node) or (isinstance(node, ast.Call) and next(calls(node))[0] in SAFE)


def unsafe(path: str, tree: ast.Module) -> Iterator[str]:
    """Yield what hands a text that is not written down to something that reads markup."""
    for name, call in calls(tree):
        plain = any(
            k.arg == "markup" and isinstance(k.value, ast.Constant) and not k.value.value for k in call.keywords
        )
        if name in SINKS and not plain and not all(is_safe(argument) for argument in call.args):
            yield f"{path}:{call.lineno} {name}"
        for keyword in call.keywords:
            if keyword.arg in ATTRIBUTES and not is_safe(keyword.value):
                yield f"{path}:{call.lineno} {keyword.arg}="
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and not is_safe(node.value):
            titles = {target.attr for target in node.targets if isinstance(target, ast.Attribute)} & ATTRIBUTES
            for title in titles:
                if (path, title) not in KNOWN:
                    yield f"{path}:{node.lineno} {title}"


def test_no_stored_text_is_read_as_markup() -> None:
    found = [fault for path, tree in modules("tui").items() for fault in unsafe(path, tree)]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "Static(text)",
        "Label(f'{text}')",
        "self.notify(text)",
        "self.app.notify(text, title='x')",
        "pane.border_title = f'{text}'",
        "pane.border_title = text if text else 'none'",
        "Widget(tooltip=text)",
        "Option(text)",
    ],
)
def test_a_text_that_would_be_read_as_markup_is_found(line: str) -> None:
    assert list(unsafe("new.py", ast.parse(line)))


@pytest.mark.parametrize(
    "line",
    [
        "Static('x')",
        "Static(text, markup=False)",
        "Static(Content(text))",
        "pane.border_title = Content(text)",
        "pane.border_title = 'a' if wide else 'b'",
    ],
)
def test_a_text_that_is_no_markup_is_let_through(line: str) -> None:
    assert not list(unsafe("new.py", ast.parse(line)))


@pytest.mark.parametrize("path", DOORS)
def test_every_door_for_text_cleans(path: str) -> None:
    called = {name for name, _ in calls(module(CHECKOUT / path))}
    assert called & set(DOORS[path])


def test_only_the_editor_and_the_painter_touch_textuals_inputs_and_strips() -> None:
    makers = {"Input", "TextArea", "Segment", "MaskedInput"}
    where = {path for path, tree in modules("tui").items() for name, _ in calls(tree) if name in makers}
    assert where <= {"planner/tui/widgets/paint.py", "planner/tui/widgets/editor.py"}
