"""Somebody or something that articles name."""

from __future__ import annotations

from typing import ClassVar, Literal

from pipeline.records.column import Id, Record, column

EntityType = Literal["Person", "Organization", "Place", "Group", "Agreement", "Event", "CreativeWork", "Other"]
Subtype = Literal[
    "Country", "City", "Region", "Government", "Ministry", "ArmedForce", "ArmedGroup", "Party", "NewsMedia",
    "InternationalOrganization", "NGO", "Company", "Court", "Legislature", "Facility",
]  # fmt: skip

#: Subtypes that a type may have; the types left out have none.
SUBTYPES: dict[EntityType, frozenset[Subtype]] = {
    "Place": frozenset({"Country", "City", "Region", "Facility"}),
    "Organization": frozenset(
        {
            "Government", "Ministry", "ArmedForce", "ArmedGroup", "Party", "NewsMedia",
            "InternationalOrganization", "NGO", "Company", "Court", "Legislature",
        }
    ),
}  # fmt: skip

#: JSON-LD class of an entity by subtype, else by type. schema.org wherever it has the thing.
CLASSES: dict[str, str] = {
    "Person": "schema:Person",
    "Organization": "schema:Organization",
    "Place": "schema:Place",
    "Group": "dl:Group",
    "Agreement": "dl:Agreement",
    "Event": "schema:Event",
    "CreativeWork": "schema:CreativeWork",
    "Other": "schema:Thing",
    "Country": "schema:Country",
    "City": "schema:City",
    "Region": "schema:AdministrativeArea",
    "Facility": "schema:Place",
    "Government": "schema:GovernmentOrganization",
    "Ministry": "schema:GovernmentOrganization",
    "ArmedForce": "schema:GovernmentOrganization",
    "ArmedGroup": "schema:Organization",
    "Party": "schema:PoliticalParty",
    "NewsMedia": "schema:NewsMediaOrganization",
    "InternationalOrganization": "schema:Organization",
    "NGO": "schema:NGO",
    "Company": "schema:Corporation",
    "Court": "schema:GovernmentOrganization",
    "Legislature": "schema:GovernmentOrganization",
}


class Entity(Record):
    """One person, organisation, place or other named thing, however it is spelt."""

    table: ClassVar[str] = "entities"
    classes: ClassVar[tuple[str, ...]] = tuple(dict.fromkeys(CLASSES.values()))

    id: Id = column("The entity; derived from type and normalised name, or from its register")
    type: EntityType = column("What kind of thing it is", term="dl:entityType", example="Person")
    subtype: Subtype | None = column("Narrower kind", term="dl:subtype", example="Ministry", default=None)
    name: str = column("The fullest name that the articles use", term="schema:name", example="Javad Zarif")
    alternate_names: tuple[str, ...] = column("Other spellings and acronyms", term="schema:alternateName", default=())
    same_as: tuple[str, ...] = column(
        "The same thing in public registers",
        term="schema:sameAs",
        coerce="@id",
        example="https://sws.geonames.org/112931/",
        default=(),
    )
    country: str | None = column("ISO 3166-1 alpha-3, or KOS", term="dl:country", example="IRN", default=None)
    sector: str | None = column("PLOVER sector of the actor", term="dl:sector", example="GOV", default=None)
    latitude: float | None = column("WGS 84 latitude", term="schema:latitude", unit="degrees", default=None)
    longitude: float | None = column("WGS 84 longitude", term="schema:longitude", unit="degrees", default=None)
    mention_count: int = column("Mentions in all documents", term="dl:mentionCount", default=0)
    document_count: int = column("Documents that mention it", term="dl:documentCount", default=0)

    @property
    def linked_class(self) -> str:
        """The entity's JSON-LD class as a compact IRI."""
        return CLASSES[self.subtype or self.type]
