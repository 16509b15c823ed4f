"""Entities and topics: everything in the base that has a name."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints

from bot.domain.records import Record

EntityKind: TypeAlias = Literal["armed-group", "person", "organization", "office", "place", "community"]
EntityId: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Name: TypeAlias = Annotated[str, StringConstraints(min_length=1, max_length=120)]
LanguageTag: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]
Names: TypeAlias = dict[LanguageTag, Annotated[tuple[Name, ...], Field(min_length=1)]]


class Named(Record):
    """What a question may name."""

    id: EntityId
    names: Annotated[Names, Field(min_length=1)]
    """Names by language tag (BCP 47), the preferred one first. An alias resolves, it never merges."""

    @property
    def name(self) -> str:
        """The preferred name: the English one where there is one."""
        return self.names["en"][0] if "en" in self.names else next(iter(self.names.values()))[0]


class Entity(Named):
    """A group, person, organization, office, place or community that questions may name."""

    kind: EntityKind
    demonyms: tuple[Name, ...] = ()
    """Words for what comes from a place ("Afghan"). Weaker than a name: never the whole question."""
    not_names: tuple[Name, ...] = ()
    """Look-alikes that must never resolve here, whatever their spelling distance."""
    broader: tuple[EntityId, ...] = ()
    """What this is a part of: isis-k → isis, kabul → afghanistan, mali → sahel."""
    ids: dict[str, str] = Field(default_factory=dict)
    """Codes in other registers: iso (ISO 3166-1 alpha-2), iso3, wikidata, un-list."""
    note: str = ""


class Topic(Named):
    """What a fact is about, and the words analysts type for it."""

    words: tuple[Name, ...] = ()
    """Words and short phrases that ask for this topic: funding, money, reserves → finance."""
