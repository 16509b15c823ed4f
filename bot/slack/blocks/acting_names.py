"""Who acted, as messages say it: `verified by Ana, 3 Mar 2026`; a name there can be replaced by another."""

import re
from collections.abc import Callable, Iterable

from bot.slack.blocks.text import mrkdwn

LONGEST = 80
"""Characters of a name that any message shows."""
_BEFORE = (
    r"(?:\b(?:shared|verified|disputed|flagged|retracted|restored|revised|superseded|redacted|removed|added"
    r"|proposed|approved|rejected|edited|taken|settled|down|\d{4})\*? by |it stands:\*? )"
)
_AFTER = r"(?=[,.:;*]| ·| on \d|\s*$)"


def renaming(names: Iterable[str], to: str) -> Callable[[str], str]:
    """Return what replaces some names in a text, in full or cut, where the text says who acted."""
    spelt = {mrkdwn(name, limit) for name in names for limit in range(2, LONGEST + 1)}
    either = "|".join(map(re.escape, sorted(spelt, key=len, reverse=True)))
    acting = re.compile(rf"({_BEFORE})(?:{either}){_AFTER}", re.IGNORECASE | re.MULTILINE)
    instead = mrkdwn(to, LONGEST)
    return lambda text: acting.sub(rf"\g<1>{instead}", text) if spelt else text
