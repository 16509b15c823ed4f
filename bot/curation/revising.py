"""A fact born in Slack gets another wording, as its owner, the ledger, allows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.curation.rules import Act, ActRefusedError, decide, fact_target
from bot.curation.seeing import seen
from bot.curation.wording import ProposedFact, merged, read_draft, replacements
from bot.domain import Fact
from bot.domain.handling import Tlp
from bot.domain.ledger import Event, body_of, changed_fields, content_hash
from bot.factbase.checking import Remark
from bot.storage import ledger, synced
from bot.storage.engine import Session


@dataclass(frozen=True, slots=True)
class Revised:
    """What came of a revision: it was made, unless a remark is an error."""

    event: Event | None
    remarks: tuple[Remark, ...]


async def revised(
    session: Session, act: Act, fields: Mapping[str, Any], now: datetime, ceiling: Tlp
) -> Revised:
    """Replace fields of a fact; raise ActRefusedError if a file owns it or nothing would change.

    What the checks say names nothing above the ceiling.
    """
    stands = await seen(session, act, now)
    event = decide(act, stands)
    if file := await synced.owner(session, fact_target(act.fact_id)):
        raise ActRefusedError(f"{act.fact_id} stands in {file}. Edit it there, then run `footnote sync`.")
    before = Fact.model_validate(stands.kept.body)
    draft = ProposedFact(before.source_id, merged(before, fields))
    read = await read_draft(session, draft, fact_id=act.fact_id)
    told = (await read_draft(session, draft, fact_id=act.fact_id, ceiling=ceiling)).remarks
    if read.ready is None and not any(each.level == "error" for each in told):
        raise ActRefusedError("A check refuses this wording. Edit it in a channel of the curators.")
    if read.ready is None:
        return Revised(None, told)
    body = body_of(read.ready.fact)
    changed = changed_fields(body_of(before), body)
    if not changed:
        raise ActRefusedError(f"Nothing would change in {act.fact_id}. Change a field, or leave it.")
    event = replace(event, body=body, changed=changed, content_hash=content_hash(read.ready.fact))
    new = [event, *await replacements(session, event, before.supersedes)]
    made, *_ = await ledger.append(session, new, now, {act.fact_id: read.ready.located})
    return Revised(made, told)
