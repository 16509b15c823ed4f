"""Misspells names as people do: letters doubled, dropped, swapped, hit beside their key, spelt by ear."""

import random
from collections.abc import Callable, Iterator

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
BESIDE = {
    letter: "".join(row[place + step] for step in (-1, 1) if 0 <= place + step < len(row))
    for row in _ROWS
    for place, letter in enumerate(row)
}
"""The keys left and right of each letter's on an English keyboard."""
# Spellings that transliterations of Arabic, Persian, Russian and French change for each other.
BY_EAR = (
    ("kh", "h"), ("q", "k"), ("ou", "u"), ("sh", "ch"), ("ee", "i"), ("oo", "u"), ("ph", "f"), ("dj", "j"),
    ("y", "i"), ("w", "v"), ("ck", "k"), ("c", "k"), ("ei", "ay"), ("z", "s"), ("gh", "g"), ("th", "t"),
    ("aa", "a"), ("u", "ou"), ("e", "i"), ("o", "u"),
)  # fmt: skip
LONG = 10
"""Letters from which on a second slip is likely."""
Slip = Callable[[str, int, random.Random], str]


def doubled(word: str, place: int, _: random.Random) -> str:
    """Type a letter twice."""
    return word[: place + 1] + word[place:]


def dropped(word: str, place: int, _: random.Random) -> str:
    """Leave a letter out."""
    return word[:place] + word[place + 1 :]


def swapped(word: str, place: int, _: random.Random) -> str:
    """Type a letter and the one before it in the wrong order."""
    return word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]


def beside(word: str, place: int, chance: random.Random) -> str:
    """Hit the key beside the right one."""
    return word[:place] + chance.choice(BESIDE.get(word[place], word[place])) + word[place + 1 :]


HUMAN: tuple[Slip, ...] = (doubled, dropped, swapped)
KEYBOARD: tuple[Slip, ...] = (beside,)


def misspelt(name: str, slips: tuple[Slip, ...], chance: random.Random) -> str:
    """Misspell the longest word of a lower-case name after its first letter, at times twice."""
    words = name.split()
    longest = max(range(len(words)), key=lambda number: len(words[number]))
    for _ in range(2 if len(words[longest]) >= LONG and chance.random() < 0.4 else 1):  # noqa: PLR2004  # a choice
        word = words[longest]
        words[longest] = chance.choice(slips)(word, chance.randrange(1, len(word)), chance)
    return " ".join(words)


def heard(name: str) -> Iterator[str]:
    """Yield spellings of a lower-case name by ear: each by one rule, at one place after its start."""
    for written, otherwise in BY_EAR:
        spelt = name[0] + name[1:].replace(written, otherwise, 1)
        if spelt != name:
            yield spelt
