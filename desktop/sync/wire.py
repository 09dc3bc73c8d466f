"""From JSON to checked values: what does not fit is set aside file by file, so that one cannot stop the others."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Final, Literal, TypeVar

import msgspec

from desktop.errors import ServerTrouble
from desktop.models import clock
from desktop.models.access import Access, Basis
from desktop.models.news import Received, SetAside
from desktop.models.passport import Fact, HeldSkill, Holder, Origin, Passport, Proof, Section
from desktop.models.when import When
from desktop.sync.signed import Signed

T = TypeVar("T")
Text = Annotated[str, msgspec.Meta(max_length=300)]
Uuid = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", max_length=36)]
Version = Annotated[int, msgspec.Meta(ge=1, le=2**53)]
Rome = Annotated[str, msgspec.Meta(pattern="^[A-N][0-9]{4}$", max_length=5)]
UNWANTED: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")
INSTANT: Final = re.compile(r"(?:19|20|21)\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
OGR: Final = re.compile(r"[0-9]{1,9}")
LONGEST: Final = 300  # characters of a text of the contract
TITLES: Final[Mapping[Section, tuple[str, str]]] = {
    Section.EXPERIENCES: ("metierFonction", "employeur"),
    Section.RECOGNITIONS: ("intitule", "certificateur"),
    Section.TRAININGS: ("intitule", "organisme"),
    Section.ENGAGEMENTS: ("fonction", "organisme"),
    Section.MANDATES: ("typeMandat", "organisme"),
    Section.LICENCES: ("categorie", ""),
    Section.BADGES: ("intitule", "emetteur"),
}
NEEDED: Final[Mapping[Section, tuple[str, str]]] = {**TITLES, Section.ENGAGEMENTS: ("typeActivite", "organisme")}
DETAILS: Final = (
    "siret", "typeContrat", "pcsEse", "complementPcsEse", "activiteLibre", "secteurActivite", "idcc",
    "codePostalLieuTravail", "type", "code", "dateDebutValidite", "dateFinValidite", "niveauLangueEuropeen",
    "mentionValidee", "natureDeposant", "financeur", "typeActivite", "codePostal",
)  # fmt: skip
# A badge says in which framework it names a skill: one word of ours for each, the code in brackets after a ROME label.
ALIGNED: Final[Mapping[str, str]] = {"ESCO": "alignementEsco", "ROME": "alignementRome", "AUTRE": "alignementAutre"}
DATES: Final = ("dateDebutValidite", "dateFinValidite")


class Consent(msgspec.Struct, frozen=True):
    """By what right, over what and until when."""

    id: Uuid
    fondement: Literal["PUBLICATION_TITULAIRE", "HABILITATION_R6323_35"]
    sections: Annotated[list[Section], msgspec.Meta(max_length=8)]
    debut: date
    fin: date


class WireHolder(msgspec.Struct, frozen=True):
    """The person."""

    prenom: Text
    nom: Text
    anneeNaissance: Annotated[int, msgspec.Meta(ge=1900, le=2100)]
    commune: Text = ""


class WireProof(msgspec.Struct, frozen=True):
    """What a skill rests on."""

    section: Section
    id: Uuid


class WireSkill(msgspec.Struct, frozen=True):
    """A skill of the passport."""

    id: Uuid
    origine: Literal["GARANTIE", "DECLAREE"]
    source: Annotated[str, msgspec.Meta(max_length=40)]
    codeOgr: Annotated[str, msgspec.Meta(pattern="^[0-9]{1,9}\\Z")]
    libelle: Text
    preuve: WireProof | None = None


class WireAlignment(msgspec.Struct, frozen=True):
    """A skill that a badge names in a framework."""

    libelle: Text
    referentiel: Literal["ESCO", "ROME", "AUTRE"]
    code: Text = ""


class WireFact(msgspec.Struct, frozen=True):
    """What facts of every section have in common; their other words are read beside it."""

    id: Uuid
    origine: Literal["GARANTIE", "DECLAREE"]
    source: Annotated[str, msgspec.Meta(max_length=40)]
    dateDebut: str = ""
    dateFin: str = ""
    dateObtention: str = ""
    codesRome: Annotated[list[Rome], msgspec.Meta(max_length=20)] = []
    alignements: Annotated[list[WireAlignment], msgspec.Meta(max_length=20)] = []


class WirePassport(msgspec.Struct, frozen=True):
    """A file; its sections are read one by one, those not shared not at all."""

    personne: Uuid
    version: Version
    misAJour: str
    consentement: Consent
    titulaire: WireHolder
    sections: dict[str, msgspec.Raw]


class WireKnown(msgspec.Struct, frozen=True):
    """The anchor of this desk that the gateway knew before the one it was just sent."""

    generation: Annotated[int, msgspec.Meta(ge=0, le=2**53)]
    head: Annotated[str, msgspec.Meta(max_length=128)]
    at: str


class WirePage(msgspec.Struct, frozen=True):
    """A page of an exchange, its files not yet looked at."""

    epoch: Annotated[str, msgspec.Meta(max_length=64)]
    withdrawals: Annotated[list[Signed], msgspec.Meta(max_length=500)]
    files: Annotated[list[msgspec.Raw], msgspec.Meta(max_length=200)]
    cursor: Annotated[str, msgspec.Meta(max_length=200)]
    more: bool
    remaining: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
    lease: Signed | None = None
    countersignature: Signed | None = None
    known: WireKnown | None = None


class WireWithdrawal(msgspec.Struct, frozen=True):
    """The payload of a signed withdrawal."""

    type: Literal["withdrawal"]
    person: Uuid
    consent: Uuid
    at: str
    reason: Literal["withdrawn", "expired", "reassigned"]


class _Who(msgspec.Struct):
    personne: Uuid


class _Version(msgspec.Struct):
    version: Version


class _Covered(msgspec.Struct):
    consentement: Consent


FACTS: Final = msgspec.json.Decoder(Annotated[list[WireFact], msgspec.Meta(max_length=500)])
WORDS: Final = msgspec.json.Decoder(list[dict[str, object]])
SKILLS: Final = msgspec.json.Decoder(Annotated[list[WireSkill], msgspec.Meta(max_length=2000)])


REVERSED: Final = "Un passeport reçu contient une période qui finit avant de commencer : il a été mis de côté."


class Impossible(ValueError):
    """A value that cannot be; its text is a French sentence without the value's owner."""


