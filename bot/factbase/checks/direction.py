"""Check `direction`: what rises in the source does not fall in the claim."""

from collections.abc import Iterator

from bot.documents.directions import OPPOSITES, directions_in
from bot.factbase.checks.case import FactInContext
from bot.factbase.findings import Finding


def check_direction(case: FactInContext) -> Iterator[Finding]:
    """Report a claim that goes only one way while its quotes go only the opposite way."""
    claimed = directions_in(case.fact.claim)
    quoted = frozenset().union(*map(directions_in, case.english))
    for pair in OPPOSITES:
        for said, meant in (pair, pair[::-1]):
            if claimed & {*pair} == {said} and quoted & {*pair} == {meant}:
                yield case.finding(
                    "error",
                    "direction",
                    f"the claim says “{said}”, its quotes say “{meant}”. Keep the direction of the source.",
                )
