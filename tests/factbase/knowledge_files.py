"""A small knowledge/ and seeds/ on disk, written as curators write them."""

from hashlib import sha256
from itertools import count

import yaml

from bot.factbase.load import load_base

DOSSIER = "knowledge/facts/2024/test-240216.yaml"
ENTITIES = [
    {"id": "isis", "kind": "armed-group", "names": {"en": ["ISIS", "Islamic State"]}},
    {"id": "isis-k", "kind": "armed-group", "names": {"en": ["ISIS-K"]}, "broader": ["isis"]},
    {"id": "voronkov", "kind": "person", "names": {"en": ["Vladimir Voronkov", "Voronkov"]}},
    {"id": "test-press", "kind": "organization", "names": {"en": ["Test Press"]}},
    {"id": "united-states", "kind": "place", "names": {"en": ["United States", "US"]}},
    {
        "id": "afghanistan",
        "kind": "place",
        "names": {"en": ["Afghanistan"]},
        "demonyms": ["Afghan", "Afghans"],
    },
    {"id": "kabul", "kind": "place", "names": {"en": ["Kabul"]}, "broader": ["afghanistan"]},
]
TOPICS = [{"id": "attacks", "names": {"en": ["Attacks"]}, "words": ["bombing"]}]
_numbers = count(1)


def a_fact(claim, quote=None, **fields):
    """The fields of a fact in the publisher's own voice; its quote is the claim unless another is given."""
    return {
        "id": f"test-240216.{next(_numbers):02}",
        "claim": claim,
        "quotes": [{"exact": quote or claim}],
        "attribution": {"chain": ["test-press"], "how": "own-voice"},
        **fields,
    }


class KnowledgeFiles:
    """Writes files under a directory, and loads the base from them."""

    def __init__(self, root):
        self.root = root
        self.knowledge = root / "knowledge"
        self.seeds = root / "seeds"
        self.seeds.mkdir()
        self.write("knowledge/entities/all.yaml", yaml.safe_dump(ENTITIES))
        self.write("knowledge/topics.yaml", yaml.safe_dump(TOPICS))

    def write(self, path, text):
        """Write one file, with the directories it needs."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def dossier(self, text, *facts, path=DOSSIER, source=None, no_facts=()):
        """Write a document and the dossier about it; `source` replaces fields of the source."""
        content = text.encode()
        fields = {
            "id": "test-240216",
            "kind": "news",
            "title": "A test article",
            "publisher": "Test Press",
            "published": "2024-02-16",
            "accessed": "2024-03-01",
            "language": "en",
            "file": "test-240216.txt",
            "sha256": sha256(content).hexdigest(),
            **(source or {}),
        }
        (self.seeds / fields["file"]).write_bytes(content)
        dossier = {
            "source": fields,
            "edited_by": "a curator",
            "facts": list(facts),
            "no_facts": list(no_facts),
        }
        self.write(path, yaml.safe_dump(dossier, sort_keys=False, allow_unicode=True))

    def load(self):
        """Load the base."""
        return load_base(self.knowledge, self.seeds)

    def check(self, text, *facts, **dossier):
        """Write one dossier, and return what the checks find but how much of the text is covered."""
        self.dossier(text, *facts, **dossier)
        return [finding for finding in self.load().findings if finding.check != "coverage"]