def page(body: bytes) -> WirePage:
    """A whole page; ServerTrouble when its envelope is not the contract's."""
    try:
        return msgspec.json.decode(body, type=WirePage)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise not_the_contract() from error


def file(raw: msgspec.Raw) -> Received | SetAside:
    """One file, or why it was set aside, with as much as could be read of whose it is and of what is still shared."""
    try:
        return _received(msgspec.json.decode(raw, type=WirePassport))
    except Impossible as error:
        reason = str(error)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        reason = "Un passeport reçu n’a pas la forme convenue : il a été mis de côté."
    who, version, covered = _part(raw, _Who), _part(raw, _Version), _part(raw, _Covered)
    person, digest = (who.personne, "") if who else ("", hashlib.sha256(raw).hexdigest())
    access = _access(covered.consentement) if covered else None
    return SetAside(person, version.version if version else 0, reason, digest, access)


def _part(raw: msgspec.Raw, kind: type[T]) -> T | None:
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def _received(wire: WirePassport) -> Received:
    access = _access(wire.consentement)
    if access is None:
        raise Impossible(REVERSED)
    shared = access.sections
    facts: list[Fact] = []
    skills: tuple[HeldSkill, ...] = ()
    for section in shared:
        raw = wire.sections.get(section)
        if raw is None:
            continue
        if section is Section.SKILLS:
            skills = tuple(_skill(one, shared) for one in SKILLS.decode(raw))
        else:
            facts += _facts(section, raw)
    holder = Holder(clean(wire.titulaire.prenom), clean(wire.titulaire.nom), wire.titulaire.anneeNaissance,
                    clean(wire.titulaire.commune))  # fmt: skip
    return Received(
        wire.personne, wire.version, instant(wire.misAJour), holder, access, Passport(tuple(facts), skills, shared)
    )


