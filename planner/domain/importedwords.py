"""What the words of somebody else's file say of a contact or a deal: stages, how a deal ended, its kind, names."""

import re
from collections.abc import Mapping
from typing import Final

from planner.domain.contact import Stage
from planner.domain.deal import DealKind, DealStage
from planner.domain.namewords import fold

_WORDS = re.compile(r"[a-z]+")
_NOT = re.compile(r"\bnot +(?=[a-z])")
_STAGES: Mapping[str, Stage] = {
    "customer": Stage.CUSTOMER,
    "client": Stage.CUSTOMER,
    "evangelist": Stage.CUSTOMER,
    "opportunity": Stage.OPPORTUNITY,
    "deal": Stage.OPPORTUNITY,
    "converted": Stage.OPPORTUNITY,
    "lost": Stage.LOST,
    "unqualified": Stage.LOST,
    "unconverted": Stage.LOST,
    "disqualified": Stage.LOST,
    "qualified": Stage.PROSPECT,
    "prospect": Stage.PROSPECT,
    "working": Stage.PROSPECT,
    "contacted": Stage.PROSPECT,
    "connected": Stage.PROSPECT,
    "progress": Stage.PROSPECT,
    "lead": Stage.LEAD,
    "subscriber": Stage.LEAD,
    "new": Stage.LEAD,
    "uncontacted": Stage.LEAD,
}
"""What a word of somebody else's stage says, the strongest first."""
_DEAL_STAGES: Mapping[str, DealStage] = {
    "negotiat": DealStage.NEGOTIATION,
    "contract": DealStage.NEGOTIATION,
    "bought": DealStage.NEGOTIATION,
    "commit": DealStage.NEGOTIATION,
    "verbal": DealStage.NEGOTIATION,
    "proposal": DealStage.PROPOSAL,
    "quote": DealStage.PROPOSAL,
    "presentation": DealStage.PROPOSAL,
    "qualif": DealStage.QUALIFIED,
    "prospect": DealStage.PROSPECTING,
    "lead": DealStage.PROSPECTING,
}
"""What the beginning of a word of somebody else's deal stage says, the furthest first."""
_BELOW: Final = (
    (15, DealStage.PROSPECTING),
    (35, DealStage.QUALIFIED),
    (65, DealStage.PROPOSAL),
    (101, DealStage.NEGOTIATION),
)
"""A stage by its probability, where its words say nothing: half-way between ours."""
_NEW_KINDS = re.compile(r"\bnew\b")
_OLD_KINDS = re.compile(r"\b(?:existing|repeat|renewal|upsell|expansion|upgrade|replacement)\b")


def stage_of(words: str) -> Stage | None:
    """Return the stage that somebody else's word means; None where it means none of ours."""
    said = _WORDS.findall(_NOT.sub("un", fold(words)))
    if said[:1] == ["other"] or not said:
        return None
    return next((stage for word, stage in _STAGES.items() if word in said), None)


def deal_stage_of(words: str, probability: int | None) -> DealStage | None:
    """Return the stage of an open deal by its name, and by its probability where that says nothing; None where both."""
    said = _WORDS.findall(fold(words))
    for start, stage in _DEAL_STAGES.items():
        if any(word.startswith(start) for word in said):
            return stage
    if probability is None:
        return None
    return next(stage for limit, stage in _BELOW if probability < limit)


def ended_as(words: str) -> DealStage | None:
    """Return how a deal ended by its stage or status; None where it is open."""
    said = _WORDS.findall(fold(words))
    return DealStage.WON if "won" in said else DealStage.LOST if "lost" in said else None


def kind_of(words: str) -> DealKind | None:
    """Return whether it is a first sale or a later one; None where a file does not say."""
    said = fold(words)
    if _OLD_KINDS.search(said):
        return DealKind.REPEAT
    return DealKind.NEW if _NEW_KINDS.search(said) else None
