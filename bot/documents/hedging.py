"""English words by which a text leaves open whether what it says is so: "reportedly", "may have"."""

import re

from bot.domain import Passage

_VAGUE = (
    "(?:some|several|various|many|multiple|other|certain|unnamed|anonymous|unconfirmed|unverified|initial"
    "|early|preliminary|recent|local|media|press|news|intelligence)"
)
# "According to UN officials" and "according to a report by the UN" say who speaks, and hedge nothing.
_NAMED = r"(?!\s+(?:by|from|of|in|to|published|presented|released|compiled)\b)"
_BE = "(?:is|are|was|were|be|been|being)"

# What looks like a hedge and is none: it is matched first, and so passed over.
_FIRM = (
    r"could\s+(?:not|no\s+longer|never|hardly|barely|only)\b"
    r"|(?:so\s+that|so|where|until)\s+(?:\w+\s+){1,3}?could\b"
    r"|(?:military|economic|naval|air|the|its|their|his|her|full|sheer|of|with|all)\s+might\b|might\s+of\b"
)
_HEDGES = "|".join(
    (
        rf"according\s+to\s+(?:{_VAGUE}\s+)*(?:reports?|sources?|rumou?rs?|accounts?|estimates?)\b{_NAMED}",
        rf"{_VAGUE}\s+(?:reports|accounts)\s+(?:say|suggest|indicate|claim)\b|^reports\s+(?:say|suggest|indicate|claim)\b",
        r"there\s+(?:are|were|have\s+been)\s+(?:\w+\s+)?(?:reports|rumou?rs|suggestions|indications|signs)\b",
        r"(?:reported|alleged|supposed|purported|apparent|ostensib|seeming|possib|potential|presumab)(?:ly|y)\b",
        r"perhaps\b|might\b|could\b|rumou?rs\b",
        r"(?:suspected|unconfirmed|unverified|alleged|rumou?red|purported|presumed)\b",
        r"(?:appear|seem)(?:s|ed|ing)?\s+to\b|it\s+(?:appears|seems)\b",
        rf"{_BE}\s+(?:\w+ly\s+)?(?:believed|thought|said|reported|suspected|feared|understood|assumed)\s+(?:to|that)\b",
        r"(?:believed|thought|feared)\s+to\s+(?:be|have)\b|suspects?\s+that\b",
        r"claim(?:s|ed|ing)?\s+(?:that|to\s+(?:have|be)|it|they|he|she)\b",
        r"it\s+is\s+possible\b|the\s+possibility\s+that\b",
    )
)
_LIKELIHOODS = r"(?:un)?likely\b|probabl[ey]\b|almost\s+certain(?:ly)?\b"
# "May" is a month; it is the verb in lower case, and in a headline before another one.
_MAY = r"\bmay\b|(?<=\w )May(?=\s+(?:Be|Have|Not)\b)"

_HEDGING = re.compile(
    rf"(?P<firm>(?i:\b(?:{_FIRM})))|(?P<hedge>(?i:\b(?:{_HEDGES}))|{_MAY})|(?P<likelihood>(?i:\b(?:{_LIKELIHOODS})))"
)


def hedges_in(text: str, *, with_likelihood: bool = True) -> tuple[Passage, ...]:
    """Find the hedging words of an English text, in order; "likely" and its kin only if asked for."""
    kinds = ("hedge", "likelihood") if with_likelihood else ("hedge",)
    return tuple(
        Passage(match[0], *match.span()) for match in _HEDGING.finditer(text) if match.lastgroup in kinds
    )