def _access(consent: Consent) -> Access | None:
    """What a consent covers; None when it ends before it begins."""
    if consent.fin < consent.debut:
        return None
    shared = tuple(section for section in Section if section in consent.sections)
    return Access(Basis(consent.fondement), shared, consent.debut, consent.fin, consent.id)


def _facts(section: Section, raw: msgspec.Raw) -> list[Fact]:
    pairs = zip(FACTS.decode(raw), WORDS.decode(raw), strict=True)
    return [_fact(section, wire, words) for wire, words in pairs]


def _fact(section: Section, wire: WireFact, words: dict[str, object]) -> Fact:
    title_word, place_word = TITLES[section]
    said = {word: _said(words[word]) for word in (title_word, place_word, *DETAILS) if word in words}
    if NEEDED[section][0] not in said:
        raise ValueError("without a title")
    for word in DATES:
        _when(said.get(word, ""))
    start, end = _when(wire.dateDebut or wire.dateObtention), _when(wire.dateFin)
    if start and end and end.last() < start.first():
        raise Impossible(REVERSED)
    ongoing = (
        start is not None and end is None and section in (Section.EXPERIENCES, Section.ENGAGEMENTS, Section.MANDATES)
    )
    details = tuple((word, said[word]) for word in words if word in DETAILS)
    if section is Section.BADGES:
        details += tuple(_aligned(one) for one in wire.alignements)
    title = said.get(title_word) or said.get("typeActivite", "")
    origin, place, tied = Origin(wire.origine), said.get(place_word, ""), tuple(wire.codesRome)
    return Fact(wire.id, section, origin, wire.source, title, place, start, end, ongoing, details, tied)


def _aligned(wire: WireAlignment) -> tuple[str, str]:
    """Only an OGR number is kept of the codes: it finds the skill again, the other ones would serve nothing here."""
    label, coded = clean(wire.libelle), wire.referentiel == "ROME" and OGR.fullmatch(wire.code)
    return ALIGNED[wire.referentiel], f"{label} ({wire.code})" if coded else label


def _said(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    if len(value) > LONGEST:
        raise Impossible("Un passeport reçu contient un texte trop long : il a été mis de côté.")
    return clean(value)


def _skill(wire: WireSkill, shared: tuple[Section, ...]) -> HeldSkill:
    proof = Proof(wire.preuve.section, wire.preuve.id) if wire.preuve and wire.preuve.section in shared else None
    return HeldSkill(wire.id, wire.codeOgr, clean(wire.libelle), Origin(wire.origine), wire.source, proof)


def _when(text: str) -> When | None:
    try:
        return When.read(text) if text else None
    except ValueError as error:
        raise Impossible(
            f"Un passeport reçu contient une date impossible (« {clean(text)[:12]} ») : il a été mis de côté."
        ) from error


def instant(text: str) -> datetime:
    """A UTC instant of the contract, of a year that the store can write again; ValueError otherwise."""
    if not INSTANT.fullmatch(text):
        raise ValueError("not an instant")
    return clock.read(text)


def clean(text: str) -> str:
    """NFC, without control or direction characters nor halves of surrogate pairs."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return UNWANTED.sub("", unicodedata.normalize("NFC", text)).strip()


def not_the_contract() -> ServerTrouble:
    """Said when an answer is not the contract's."""
    return ServerTrouble(
        "Le serveur a répondu dans une forme qu’Escale ne connaît pas.",
        "Rien n’a été changé. Prévenez votre informatique.",
    )
