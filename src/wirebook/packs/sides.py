"""The sides that a measure's actor and target can stand for: the names that reading knows, and what each means.

A pack may name others. Such a side is lent to nobody, but `at` may still say that the event is in its country.
"""

ATTACKER, DEFENDER = HARM = ("attacker", "defender")  # who harms whom; the other way round who wards it off
RELEASER, RELEASED = EXCHANGE = ("releaser", "released")  # who frees whose people
HOLDER, FORMER_HOLDER = GROUND = ("holder", "former holder")  # who takes whose ground
GIVER, TAKER = GIFT = ("giver", "taker")  # who gives to whom

KNOWN = (*HARM, *EXCHANGE, *GROUND, *GIFT)
LENT = frozenset(HARM)  # who frees or holds in one sentence may not in the next
BARE = frozenset(
    {ATTACKER, DEFENDER, HOLDER, RELEASER}
)  # as actors they may be named by a role: "troops", "the rebels"
SUFFERING = frozenset({DEFENDER, RELEASED})  # as targets they are the people or things that are counted
AIMED_AT = frozenset({DEFENDER, FORMER_HOLDER})  # as targets they may be told by the attack in which it happened
