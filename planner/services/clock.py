"""The wall clock. The only place that asks the machine what time it is and which zone it is in."""

import os
import time
from datetime import UTC, datetime

_LOCALTIME = "/etc/localtime"


class SystemClock:
    """The machine's clock in the machine's zone, also after the zone changed under an open program."""

    def now(self) -> datetime:
        """Return the aware local time."""
        time.tzset()
        return datetime.now().astimezone()

    def zone(self) -> str:
        """Return the zone's IANA name, or its offset where the machine does not tell the name."""
        named = os.environ.get("TZ", "").lstrip(":")
        if not named:
            _, found, named = os.path.realpath(_LOCALTIME).rpartition("zoneinfo/")
            named = named if found else ""
        return named or self.now().strftime("%z")

    def instant(self, local: datetime) -> datetime:
        """Return the UTC instant of a naive local time; of the first one where the clock was set back."""
        return local.astimezone().astimezone(UTC)
