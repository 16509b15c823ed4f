"""Check `handling`: a fact is handled no looser than its source, and a retraction says why."""

from collections.abc import Iterator

from bot.domain import is_looser
from bot.factbase.checks.case import FactInContext
from bot.factbase.findings import Finding


def check_handling(case: FactInContext) -> Iterator[Finding]:
    """Report a TLP marking looser than the source's, and a retraction without a reason."""
    fact, source = case.fact, case.dossier.source
    if fact.tlp and is_looser(fact.tlp, source.tlp):
        yield case.finding(
            "error",
            "handling",
            f"TLP:{fact.tlp} is looser than its source's TLP:{source.tlp}. Remove it or make it stricter.",
        )
    if fact.status == "retracted" and not fact.reason:
        yield case.finding("error", "handling", "it is retracted without a reason. Say why in `reason`.")
