"""How a value of a claim was found: what it rests on as a value of its own, never as a sentence.

Passages that come later ask for the basis. The sentences that people read are written from it, elsewhere.
"""

from dataclasses import dataclass
from enum import StrEnum, unique
from typing import Literal

Slot = Literal[
    "rule",
    "again",
    "source",
    "item",
    "place",
    "period",
    "status",
    "actor",
    "target",
    "relation",
    "measure",
    "amount",
    "claim",
]

PartySlot = Literal["actor", "target"]

PARTY_SLOTS: tuple[PartySlot, ...] = ("actor", "target")
"""The slots of a claim that hold a party."""


@unique
class Basis(StrEnum):
    """What a value rests on. The names are stored in ledgers: one may be added, none renamed."""

    # what joins a number to the words of its rule
    STATE_BESIDE = "state_beside"
    OBJECT_OF = "object_of"
    PASSIVE_SUBJECT_OF = "passive_subject_of"
    SUBJECT_OF = "subject_of"
    AGENT_OF = "agent_of"
    MODIFIER_OF = "modifier_of"
    MEANS_OF = "means_of"
    MEASURE_AFTER = "measure_after"
    MEASURE_OF = "measure_of"
    BY_PREPOSITION = "by_preposition"
    BEHIND = "behind"
    ADDED_TO = "added_to"
    TRADED_FOR = "traded_for"
    OF_NOUN = "of_noun"
    OWN_PARTICIPLE = "own_participle"
    OWN_ADJECTIVE = "own_adjective"
    RELATIVE_CLAUSE = "relative_clause"
    SHARED_CLAUSE = "shared_clause"
    THERE_IN = "there_in"
    HEADLINE_VERB = "headline_verb"
    LABEL = "label"
    ITSELF = "itself"
    CLAUSE = "clause"
    GAPPED = "gapped"
    PART_OF_NOUN = "part_of_noun"
    PART_OF_DEED = "part_of_deed"
    PART_OF_COUNTED = "part_of_counted"
    PART_OF_LIST = "part_of_list"
    PART_OF_SERIES = "part_of_series"
    IN_SERIES = "in_series"
    IN_ROW = "in_row"
    # what leads on from there
    COMPLEMENT = "complement"
    AS_STATE = "as_state"
    REDUCED_PASSIVE = "reduced_passive"
    SHARED_WITH = "shared_with"
    THROUGH = "through"
    OTHER_FIGURE = "other_figure"
    # who says so
    CUE = "cue"
    LINKER = "linker"
    NOBODY = "nobody"
    PARAGRAPH = "paragraph"
    QUOTATION_BEHIND = "quotation_behind"
    QUOTATION_ENDED = "quotation_ended"
    NEXT_SENTENCE = "next_sentence"
    LIST_OF = "list_of"
    WORK_OF = "work_of"
    OWN_ACT = "own_act"
    PUBLISHER = "publisher"
    # what is counted
    ITEM_BEFORE = "item_before"
    ITEM_IMPLIED = "item_implied"
    ITEM_TAKEN_AS = "item_taken_as"
    GOES_ON_COUNTING = "goes_on_counting"
    OWN_TIME = "own_time"
    # where, when, how real
    SAME_SENTENCE = "same_sentence"
    CLAIM_BEFORE = "claim_before"
    SENTENCE_BEFORE = "sentence_before"
    TAKER_COUNTRY = "taker_country"
    DEFENDER_COUNTRY = "defender_country"
    REPORT_BEGINNING = "report_beginning"
    REPORT_COUNTRY = "report_country"
    EACH_PLACE = "each_place"
    TIME_OF_SPEAKING = "time_of_speaking"
    OTHER_TIME = "other_time"
    MODALITY = "modality"
    # who did it, and to whom
    FROM_SOURCE = "from_source"
    FROM_PLACE = "from_place"
    NEARBY = "nearby"
    ELSEWHERE = "elsewhere"
    TWO_SIDES = "two_sides"
    SOLE_ATTACKER = "sole_attacker"
    OPPONENT = "opponent"
    SHARED_PARTY = "shared_party"
    ROLE_NAMED = "role_named"
    COUNTED_AS = "counted_as"
    # what was made of several claims, or by a person
    BOTH_WAYS = "both_ways"
    ONE_WAY = "one_way"
    SUBTOTAL = "subtotal"
    PARTS_LISTED = "parts_listed"
    WHOLE_OF_PART = "whole_of_part"
    CORRECTED_NUMBER = "corrected_number"
    COLUMN = "column"
    DECIDED = "decided"
    AS_WRITTEN = "as_written"


@dataclass(frozen=True, slots=True)
class Inference:
    """Why a slot of a claim holds what it holds.

    `lender` names what it was taken from: a source, a party, a place, the pack entry of a rule. `words` are those of
    the report that the basis speaks of ("object of “fired”"). One with the slot "rule" and no lender goes on from the
    one before it. `resolver` is the name of the function that filled the slot from around the claim's own sentence,
    empty where that sentence tells it. A sentence of an older ledger, whose basis nobody knows, is AS_WRITTEN, and its
    words.
    """

    slot: Slot
    basis: Basis
    lender: str = ""
    words: tuple[str, ...] = ()
    resolver: str = ""


PARTS_OF_WHAT = frozenset((Basis.PART_OF_DEED, Basis.PART_OF_COUNTED, Basis.PART_OF_LIST, Basis.PART_OF_SERIES))
"""A part of what something else counts or lists."""

PARTS = PARTS_OF_WHAT | {Basis.PART_OF_NOUN}
"""A part of anything."""

TAKEN_PARTY = frozenset(
    (
        Basis.FROM_SOURCE,
        Basis.FROM_PLACE,
        Basis.NEARBY,
        Basis.ELSEWHERE,
        Basis.TWO_SIDES,
        Basis.SOLE_ATTACKER,
        Basis.OPPONENT,
    )
)
"""A party that the claim's own sentence does not tell."""
