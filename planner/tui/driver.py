"""Terminal input without polling: the planner's own Textual driver.

Owns how the process waits for keys, how it notices that its terminal is gone, and how long a lone Escape is held back.
Everything else about the terminal is Textual's. Where Textual lacks what this leans on, the stock driver serves.
"""

import contextlib
import functools
import os
import select
import sys
import time
from codecs import getincrementaldecoder
from threading import Event, Timer
from typing import TYPE_CHECKING, Any, Final

from textual import constants

if TYPE_CHECKING:
    from textual.driver import Driver

ESCAPE_DELAY: Final = 0.025
"""Seconds to wait for the rest of an escape sequence."""
STOCK_ESCAPE_DELAY: Final = 0.1
"""What Textual waits unless the user's ESCDELAY says otherwise."""
GRACE: Final = 1.0
"""Seconds the app has for leaving after its terminal is gone."""
TERMINAL_GONE: Final = 129
"""Exit status after the terminal is gone: 128 + SIGHUP, as a shell reports it."""


def driver_class() -> "type[Driver] | None":
    """Return the driver for `App(driver_class=...)`; None leaves the choice to Textual."""
    if sys.platform == "win32" or constants.DRIVER or not _textual_has_what_it_takes():
        return None
    if constants.ESCAPE_DELAY == STOCK_ESCAPE_DELAY:
        vars(constants)["ESCAPE_DELAY"] = ESCAPE_DELAY  # the parser looks it up at each Escape
    return BlockingDriver


if sys.platform != "win32":
    from textual.drivers.linux_driver import LinuxDriver

    class Bell(Event):
        """An event that also wakes whoever selects on it; its pipe lives as long as the process."""

        def __init__(self) -> None:
            super().__init__()
            self._ear, self._mouth = os.pipe()
            os.set_blocking(self._ear, False)
            os.set_blocking(self._mouth, False)

        def fileno(self) -> int:
            """Return what to select on."""
            return self._ear

        def set(self) -> None:
            """Set the flag and wake the selector."""
            super().set()
            with contextlib.suppress(BlockingIOError):
                os.write(self._mouth, b"!")

        def clear(self) -> None:
            """Clear the flag and forget the wake-ups."""
            super().clear()
            with contextlib.suppress(BlockingIOError):
                os.read(self._ear, 4096)

    class BlockingDriver(LinuxDriver):
        """Sleeps until a byte, a pending escape sequence or the end of the app, and leaves when the terminal does."""

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.exit_event: Bell = Bell()
            self._gone = False

        def write(self, data: str) -> None:
            """Write while there is a terminal: nobody empties the queue of one that is gone."""
            if not self._gone:
                super().write(data)

        def resume_application_mode(self) -> None:
            """Resume and draw again, also after a bare SIGSTOP, where the old reader must not get a rival."""
            if self._key_thread is not None and self._key_thread.is_alive():
                self.suspend_application_mode()
            super().resume_application_mode()
            self._loop.call_soon_threadsafe(functools.partial(self._app.refresh, layout=True))

        def run_input_thread(self) -> None:
            """Feed the parser until the app ends; bytes that are not UTF-8 become U+FFFD."""
            from textual._xterm_parser import XTermParser

            parser = XTermParser(self._debug)
            decode = getincrementaldecoder("utf-8")("replace").decode
            while not self.exit_event.is_set():
                due = parser._timeout_time  # noqa: SLF001  # the parser keeps no public clock
                rest = None if due is None else max(0.0, due - time.monotonic())
                ready, _, _ = select.select([self.fileno, self.exit_event], [], [], rest)
                if self.fileno in ready:
                    try:
                        data = os.read(self.fileno, 4096)
                    except BlockingIOError:  # some other program left the terminal non-blocking
                        continue
                    except OSError:
                        data = b""
                    if not data:
                        self._leave()
                        return
                    for message in parser.feed(decode(data)):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)

        def _leave(self) -> None:
            """Ask the app to exit now that its terminal is gone, and end the process if it does not."""
            self._gone = True
            last_resort = Timer(GRACE, os._exit, (TERMINAL_GONE,))
            last_resort.daemon = True
            last_resort.start()
            with contextlib.suppress(RuntimeError):  # the loop is closed: the app is leaving already
                self._loop.call_soon_threadsafe(self._app.exit, None, TERMINAL_GONE)

    _NEEDS: Final = (
        ("__init__", {"fileno", "exit_event", "_key_thread"}),
        ("start_application_mode", {"_run_input_thread", "_key_thread"}),
        ("_run_input_thread", {"run_input_thread"}),
        ("disable_input", {"exit_event", "is_set", "set", "clear", "_key_thread", "join"}),
    )


def _textual_has_what_it_takes() -> bool:
    """Tell whether Textual still has the private names in use: read from its code, as instances need a running app."""
    try:
        from textual._xterm_parser import XTermParser
    except ImportError:
        return False
    return hasattr(XTermParser(), "_timeout_time") and all(
        names <= set(getattr(LinuxDriver, method, _textual_has_what_it_takes).__code__.co_names)
        for method, names in _NEEDS
    )
