"""The dossier that `crash_ledger.py` changes, fact by fact; written with the builders of the tests."""

import random
from pathlib import Path

import yaml

from bot.domain.facts import Fact
from tests.factbase.knowledge_files import DOSSIER, KnowledgeFiles, a_fact

CLAIMS = ("Kabul was calm", "Kabul was loud", "Kabul was cold", "Kabul was dark", "Kabul was warm")


class ChangingFiles:
    """The dossier that changes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._file = root / DOSSIER
        self._chance = random.Random(11)  # noqa: S311  # reproducible, not secret
        facts = [a_fact(f"{claim} on day {number}.") for number, claim in enumerate(CLAIMS, 1)]
        text = "\n".join(each["claim"] for each in facts)
        KnowledgeFiles(root).dossier(text, *facts)
        self.dossier = yaml.safe_load(self._file.read_text())

    @property
    def facts(self) -> dict[str, Fact]:
        """What the file says now."""
        return {each["id"]: Fact.model_validate(each) for each in self.dossier["facts"]}

    def change(self) -> None:
        """Retract, restore or revise one fact, in one step for whoever reads the file."""
        each = self._chance.choice(self.dossier["facts"])
        if self._chance.random() < 0.3:  # noqa: PLR2004  # three changes in ten
            each["credibility"] = each.get("credibility", 6) % 5 + 1
        elif each.pop("status", None) is None:
            each |= {"status": "retracted", "reason": "withdrawn"}
        else:
            del each["reason"]
        fresh = self._file.with_suffix(".new")
        fresh.write_text(yaml.safe_dump(self.dossier, sort_keys=False))
        fresh.replace(self._file)
