"""Check `hedges`: what a source leaves open is not asserted in its name."""

import re
from collections.abc import Iterator

from bot.documents.hedging import hedges_in
from bot.documents.quoting import stands_in
from bot.domain import Passage
from bot.factbase.checks.case import FactInContext
from bot.factbase.findings import Finding
from bot.matching.text import stem, words

_SENTENCE_END = re.compile(r"[.!?][\"'”’]?\s+")
_CLAUSE_END = re.compile(r"[;:—]|\b(?:but|while|although|whereas|however)\b")
_LINK = re.compile(r"[\s,:“\"'‘]*(?:that\s+)?(?:the\s+)?")
_ASIDE = re.compile(r"[\s,]*")
# "To", "that", "have" and "been" are in many hedges, and hedge nothing.
_MIN_TELLING = 5


def check_hedges(case: FactInContext) -> Iterator[Finding]:
    """Report listed hedges that the paragraph does not hold, and a stance that does not fit the list."""
    fact = case.fact
    for hedge in fact.hedges:
        if not any(stands_in(text, hedge) for text in case.surroundings):
            yield _error(case, f"the hedge “{hedge}” is not in the paragraph of its quotes. Copy its words")
    if fact.stance == "asserted" and fact.hedges:
        yield _error(case, "it lists hedges and is `asserted`. Write `stance: hedged`, or remove the hedges")
    if fact.stance == "hedged" and not fact.hedges:
        yield _error(case, "it is `hedged` and lists no hedge. Copy the document's hedging words to `hedges`")


def check_hedged_wording(case: FactInContext) -> Iterator[Finding]:
    """Report a hedge that the source makes, and that the stance or the claim drops."""
    fact = case.fact
    # What is taken for granted stands, whatever is left open about it: "may return to its former bases".
    if fact.stance == "asserted" and not fact.hedges and fact.attribution.how != "presupposed":
        hedge = next((hedge for hedge in _hedges_of(case) if not _is_kept(case, hedge)), None)
        if hedge:
            yield _error(
                case,
                f"the source says “{hedge}”, the stance is `asserted`. Write `stance: hedged`, with `hedges`",
            )
    if fact.stance == "hedged" and fact.hedges and not _is_hedged_claim(case):
        yield _error(case, f"the claim drops the hedge “{fact.hedges[0]}”. Put it into the claim")


def _hedges_of(case: FactInContext) -> Iterator[str]:
    """Yield the hedges within the quotes, and those that the quotes were cut out of."""
    wanted = case.fact.likelihood is None
    for text in case.english:
        yield from (hedge.text for hedge in hedges_in(text, with_likelihood=wanted))
    if case.is_in_english:
        for passage in case.passages:
            yield from _hedges_around(case, passage)


def _hedges_around(case: FactInContext, passage: Passage) -> Iterator[str]:
    """Yield a hedge that opens the passage's sentence, or touches the passage on either side."""
    index = case.document.paragraph_at(passage.start)
    if index is None:
        return
    paragraph = case.document.paragraphs[index]
    before = _SENTENCE_END.split(case.document.text[paragraph.start : passage.start])[-1]
    after = _SENTENCE_END.split(case.document.text[passage.end : paragraph.end])[0].rstrip(".")
    for hedge in hedges_in(before):
        between = before[hedge.end :]
        opens = not before[: hedge.start].strip(" \"'“‘") and between.startswith(",")
        if _LINK.fullmatch(between) or (opens and not _CLAUSE_END.search(between)):
            yield hedge.text
    for hedge in hedges_in(after):
        rest = after[hedge.end :]
        if _ASIDE.fullmatch(after[: hedge.start]) and (not rest or rest.startswith((",", ".", ";"))):
            yield hedge.text


def _is_kept(case: FactInContext, hedge: str) -> bool:
    """Tell whether the fact itself is that somebody claims: "ISIS claims to have …"."""
    return hedge.lower().startswith("claim") and "claim" in case.fact.claim.lower()


def _is_hedged_claim(case: FactInContext) -> bool:
    telling = {stem(word.key) for hedge in case.fact.hedges for word in words(hedge) if _tells(word.key)}
    return bool(hedges_in(case.fact.claim)) or any(
        stem(word.key) in telling for word in words(case.fact.claim)
    )


def _tells(key: str) -> bool:
    return len(key) >= _MIN_TELLING and key != "according"


def _error(case: FactInContext, message: str) -> Finding:
    return case.finding("error", "hedges", f"{message}.")
