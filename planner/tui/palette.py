"""The command palette: Textual's own, which fails where a tiny terminal leaves no line or column for its list."""

from textual.command import CommandList, CommandPalette


class Palette(CommandPalette):
    """Finds a command by its name."""

    def _action_command_list(self, action: str) -> None:
        """Move in the list where any of it is seen."""
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)
