"""What a feature declares of itself; the house and the read-across features ask for it and import nothing else."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask import Blueprint, current_app
from flask.cli import AppGroup

from portal.core.settings import Decidable
from portal.core.words import N_

# The parts of the menu, in their order.
AREAS = {"desk": N_("Desk"), "cases": N_("Cases and law"), "field": N_("Squads and beats"), "staff": N_("Staff and duty"),
         "office": N_("Registers and office")}


@dataclass(frozen=True)
class MenuItem:
    """A line of the menu: English msgid, endpoint, the permission that shows it, its part of AREAS, the key pressed with Alt."""

    label: str
    endpoint: str
    permission: str
    area: str = "desk"
    key: str = ""


@dataclass(frozen=True)
class Panel:
    """A piece shown on a lower feature's page (*slot*, e.g. "complaint"): its endpoint takes the subject's id."""

    slot: str
    key: str
    label: str
    endpoint: str
    permission: str
    argument: str = "subject_id"
    order: int = 50


@dataclass(frozen=True)
class Document:
    """A printable paper. `build(scope, actor, subject_id, options)` gives a Built; NotFound when it is out of scope.

    *options* is a mapping with `language` ("hi", "en", "both"), `is_open` and the document's own `arguments` (text by
    name, as its page sends them). *is_issued*: printed once; later prints are marked copies of the same bytes.
    *has_open_copy*: may be printed with identity, with a reason. *subject_endpoint*: the page to go back to.
    """

    key: str
    label: str
    template: str
    permission: str
    build: Callable[..., Any]
    is_issued: bool = False
    has_open_copy: bool = False
    is_long: bool = False  # many pages: drawn apart from the desk's papers, so that a receipt never waits for it
    subject_endpoint: str = "intake.show_complaint"
    subject_argument: str = "complaint_id"
    arguments: Sequence[str] = ()


@dataclass(frozen=True)
class Built:
    """What a document is made of: the unit it belongs to, a title without identity, plain values for the template, and
    the thing itself for conditions of the policy."""

    unit_id: uuid.UUID
    title: str
    context: dict[str, Any]
    thing: Any = None


@dataclass(frozen=True)
class Column:
    """A column of a register: key, English msgid, and how its value is written: by its kind, or by *write* in the reader's
    language."""

    key: str
    label: str
    kind: str = "text"  # text | moment | date | number | code | officer
    wide: bool = False
    write: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class RegisterFilter:
    """Which part of a register: one kendra, and moments from (inclusive) to (exclusive), each may be open."""

    unit_id: uuid.UUID
    from_at: datetime | None = None
    to_at: datetime | None = None

    def within(self, statement: Any, unit: Any, moment: Any) -> Any:
        """*statement*, which is limited to the reader's reach already, limited to this part; *unit*, *moment*: its columns."""
        statement = statement.where(unit == self.unit_id)
        if self.from_at is not None:
            statement = statement.where(moment >= self.from_at)
        return statement if self.to_at is None else statement.where(moment < self.to_at)


@dataclass(frozen=True)
class Register:
    """A numbered view. `select(scope, filter)` gives a SELECT of columns labelled as in *columns* and id, unit_id, year,
    serial; it orders nothing. Values are plain (codes are turned into words by `words`: column key → {code: msgid}).
    `gaps(row)` names what is missing or thin in a row (msgids) for the completeness list. `row_endpoint` opens the row by
    the column `row_key`. `example` shows the completeness list what too little and what a good entry looks like (msgids).
    `unsettled(unit_id, month)` names what must be done before a month may be closed (msgids). `falls(thing)` is the moment by
    which a row that the guard is asked about stands in a month, None for other things; `mended_by` are the permissions of the
    forms that change what its line says."""

    key: str
    label: str
    permission: str
    columns: Sequence[Column]
    select: Callable[..., Any]
    gaps: Callable[..., Sequence[str]] | None = None
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    row_endpoint: str | None = None
    row_argument: str = "complaint_id"
    row_key: str = "id"
    unsettled: Callable[..., Sequence[str]] | None = None
    example: tuple[str, str] | None = None
    falls: Callable[[Any], datetime | None] | None = None
    mended_by: frozenset[str] = frozenset()


def falls_by(model: type, moment: str) -> Callable[[Any], datetime | None]:
    """`Register.falls` of rows of *model* that stand in the month of their *moment*."""
    return lambda thing: getattr(thing, moment) if isinstance(thing, model) else None


@dataclass(frozen=True)
class Finder:
    """A way to find rows by one text. `find(scope, text)` gives a list of Hit."""

    key: str
    label: str
    permission: str
    find: Callable[..., Any]


@dataclass(frozen=True)
class Hit:
    """One row found: a label without identity, a second line, and where it opens."""

    label: str
    detail: str
    url: str


@dataclass(frozen=True)
class Indicator:
    """A figure with its written definition. `count(scope)` gives the number, `endpoint` the list of exactly those rows."""

    key: str
    label: str
    definition: str
    permission: str
    count: Callable[..., int]
    endpoint: str
    arguments: dict[str, str] = field(default_factory=dict)
    tone: str = "plain"  # plain | due | danger
    order: int = 50


