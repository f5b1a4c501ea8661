"""The commands of the days off."""

from typing import Final

from planner.tui.commands.command import Command, Need, Place

COMMANDS: Final[tuple[Command, ...]] = (
    Command("calendar.go", ("enter",), "go there", "Look at the day on the Today screen.", Place.CALENDAR, footer=True),
    Command("calendar.mark", ("space",), "mark", "Begin a range here, or drop it.", Place.CALENDAR, footer=True),
    Command("calendar.vacation", ("v",), "vacation", "Take the day or the range off.", Place.CALENDAR, footer=True),
    Command("calendar.sick", ("s",), "sick", "Take it off as sick.", Place.CALENDAR, footer=True),
    Command("calendar.holiday", ("h",), "holiday", "Take it off as a holiday.", Place.CALENDAR, footer=True),
    Command("calendar.other", ("o",), "other", "Take it off for another reason.", Place.CALENDAR),
    Command(
        "calendar.work",
        ("x", "delete"),
        "work again",
        "Give the day or the range back to work.",
        Place.CALENDAR,
        footer=True,
        need=Need.DAY_OFF,
    ),
    Command("calendar.add", ("a",), "range", "Take days off, in one line.", Place.CALENDAR, footer=True),
    Command("calendar.holidays", ("p",), "public", "Look up a country's public holidays.", Place.CALENDAR, footer=True),
    Command("calendar.today", ("full_stop",), "today", "Go to today.", Place.CALENDAR),
    Command("calendar.forward", ("right",), "next day", "Go to the next day.", Place.CALENDAR),
    Command("calendar.back", ("left",), "day before", "Go to the day before.", Place.CALENDAR),
    Command(
        "holidays.save",
        ("enter",),
        "take off",
        "Take those off that fall into the work week.",
        Place.HOLIDAYS,
        footer=True,
        need=Need.HOLIDAY,
    ),
)
