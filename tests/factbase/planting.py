"""A copy of the shipped dossier, and of a second article, into which a test plants a difference."""

import json
import shutil
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bot.factbase.load import load_base

ROOT = Path(__file__).parents[2]
ARTICLES = Path(__file__).parent / "articles"
FOLDER = "knowledge/facts/2024"
FIRST, SECOND = "afintl-240216", "afintl-240305"
# Whatever the two articles name, and neighbours that a slip may lead to.
_NAMED = (
    "afghanistan afghanistan-international al-qaeda central-asia egypt hazara herat indonesia iran iraq isis "
    "isis-k kabul malaysia middle-east mozambique natalia-gherman pakistan sahel syria taliban un-experts "
    "un-counter-terrorism-committee un-office-of-counter-terrorism un-security-council united-nations "
    "vladimir-voronkov west-africa western-asia"
)
ENTITIES = _NAMED.split()


@dataclass(frozen=True)
class Planted:
    """A difference in one fact, and what must be said of it."""

    name: str
    fact: str
    """The last digits of the id; those of the second article begin with its letter: `b.02`."""
    line: str
    """What the changed line begins with; empty for the whole fact."""
    old: str
    """What stands there once; empty to add `new` as a line of its own."""
    new: str
    check: str = ""
    """What flags it; nothing does if it is harmless."""
    level: str = "error"
    at: str = "- id:"
    """What the line says that the finding stands at."""

    @property
    def fact_id(self):
        return f"{SECOND}.{self.fact[2:]}" if self.fact.startswith("b.") else f"{FIRST}.{self.fact}"


class Copy:
    """The two dossiers and their documents under a directory."""

    def __init__(self, root, entities):
        self.root = root
        (root / FOLDER).mkdir(parents=True)
        (root / "seeds").mkdir()
        shutil.copy(ROOT / "knowledge/topics.yaml", root / "knowledge")
        (root / "knowledge/entities").mkdir()
        (root / "knowledge/entities/all.yaml").write_text(json.dumps(entities), encoding="utf-8")
        for name, seeds in ((FIRST, ROOT / "seeds"), (SECOND, ARTICLES)):
            folder = ROOT / FOLDER if name == FIRST else ARTICLES
            shutil.copy(seeds / f"{name}.txt", root / "seeds")
            shutil.copy(folder / f"{name}.yaml", root / FOLDER)
            self.edit(name, "SHA256", self.digest(name), must_stand=False)

    def digest(self, name):
        """The pin of a document as it stands."""
        return sha256((self.root / f"seeds/{name}.txt").read_bytes()).hexdigest()

    def edit(self, name, old, new, *, must_stand=True):
        """Replace words that stand once in a dossier."""
        path = self.root / FOLDER / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        assert not must_stand or text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    def edit_document(self, name, old, new):
        """Replace words of a document, and pin it as it is then."""
        path, before = self.root / f"seeds/{name}.txt", self.digest(name)
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        self.edit(name, before, self.digest(name))

    def plant(self, planted):
        """Replace words of one fact, or add a line to it."""
        name = planted.fact_id.partition(".")[0]
        block = self.block(planted.fact_id)
        changed = f"{block}\n    {planted.new}"
        if planted.old:
            lines = block.splitlines() if planted.line else [block]
            before = next(line for line in lines if line.lstrip(" -{").startswith(planted.line))
            assert before.count(planted.old) == 1, before
            changed = block.replace(before, before.replace(planted.old, planted.new), 1)
        self.edit(name, block, changed)

    def block(self, fact_id):
        """The lines of one fact, from its id on."""
        text = (self.root / FOLDER / f"{fact_id.partition('.')[0]}.yaml").read_text(encoding="utf-8")
        begin = text.index(f"  - id: {fact_id}\n")
        end = text.find("\n\n", begin)
        return text[begin:end]

    def line(self, fact_id, words):
        """The number of the line of a fact that holds the words."""
        text = (self.root / FOLDER / f"{fact_id.partition('.')[0]}.yaml").read_text(encoding="utf-8")
        begin = text.index(f"  - id: {fact_id}\n")
        return text.count("\n", 0, text.index(words, begin)) + 1

    def findings(self):
        """Everything the checks say."""
        return load_base(self.root / "knowledge", self.root / "seeds").findings
