"""What the saleswoman of the demo writes: notes, next steps, plans and the names of her deals."""

from collections.abc import Sequence

NEW_DEALS: Sequence[str] = ("pilot", "starter package", "first order", "rollout", "trial", "annual plan", "training")
REPEAT_DEALS: Sequence[str] = (
    "renewal",
    "upgrade",
    "second site",
    "seat upgrade",
    "support plan",
    "reorder",
    "spring order",
    "autumn order",
    "training week",
)

LOST_REASONS: Sequence[str] = (
    "price",
    "went with another supplier",
    "no budget this year",
    "no decision",
    "project stopped",
    "new manager, other plans",
    "too early for them",
)

TALK_NOTES: Sequence[str] = (
    "asks for two references from the trade",
    "budget round is in three weeks",
    "likes the idea, a colleague should see it too",
    "new baby at home, back in two weeks",
    "compares us with one other supplier",
    "happy with the delivery, one wrong invoice",
    "the old contract runs out at the end of the quarter",
    "decision is made by the two owners together",
    "wants to start small and grow from there",
    "good talk, remembers us from the fair",
    "prefers a call early in the morning",
    "is moving offices, call again afterwards",
    "would recommend us to the sister company",
    "needs it in writing for the board",
    "asks whether training is included",
    "the pilot group is pleased",
    "wants a price for ten and for twenty-five",
    "their season starts soon, no time before",
    "gave me the name of the buyer at the second site",
    "thanked us for the quick help last week",
    "worried about the changeover, sent our plan",
    "will speak to finance on Thursday",
    "three people will join the next meeting",
    "told me what really matters: fewer phone calls",
)

MAIL_NOTES: Sequence[str] = (
    "sent the case study",
    "sent the article on stock levels",
    "sent the price list",
    "thanks for the meeting, with the open points",
    "answered the question on delivery times",
    "introduced them to our service team",
    "sent the dates for the workshop",
    "sent two references",
    "short summary of what we agreed",
    "congratulations on the new site",
)

VOICEMAIL_NOTES: Sequence[str] = (
    "left my number",
    "try again before nine",
    "back on Monday",
    "asked the front desk to pass it on",
)

NOTES: Sequence[str] = (
    "their annual report is out, page 12 is about purchasing",
    "shares an office with the people from the fair",
    "knows our trainer from an earlier job",
    "likes hiking, was in the Dolomites",
    "assistant's name is Marie, very helpful",
    "they pay in the first week of the month",
    "the warehouse is doubled next year",
    "ask about the school project next time",
    "prefers mail to the phone",
    "read the contract again: three months' notice",
)

MARKETING: Sequence[tuple[str, int, int]] = (
    ("monthly newsletter", 320, 900),
    ("post on the new case study", 90, 400),
    ("breakfast talk at the chamber", 18, 45),
    ("letter to the neighbourhood", 60, 150),
    ("stand at the regional fair", 80, 260),
    ("webinar on planning the season", 25, 90),
)
"""What it was, and the fewest and most people whom it reached."""

OTHERS: Sequence[str] = (
    "thank-you card",
    "drove by with samples",
    "lunch at the club",
    "birthday card",
    "visit at the fair",
)

CALL_ABOUT: Sequence[str] = (
    "the offer",
    "the start date",
    "the trial",
    "the reorder",
    "the numbers",
    "the workshop",
    "the references",
    "the second site",
    "the board meeting",
    "next year's plan",
)
"""Ends of “call Ana about …”."""

SEND_WHAT: Sequence[str] = (
    "the case study",
    "the price list",
    "the revised offer",
    "the delivery dates",
    "the contract draft",
    "two references",
    "the training plan",
    "the summary",
)
"""Ends of “send Ana …”."""

ONE_THINGS: Sequence[str] = (
    "make both new calls before ten",
    "ask three customers for a referral",
    "get the open offers to a yes or a no",
    "call everybody from the fair",
    "prepare the quarter talk with the three largest customers",
    "write to the five people I have not heard from",
    "finish the list for next week",
    "win back one customer from last year",
    "book two meetings for next week",
    "speak to a decision maker at a new firm",
    "clear up the open questions before the weekend",
    "practise the new demo and show it once",
)

ACTIONS: Sequence[str] = (
    "update the price list",
    "prepare the demo for {firm}",
    "read up on {firm}",
    "write the offer for {firm}",
    "book a room for the workshop",
    "ask service about the {firm} ticket",
    "thank-you card to {firm}",
    "plan the route for Thursday",
    "collect references from the trade",
    "tidy the pipeline",
    "draft the newsletter",
    "check the contract with {firm}",
    "expenses of last week",
)
"""Lines of a day's plan; {firm} is somebody whom that day's log names."""

RENEWALS: Sequence[str] = (
    "list every contract that ends this quarter",
    "call each of the ten largest once",
    "terms for all of them written",
    "eight of ten signed",
    "thank-you visits to the five longest customers",
)
"""Milestones; the first three are done."""

PARTNERS: Sequence[str] = (
    "choose three partners in the north-east",
    "first workshop with each of them",
    "one joint offer out",
    "first joint sale",
)
"""Milestones; the first is done."""

SHOWROOM: Sequence[str] = ("three places seen", "landlord's draft read by the lawyer", "lease signed")
"""Milestones; the first two are done."""
