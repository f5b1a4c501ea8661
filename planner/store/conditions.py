"""Conditions on rows that several reads share, as SQL: each in the words of the index that answers it."""

from typing import Final

TOUCHED: Final = "type IN ('call', 'meeting', 'email', 'demo', 'proposal', 'follow_up')"
"""What `Activity.is_touch` says of an entry that has a contact."""
CONNECTED: Final = "type = 'call' AND (outcome IS NULL OR outcome = 'connected')"
"""A call that reached somebody."""
HELD: Final = "type IN ('meeting', 'demo') AND outcome IS NOT 'not_held'"
"""A meeting or a demo that took place."""
TALKED: Final = f"({CONNECTED} OR {HELD})"
"""What `Activity.is_conversation` says, in the words of the index `activity_talk`."""
TRIED: Final = "(type = 'call' AND outcome IN ('voicemail', 'no_answer'))"
"""A call that reached nobody."""
OPEN: Final = "stage NOT IN ('won', 'lost')"
"""A deal that is not decided, in the words of the index `deal_open`."""
