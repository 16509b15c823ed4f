"""Questions that nobody means: they must be answered as quickly as any, with whatever or with nothing."""

import random
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import cycle

from matching_corpus import Question
from matching_measuring import WARMING
from matching_protocol import Program
from matching_tables import print_table

LONG, MANY = 10_000, 1_000
"""Characters of a long question, and words of one that has many."""
SEED = 11


def hostile(questions: Sequence[Question]) -> Mapping[str, str]:
    """Make the questions, by what they are; some are made of words that are asked elsewhere."""
    words = [word for each in questions for word in each.text.split()]
    known = _long(cycle(words))
    made = list(_made_words())
    return {
        "10,000 characters of what is asked": known,
        "10,000 characters of what is asked, in one word": known.replace(" ", ""),
        "10,000 characters of what is asked, reversed": known[::-1],
        "10,000 characters of made words": _long(cycle(made)),
        "a thousand distinct unknown words": " ".join(made),
        "a thousand distinct misspelt words": " ".join(_misspelt(dict.fromkeys(words))),
        "one letter ten thousand times": "a" * LONG,
        "one letter as a thousand words": "a " * MANY,
        "one word ten thousand characters long": "".join(made)[:LONG],
        "only stop words": _long(cycle(("what", "is", "the", "of", "and", "who"))),
        "only numbers": " ".join(map(str, range(MANY))),
        "only emoji": "🔥💣🚀🏴‍☠️" * (LONG // 4),
        "only punctuation": string.punctuation * (LONG // len(string.punctuation)),
        "scripts mixed in every word": _long(cycle(("Аfghаnistаn", "داعشISIS", "ИГИЛ塔利班", "Ελλάςland"))),
        "right-to-left marks": "\u202e\u200f\u2067".join(known[:MANY]),
        "NULs": "\0".join(known[:MANY]),
        "lone surrogates": "\ud800 \udfff" * MANY,
        "combining marks by the thousand": "e" + "\u0301" * LONG,
        "quotation marks, open and closed": '"' * LONG,
    }


def measure_hostile(program: Program, questions: Sequence[Question]) -> dict[str, float]:
    """Ask each once, print how long that took, and return the worst."""
    for question in questions[:WARMING]:
        program.ask(question.text)
    replies = {name: program.request({"op": "once", "q": text}) for name, text in hostile(questions).items()}
    slowest = sorted(replies.items(), key=lambda each: each[1]["ms"], reverse=True)
    print_table(
        "Questions that nobody means, the slowest first",
        ("question", "ms", "answers"),
        ((name, reply["ms"], reply["answers"]) for name, reply in slowest),
    )
    return {"worst hostile question ms": slowest[0][1]["ms"]}


def _long(words: Iterable[str]) -> str:
    text = ""
    for word in words:
        text += f"{word} "
        if len(text) > LONG:
            break
    return text[:LONG]


def _made_words() -> Iterator[str]:
    chance = random.Random(SEED)  # noqa: S311  # reproducible, not secret
    for _ in range(MANY):
        yield "".join(chance.choices(string.ascii_lowercase, k=chance.randint(5, 12)))


def _misspelt(words: Iterable[str]) -> Iterator[str]:
    """Drop a letter in the middle of each word that has some."""
    for _, word in zip(range(MANY), (each for each in words if len(each) > 5), strict=False):  # noqa: PLR2004  # shorter ones are not corrected
        yield word[: len(word) // 2] + word[len(word) // 2 + 1 :]
