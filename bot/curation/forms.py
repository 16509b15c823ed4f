"""The form of a fact: what people fill in about one, as the fields that a dossier has, and back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, get_args

from bot.curation.rules import one_line
from bot.curation.wording import ProposedFact
from bot.domain import Fact
from bot.factbase.checking import Remark

SaidHow: TypeAlias = Literal["own-voice", "paraphrase", "direct", "carried", "presupposed"]
FormField: TypeAlias = Literal[
    "claim", "quotes", "source", "attribution", "how", "words", "when", "places", "subjects", "topics"
]
"""The inputs, by the field of a fact that each is about; `how` and `words` are parts of the attribution."""
_FIELDS: tuple[str, ...] = get_args(FormField)
_NEAREST: Mapping[str, FormField] = {"objects": "subjects"}
"""Where a finding is shown that is about a field without an input; at the claim, else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What stands in the form."""

    claim: str
    quote: str
    source_id: str
    speaker: str
    """An entity's id, or words."""
    how: SaidHow
    words: str = ""
    """The document's own words for the speaker ("He"), where it does not name them."""
    when: str = ""
    """EDTF."""
    places: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """What the checks say of a form."""

    errors: dict[str, str] = field(default_factory=dict)
    """By input."""
    warnings: tuple[str, ...] = ()


def draft_of(form: Form) -> ProposedFact:
    """Make a draft of a new fact."""
    fields: dict[str, Any] = {
        "claim": one_line(form.claim),
        "quotes": [{"exact": one_line(form.quote)}],
        "attribution": _attribution(form, [form.speaker]),
        "places": form.places,
        "subjects": form.subjects,
        "topics": form.topics,
    }
    if form.when.strip():
        fields["when"] = {"event": form.when}
    return ProposedFact(form.source_id, fields)


def form_of(fact: Fact) -> Form:
    """Fill a form in with a fact; of several quotes it shows the first."""
    return Form(
        claim=fact.claim,
        quote=one_line(fact.quotes[0].exact),
        source_id=fact.source_id,
        speaker=fact.attribution.speaker,
        how=fact.attribution.how,
        words=fact.attribution.words,
        when=next(iter(fact.when.stated), ""),
        places=fact.places,
        subjects=fact.subjects,
        topics=fact.topics,
    )


def changes_of(form: Form, fact: Fact) -> dict[str, Any]:
    """Return the fields of a fact that a form changes; what the form does not show stays as it is."""
    before, whole = form_of(fact), fact.model_dump(mode="json", exclude_defaults=True)
    changed: dict[str, Any] = {
        name: getattr(form, name)
        for name in ("places", "subjects", "topics")
        if getattr(form, name) != getattr(before, name)
    }
    if one_line(form.claim) != before.claim:
        changed["claim"] = one_line(form.claim)
    if one_line(form.quote) != before.quote:
        changed["quotes"] = [{"exact": one_line(form.quote)}, *whole["quotes"][1:]]
    if (form.speaker, form.how, form.words) != (before.speaker, before.how, before.words):
        earlier = whole["attribution"]["chain"][:-1]
        changed["attribution"] = _attribution(form, [*earlier, form.speaker])
    if form.when.strip() != before.when:
        stated = next((name for name in ("event", "as_of", "said") if getattr(fact.when, name)), "event")
        rest = {name: value for name, value in whole.get("when", {}).items() if name != stated}
        changed["when"] = {**rest, **({stated: form.when} if form.when.strip() else {})} or None
    return changed


def findings(remarks: Iterable[Remark]) -> Findings:
    """Sort what the checks say: errors to their inputs, warnings together."""
    errors: dict[str, str] = {}
    warnings = []
    for remark in remarks:
        if remark.level == "error":
            shown_at = remark.field if remark.field in _FIELDS else _NEAREST.get(remark.field, "claim")
            errors[shown_at] = " ".join(filter(None, (errors.get(shown_at), remark.message)))
        elif remark.level == "warning":
            warnings.append(remark.message)
    return Findings(errors, tuple(warnings))


def _attribution(form: Form, chain: list[str]) -> dict[str, Any]:
    words = one_line(form.words)
    inferred = {"words": words, "resolution": "inferred"} if words else {}
    return {"chain": chain, "how": form.how, **inferred}
