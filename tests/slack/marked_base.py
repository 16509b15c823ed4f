"""A base with a fact of every marking, whose every word that might slip out is made up and its own."""

from dataclasses import dataclass

from bot.domain.handling import Tlp, stricter
from tests.factbase.knowledge_files import KnowledgeFiles, a_fact

SHARED_WORDS = "Forty people were hurt in Kabul in 2023."
"""They stand in every document, and whoever likes proposes a fact from them."""
BORN_WORDS = "Many people fled from Kabul."
"""The quote of the fact that was born in Slack."""
MARKS: dict[str, Tlp] = {
    "plain-240216": "CLEAR",
    "green-240216": "GREEN",
    "amber-240216": "AMBER",
    "strict-240216": "AMBER+STRICT",
    "red-240216": "RED",
}
"""The marking of each document, by its id, as it is at first."""
WORDS = {
    "plain-240216": ("Babulek", "Cavorim", "Dexolan", "Fiturov", "Gopelix"),
    "green-240216": ("Hiqasor", "Jomuvel", "Kyrandis", "Lezopak", "Mufiqor"),
    "amber-240216": ("Nebraxol", "Pidgovar", "Quelmari", "Rastovin", "Sulfirek"),
    "strict-240216": ("Tagwolen", "Ubrixan", "Velqotar", "Wodimesh", "Xanforel"),
    "red-240216": ("Yelbrask", "Zorimath", "Arklopin", "Bromquet", "Cyldavor"),
}
"""Of each document: a word of its claim, of its quote, of what stands around, of its title and publisher."""
WITHIN = "Dulfranek"
"""A word in the claim of a fact that is AMBER, in a document that is not."""
WITHIN_ID = "plain-240216.02"
BORN = "Engtovar"
"""A word in the claim of the fact that was born in Slack."""


@dataclass
class Secret:
    """What must not be told where its marking is too strict."""

    name: str
    words: tuple[str, ...]
    document: str
    own: Tlp
    """Its own marking; the document's counts, too, if that is the stricter."""
    is_gone: bool = False
    """Its words were taken away for good."""

    def tlp(self, documents: dict[str, Tlp]) -> Tlp:
        """Return who may be told."""
        return stricter(self.own, documents[self.document])


def secrets():
    """Every fact and every document, as they are at first, by id; of a fact the id is a secret as well."""
    found = []
    for document, (claim, quote, around, title, publisher) in WORDS.items():
        found.append(Secret(document, (around, title, publisher, document), document, "CLEAR"))
        found.append(Secret(f"{document}.01", (claim, quote, f"{document}.01"), document, "CLEAR"))
    found.append(Secret(WITHIN_ID, (WITHIN, WITHIN_ID), "plain-240216", "AMBER"))
    return {each.name: each for each in found}


def write(files, documents):
    """Write the documents with their markings, and what is known from them."""
    for document, tlp in documents.items():
        claim, quote, around, title, publisher = WORDS[document]
        said = f"ISIS hurt forty people in Kabul, {quote} said."
        text = (
            f"Much was said of {around}.\n\n{said}\n\n{SHARED_WORDS} {BORN_WORDS}\n\nNo more of {around}.\n"
        )
        facts = [_fact(f"{claim} says that ISIS hurt people in Kabul.", said, id=f"{document}.01")]
        if document.startswith("plain"):
            claim = f"{WITHIN} counts forty people whom ISIS hurt in Kabul."
            contradicted = [f"{document}.01"]
            facts.append(_fact(claim, SHARED_WORDS, id=WITHIN_ID, tlp="AMBER", contradicts=contradicted))
        files.dossier(
            text,
            *facts,
            path=f"knowledge/facts/2024/{document}.yaml",
            source={
                "id": document,
                "title": f"A {title} article",
                "publisher": f"{publisher} Press",
                "file": f"{document}.txt",
                "tlp": tlp,
            },
        )


def marked_files(root):
    """Write the base into a directory."""
    files = KnowledgeFiles(root)
    write(files, MARKS)
    return files


def _fact(claim, quote, **fields):
    return a_fact(claim, quote, subjects=["isis"], places=["kabul"], topics=["attacks"], **fields)
