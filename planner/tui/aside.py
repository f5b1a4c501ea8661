"""Long work beside the screen: on a thread of its own, with a connection of its own, and told as it goes.

The screen stays alive meanwhile. Work that writes has the file to itself: what is typed then stays to be saved again.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from planner.domain.errors import PlannerError
from planner.services.opening import beside
from planner.services.planner import Planner

if TYPE_CHECKING:
    from planner.domain.importviews import Progress
    from planner.tui.app import PlannerApp

T = TypeVar("T")
_STEPS: Final = 200
"""How often at most it is told how far a part of the work is."""


class StoppedError(PlannerError):
    """The work was stopped: nothing of it is kept."""


class Work(Generic[T]):
    """One long work. What becomes of it is heard on the app's own thread."""

    def __init__(
        self,
        app: "PlannerApp",
        do: "Callable[[Planner, Progress], T]",
        done: Callable[[T], None],
        *,
        refused: Callable[[PlannerError], None],
        told: Callable[[str, int, int], None],
        writes: str = "",
    ) -> None:
        """Prepare what is done with a planner of its own; `done` hears what it gives, `refused` why it gives nothing.

        `told` hears how far it is. `writes` says why nothing else is saved meanwhile; empty for work that reads.
        """
        self._app = app
        self._do = do
        self._done = done
        self._refused = refused
        self._told = told
        self._writes = writes
        self._last = ("", -1)
        self.is_stopped = False
        """Whether it is to end without a result."""

    def start(self) -> None:
        """Begin. Raises StorageError where the file takes nothing now."""
        if self._writes:
            self._app.planner.hand_over(self._writes)
        Thread(target=self._run, daemon=True).start()

    def stop(self) -> None:
        """Give up; what is written already when this is heard stands, and is told."""
        self.is_stopped = True

    def _run(self) -> None:
        """Work, on the thread."""
        with suppress(RuntimeError):  # the app was left meanwhile
            try:
                with beside(self._app.planner, "app") as planner:
                    found = self._do(planner, self._hear)
            except Exception as error:  # noqa: BLE001  # what it is is told on the app's own thread
                self._app.call_later(self._ended, None, error)
            else:
                self._app.call_later(self._ended, found, None)

    def _hear(self, what: str, done: int, total: int) -> None:
        """Pass on how far the work is, on the thread."""
        if self.is_stopped:
            raise StoppedError("It was stopped. Nothing of it is saved.")
        step = (what, done * _STEPS // max(total, 1))
        if step != self._last:
            self._last = step
            self._app.call_later(self._tell, what, done, total)

    def _tell(self, what: str, done: int, total: int) -> None:
        if not self.is_stopped:
            self._told(what, done, total)

    def _ended(self, found: T, error: Exception | None) -> None:
        """Let the app write again, hear what changed, and tell what became of the work."""
        if self._writes:
            self._app.planner.resume()
            self._app.tick()
        elif self.is_stopped:
            return
        if error is None:
            self._done(found)
        elif isinstance(error, PlannerError):
            self._refused(error)
        elif isinstance(error, OSError):
            self._refused(PlannerError(f"{error.filename or 'The file'} cannot be read: {error.strerror}."))
        else:
            raise error


def turn(app: "PlannerApp", *, again: bool) -> bool:
    """Take back the last step, or do it again, beside the screen where it is a long one; return whether it is."""
    if not app.planner.past.is_long(undone=again):
        return False
    told = "Done again" if again else "Taken back"

    def do(planner: Planner, progress: "Progress") -> str:
        heard = partial(progress, told)
        if again:
            return f"{planner.redo(heard).again} · u takes it back"
        return f"{told}: {planner.undo(heard).label} · U does it again"

    Work(
        app,
        do,
        app.say,
        refused=lambda error: app.say(str(error), role="error"),
        told=lambda what, done, total: app.say(f"{what}: {100 * done // max(total, 1)} %"),
        writes=f"{'Something is done again' if again else 'Something is taken back'} just now. Try again in a moment.",
    ).start()
    app.say(f"{told}: 0 %")
    return True