@dataclass(frozen=True)
class FieldKind:
    """What may be written where there is no line and sent later. `take(actor, scope, fields)` checks *fields* (a
    MultiDict named as the online form's fields, with entry_id and noted_at) by that form, writes them down and gives the
    sentence to show; it raises Refused with a sentence for each field, RuleBroken or NotFound, and then nothing is kept."""

    key: str
    label: str
    permission: str
    take: Callable[..., str]


@dataclass(frozen=True)
class FieldPack:
    """What a telephone needs to know before it goes out. `build(scope)` gives plain values for JSON: places, plans, the
    words of choices; nobody's identity."""

    key: str
    permission: str
    build: Callable[..., dict[str, Any]]


@dataclass(frozen=True)
class Told:
    """What an origin knows of a matter: *values* for the entry page's fields, *url* of its own page, and whether a complaint
    was made of it already."""

    values: Mapping[str, Any]
    url: str
    is_complaint: bool


@dataclass(frozen=True)
class Origin:
    """Where a matter was told before it came to the entry page, so that nothing is typed again.

    `read(scope, record_id, for_change)` gives a Told, locked when *for_change*; NotFound out of reach, RuleBroken when no
    complaint is made of it. `tie(actor, record_id, complaint_id)` notes the complaint in the same transaction.
    """

    key: str
    label: str
    permission: str
    read: Callable[..., Told]
    tie: Callable[..., None]


@dataclass(frozen=True)
class Feature:
    """One folder under portal/."""

    name: str
    blueprint: Blueprint | None = None
    menu: Sequence[MenuItem] = ()
    panels: Sequence[Panel] = ()
    documents: Sequence[Document] = ()
    registers: Sequence[Register] = ()
    finders: Sequence[Finder] = ()
    indicators: Sequence[Indicator] = ()
    commands: Sequence[AppGroup] = ()
    settings: Sequence[Decidable] = ()
    field_kinds: Sequence[FieldKind] = ()
    field_packs: Sequence[FieldPack] = ()
    origins: Sequence[Origin] = ()
    # functions(scope, unit_id, moment) → personnel number → until when (UTC), of officers on duty at that moment
    presences: Sequence[Callable[..., Mapping[str, datetime]]] = ()
    # functions(scope, unit_id, day) → officer id → why (msgid), of a unit's officers who are away from it on a day
    absences: Sequence[Callable[..., Mapping[uuid.UUID, str]]] = ()
    # functions(scope, unit_id, officer_id, first, last) → (day, duty as msgid) published for an officer, both days included
    published_duties: Sequence[Callable[..., Sequence[tuple[date, str]]]] = ()
    # document key of a lower feature → function(scope, subject_id, options) that gives more of its context
    enriches: Mapping[str, Callable[..., dict[str, Any]]] = field(default_factory=dict)


def declared(kind: str) -> list[Any]:
    """All declarations of *kind* ("documents", "registers", …) of the running app, in menu order."""
    features: Sequence[Feature] = current_app.extensions["portal.features"]
    return [item for feature in features for item in getattr(feature, kind)]


def find_origin(text: str) -> tuple[Origin, uuid.UUID] | None:
    """The origin and the id of its record in "key-id", as the entry page's address has it; None when it is none."""
    key, name = text[:-37], text[-36:]
    try:
        return next((one, uuid.UUID(name)) for one in declared("origins") if one.key == key and text[-37] == "-")
    except (StopIteration, ValueError, IndexError):
        return None


def enrichment(document: str, *arguments: Any) -> dict[str, Any]:
    """What higher features add to the context of a lower feature's *document*."""
    features: Sequence[Feature] = current_app.extensions["portal.features"]
    added: dict[str, Any] = {}
    for feature in features:
        if document in feature.enriches:
            added |= feature.enriches[document](*arguments)
    return added


def present_until(scope: Any, unit_id: uuid.UUID, moment: datetime) -> dict[str, datetime]:
    """Personnel number → until when, of those whom any feature knows to be on duty at a unit at *moment*."""
    found: dict[str, datetime] = {}
    for presence in declared("presences"):
        found |= presence(scope, unit_id, moment)
    return found


def away_on(scope: Any, unit_id: uuid.UUID, day: date) -> dict[uuid.UUID, str]:
    """Officer id → why (msgid), of a unit's officers whom any feature knows to be away from it on *day*."""
    found: dict[uuid.UUID, str] = {}
    for absence in declared("absences"):
        found |= absence(scope, unit_id, day)
    return found


def duties_published(scope: Any, unit_id: uuid.UUID, officer_id: uuid.UUID, first: date, last: date) -> list[tuple[date, str]]:
    """The (day, duty as msgid) that any feature has published for an officer at a unit from *first* to *last*, by day."""
    found: list[tuple[date, str]] = []
    for published in declared("published_duties"):
        found += published(scope, unit_id, officer_id, first, last)
    return sorted(found)
