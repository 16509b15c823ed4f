"""A fact-check as blocks: each sentence of a message, what the base says of it, and in what exactly."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain.answers import ShownFact
from bot.domain.fact_checks import (
    Aspect,
    AspectKind,
    CheckedSentence,
    FactCheck,
    Finding,
    Verdict,
)
from bot.slack.blocks.answer import fact_in_words
from bot.slack.blocks.buttons import BUTTON_VALUE_LIMIT, propose_button
from bot.slack.blocks.check_buttons import dump_to_share, share_check_button, to_share
from bot.slack.blocks.facts import Head, Room, fact_blocks
from bot.slack.blocks.moments import moment_in_words
from bot.slack.blocks.replies import Message
from bot.slack.blocks.text import (
    TEXT_TOTAL,
    actions,
    context,
    counted,
    cut,
    in_a_line,
    mrkdwn,
    section,
    weight,
)

SENTENCE_LIMIT = 300
"""Characters of a sentence that are shown; it stands above in whole."""
ASPECTS_SHOWN = 6
WORDS_LIMIT = 80
MOST_BLOCKS = 46
"""With the last line and the buttons a message has its 50."""
_ENDING = 700
"""What the last line, the buttons and the name of who shares it take of Slack's limit on text."""
ROOM = Room(quotes=0, line=220, context=200, names=40, why=0)
VERDICTS: dict[Verdict, str] = {
    "contradicted": "Contradicted",
    "supported": "Supported",
    "partly": "Partly",
    "related": "Related, not decided",
    "nothing": "Nothing on that",
}
"""In the order in which they are counted."""
_COUNTED: dict[Verdict, str] = {"related": "only related"}
_OF_FACT: dict[Verdict, str] = {
    "contradicted": "This contradicts it.",
    "supported": "This supports it.",
    "partly": "This supports a part of it.",
    "related": "This is related to it, and does not decide it.",
    "nothing": "",
}
_KINDS: dict[AspectKind, str] = {
    "what": "what is said",
    "who": "who",
    "order": "who does it to whom",
    "speaker": "who says it",
    "place": "place",
    "number": "number",
    "direction": "direction",
    "negation": "negation",
    "date": "date",
    "tense": "time",
    "hedge": "certainty",
}
_HOW = (
    "Compared by names, places, numbers, dates, negation, direction and the words of the claim; what these "
    "do not decide is not decided."
)
_NOTHING_STATED = (
    "*Nothing in it states something that can be checked.* Greetings, questions and bare links are left out."
)


def draw_check(check: FactCheck, today: date, *, thread_ts: str = "", can_share: bool = True) -> Message:
    """Draw a fact-check for whoever asked for it; `thread_ts` is that of the message that was checked."""
    fitting = fit(check, today)
    buttons = [propose_button("We have a source for this")]
    if can_share and fitting.sentences:
        buttons.insert(0, share_check_button(to_share(fitting, thread_ts)))
    drawn = _draw(fitting, today)
    return replace(drawn, blocks=[*drawn.blocks, context(_HOW), actions(buttons)])


def draw_shared_check(check: FactCheck, today: date, shared_by: str) -> tuple[Message, FactCheck]:
    """Draw a fact-check that others see, and return what of it is shown."""
    fitting = fit(check, today)
    drawn = _draw(fitting, today, f"Checked by {mrkdwn(shared_by, 80)}. ")
    return replace(drawn, blocks=[*drawn.blocks, context(_HOW)]), fitting


def fit(check: FactCheck, today: date) -> FactCheck:
    """Keep what one message and one button hold: the first sentences with their facts; others are counted."""
    kept = tuple(replace(each, findings=_told(each)) for each in check.sentences)
    while kept and not _fits(replace(check, sentences=kept), today):
        kept = kept[:-1]
    return replace(check, sentences=kept, left_out=check.left_out + len(check.sentences) - len(kept))


def _fits(check: FactCheck, today: date) -> bool:
    blocks = _draw(check, today).blocks
    is_short = len(dump_to_share(to_share(check, "0" * 20))) <= BUTTON_VALUE_LIMIT
    return is_short and len(blocks) <= MOST_BLOCKS and weight(blocks) <= TEXT_TOTAL - _ENDING


def _draw(check: FactCheck, today: date, by: str = "") -> Message:
    head = f"{by}{_head(check)}"
    numbers = {each.cited.fact.id: number for number, each in enumerate(check.shown, 1)}
    blocks, lines, shown = [section(head)], [head], set[str]()
    for sentence in check.sentences:
        fresh = [each for each in sentence.findings if each.shown.cited.fact.id not in shown]
        shown |= {each.shown.cited.fact.id for each in fresh}
        blocks.append(_verdict_block(sentence, fresh, numbers))
        lines.append(f"{_verdict(sentence)}: “{in_a_line(sentence.text, SENTENCE_LIMIT)}”")
        for finding in fresh:
            placed = replace(finding.shown, number=numbers[finding.shown.cited.fact.id])
            said = _compared(finding, sentence)
            blocks += _fact_blocks(placed, "" if _is_alone(sentence) else said, today, numbers)
            lines.append(" · ".join(filter(None, (in_a_line(said, 600), fact_in_words(placed, today)))))
    return Message("\n".join(lines), blocks, check.tlp)


