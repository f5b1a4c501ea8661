"""Who wants to hear of what changed. Plain callbacks on the caller's thread."""

from collections.abc import Callable

from planner.domain.change import Topic

Listener = Callable[[frozenset[Topic]], None]


class Changes:
    """A list of listeners."""

    def __init__(self) -> None:
        """Start with nobody listening."""
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call a listener at each change from now on; the function returned ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def announce(self, topics: frozenset[Topic]) -> None:
        """Tell every listener what changed."""
        if topics:
            for listener in tuple(self._listeners):
                listener(topics)
