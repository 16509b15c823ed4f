"""A message becomes the sentences that state something, and a sentence its clauses."""

import html
import re
from collections.abc import Iterator
from itertools import islice

from bot.documents.directions import directions_in
from bot.documents.reading import document_of
from bot.documents.sentences import sentences

_CODE = re.compile(r"```[^`]*```|`[^`\n]*`")
_LINK = re.compile(r"<(?:https?://|mailto:|tel:)[^<>|]*(?:\|(?P<label>[^<>]*))?>|\bhttps?://\S+|\bwww\.\S+")
# A person, a channel or a date as Slack writes it, and an emoji by its name.
_MENTION = re.compile(r"<[@#!][^<>]*>|(?<!\w):[a-z0-9_+-]{1,60}:(?!\w)")
_MARKS = re.compile(r"(?<!\w)[*_~]+(?=\w)|(?<=[\w.,!?])[*_~]+(?!\w)")
_LINE_START = re.compile(r"^[ \t]*(?:(?:>|&gt;|[-•*◦‣]|\d{1,2}[.)])[ \t]+)+", re.MULTILINE)
_NO_STATEMENT = re.compile(
    r"(?:please|pls|thanks?|thank you|hi|hello|hey|dear|good (?:morning|afternoon|evening)|welcome"
    r"|congratulations|see|check|look|read|note that|let'?s|let us|fyi|ok|okay|yes|sure|sorry|great|lol)\b"
    r"(?!\s+(?:is|are|was|has))",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3
_WORD = re.compile(r"[^\W\d_]{2,}")

_JOINT = re.compile(
    r";\s+|,\s+(?:and|but|while|whereas|although|though|yet|along with)\s+"
    r"|\s+(?:but|while|whereas|although)\s+"
)
_MOST_JOINTS = 4
"""What has more is a list, not clauses."""
_CONCEDING = re.compile(r"(?:although|though|while|whereas)\s+", re.IGNORECASE)
_COMMA = re.compile(r",\s+")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|will|would|can|could|may|might|isn't|aren't|hasn't|haven't"
    r"|\w{3,}ed|continues?|remains?|maintains?|keeps?|says?|controls?|launche?s?|attacks?|holds?)\b",
    re.IGNORECASE,
)


def told(message: str) -> Iterator[str]:
    """Yield the sentences of a message, without code and bare links."""
    for passage in sentences(document_of(_plain(message))):
        yield " ".join(passage.text.split())


def states_something(sentence: str) -> bool:
    """Tell whether a sentence states anything that could be so or not: questions and greetings do not."""
    bare = sentence.lstrip("\"'“‘(*_ ")
    is_question = sentence.rstrip("\"'”’)*_ ").endswith("?")
    return not is_question and not _NO_STATEMENT.match(bare) and len(_WORD.findall(bare)) >= _FEWEST_WORDS


def clauses(sentence: str) -> tuple[str, ...]:
    """Split a sentence where it begins to say something else, with a verb of its own; each part once."""
    parts = [sentence]
    if _CONCEDING.match(sentence):
        first, *rest = _COMMA.split(_CONCEDING.sub("", sentence, count=1), maxsplit=1)
        parts = [first, *rest] if rest and _tells(first) and _tells(rest[0]) else parts
    return tuple(clause for part in parts for clause in _split(part))


def _split(sentence: str) -> Iterator[str]:
    begin = 0
    for joint in islice(_JOINT.finditer(sentence), _MOST_JOINTS):
        before, after = sentence[begin : joint.start()], sentence[joint.end() :]
        if _tells(before) and _tells(_JOINT.split(after, maxsplit=1)[0]):
            yield before
            begin = joint.end()
    yield sentence[begin:]


def _tells(clause: str) -> bool:
    return bool(_FINITE.search(clause) or directions_in(clause))


def _plain(message: str) -> str:
    """Leave what a reader sees of a message as Slack writes it; each line becomes a paragraph."""
    # Half a character, which JSON can hold, is no text.
    text = _CODE.sub(" ", message.encode(errors="replace").decode())
    text = _LINK.sub(lambda link: link["label"] or " ", text)
    text = _MARKS.sub("", _LINE_START.sub("", _MENTION.sub(" ", text)))
    return html.unescape(text).replace("\n", "\n\n")