def _head(check: FactCheck) -> str:
    if not check.sentences and not check.left_out:
        return _NOTHING_STATED
    counts = [
        f"{count} {_COUNTED.get(verdict, words.lower())}"
        for verdict, words in VERDICTS.items()
        if (count := sum(each.verdict == verdict for each in check.sentences))
    ]
    parts = [
        *([f"TLP:{check.tlp}"] if check.tlp != "CLEAR" else []),
        *moment_in_words(check.moment),
        *([f"{counted(check.left_out, 'more sentence')} not checked here"] if check.left_out else []),
    ]
    return " · ".join([f"*Checked against the base:* {', '.join(counts)}", *parts])


def _told(sentence: CheckedSentence) -> tuple[Finding, ...]:
    """Return the facts that are shown: of those that decide nothing one is enough."""
    return sentence.findings[:1] if sentence.verdict == "related" else sentence.findings


def _verdict(sentence: CheckedSentence) -> str:
    return "Facts disagree" if sentence.facts_disagree else VERDICTS[sentence.verdict]


def _is_alone(sentence: CheckedSentence) -> bool:
    """Tell whether one fact stands beside a sentence: then what is compared stands under the sentence."""
    return len(sentence.findings) == 1


def _verdict_block(
    sentence: CheckedSentence, fresh: list[Finding], numbers: dict[str, int]
) -> dict[str, Any]:
    """Say the verdict, the sentence, literally, and, if one fact stands beside it, in what they differ.

    The block goes with the fact that decides, should that be taken out of the message.
    """
    said = f" · “{cut(sentence.text, SENTENCE_LIMIT)}”"
    again = [each for each in sentence.findings if each not in fresh]
    if again:
        # In one piece: it goes as a whole, should the fact that it names.
        told = "".join(f"\n{_compared(each, sentence)} {_see(each, numbers)}" for each in again)
        leaves = [_leaf(f"{_verdict(sentence)}{said}{told}")]
    else:
        told = f"\n{_compared(fresh[0], sentence)}" if _is_alone(sentence) else ""
        leaves = [_leaf(_verdict(sentence), bold=True), _leaf(f"{said}{told}".rstrip())]
    block = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": leaves}]}
    return {**block, "block_id": f"was:{fresh[0].shown.cited.fact.id}"} if fresh else block


def _see(finding: Finding, numbers: dict[str, int]) -> str:
    fact_id = finding.shown.cited.fact.id
    return f"See fact {numbers[fact_id]} ({fact_id})."


def _fact_blocks(
    shown: ShownFact, compared: str, today: date, numbers: dict[str, int]
) -> Iterator[dict[str, Any]]:
    """Draw the fact; what is compared, if it stands here, stands with the quote, whose words it holds."""
    head = Head(has_source=False, has_verification=False)
    claim, quote, line = fact_blocks(shown, today, ROOM, head, numbers=numbers)
    if compared:
        said = {"type": "rich_text_section", "elements": [_leaf(compared)]}
        quote = {**quote, "elements": [said, *quote["elements"]]}
    yield from (claim, quote, line)


def _compared(finding: Finding, sentence: CheckedSentence) -> str:
    """Say what the verdict does not, in what a fact differs, by the words of both, and in what it agrees."""
    differing = [_difference(each) for each in finding.aspects if not each.agrees]
    agreeing = dict.fromkeys(_agreement(each) for each in finding.aspects if _is_agreed(each))
    is_said = _is_alone(sentence) and finding.verdict == sentence.verdict
    parts = [
        "" if is_said else _of_fact(finding, sentence),
        *differing[:ASPECTS_SHOWN],
        f"Agrees in {', '.join(agreeing)}." if agreeing else "",
    ]
    return " ".join(filter(None, parts))


def _of_fact(finding: Finding, sentence: CheckedSentence) -> str:
    if sentence.facts_disagree and finding.verdict not in ("supported", "contradicted"):
        return "This contradicts the other fact; by itself it does not decide the sentence."
    return _OF_FACT[finding.verdict]


def _difference(aspect: Aspect) -> str:
    kind = _KINDS[aspect.kind]
    if aspect.kind == "tense":
        return f"Differs in {kind}: the message speaks of {aspect.said}, the fact of {aspect.held}."
    return f"Differs in {kind}: the message says {_words(aspect.said)}, the fact {_words(aspect.held)}."


def _is_agreed(aspect: Aspect) -> bool:
    """Tell whether a message says itself what a fact does; of a direction it may be silent."""
    return aspect.agrees and bool(aspect.said or aspect.kind != "direction")


def _agreement(aspect: Aspect) -> str:
    """Name what agrees; of a word that points back it is told whom it was read as."""
    kind = _KINDS[aspect.kind]
    return f"{kind} ({_words(aspect.said)})" if aspect.points_back else kind


def _words(words: str) -> str:
    return f"“{cut(words, WORDS_LIMIT)}”" if words else "nothing"


def _leaf(text: str, **style: bool) -> dict[str, Any]:
    return {"type": "text", "text": text, **({"style": style} if style else {})}
