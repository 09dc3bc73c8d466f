"""A made-up person with everything that a document for them may say, and what it must never say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from desktop.documents import convention, plan_page, summary
from desktop.models.correction import Word, occupation_content, skill_content
from desktop.models.evidence import held_skills, to_acquire
from desktop.models.file import File
from desktop.models.gap import gaps
from desktop.models.handout import Aim, Form, Handout, Writer, handout
from desktop.models.interview import Header, Level, Moment, with_header
from desktop.models.known import Known
from desktop.models.meeting import Medium, Meeting, meeting_content
from desktop.models.note import Delivery, Item, Kind, Theirs
from desktop.models.occupation import Edition, Importance, Node, Occupation, Requirement, Skill, SkillKind
from desktop.models.paper import Paper
from desktop.models.passport import Fact, HeldSkill, Origin, Proof, Section
from desktop.models.plan import Action, Owner, Status, action_content
from desktop.models.shareable import Shareable, shareable
from desktop.models.when import When
from tests.documents import made

CARER = "Aide-soignant / Aide-soignante"
SECRETS = ("ZSECRETPRIVE", "ZSECRETBROUILLON", "ZSECRETAUTRE")
WRITER = Writer("Claire Vasseur", made.WHO)
EDITION = Edition("60", "2026-03-12", "France Travail, ROME 4.0", False, 1584, 30000, 90000)
THEIRS = Theirs(3, datetime(2026, 11, 21, tzinfo=UTC), "Paul Noël", {"text": f"{SECRETS[2]} écrit ailleurs"})
LABELS = (
    ("Réaliser des soins d’hygiène et de confort", "Accompagner une personne dans les gestes de la vie quotidienne",
     "Transmettre une information à une équipe", "Repérer un changement d’état", "Cuisiner pour plusieurs",
     "Entretenir un logement", "Organiser une journée de travail", "Faire les courses d’une personne"),
    ("Règles d’hygiène et de propreté", "Gestes et postures de manutention", "Notions de nutrition"),
    ("Faire preuve d’écoute", "Garder son calme"),
)  # fmt: skip


def occupation(code: str = "J1501", label: str = CARER) -> Occupation:
    """An occupation that asks for thirteen skills of three sorts."""
    kinds = (SkillKind.DETAILED, SkillKind.KNOWLEDGE, SkillKind.SOFT)
    asked = [
        Requirement(Skill(f"{kind_at}{at}", said, kind), Importance.CORE if at < 2 else Importance.OTHER)
        for kind_at, (kind, names) in enumerate(zip(kinds, LABELS, strict=True))
        for at, said in enumerate(names)
    ]
    return Occupation(
        code, label, Node("J", "Santé"), Node("J15", "Soins"), "", "", "SR", True, (), tuple(asked), (), ()
    )


def item(name: str, kind: Kind, content: dict[str, str], delivery: Delivery = Delivery.SENT, day: int = 20) -> Item:
    """A writing of November 2026."""
    return Item(name, "p1", kind, content, datetime(2026, 11, day, 9, tzinfo=UTC), delivery, 1)


def facts() -> tuple[Fact, ...]:
    """Jobs, a diploma, a training and an engagement, guaranteed or declared."""
    second = Fact(
        "f3", Section.EXPERIENCES, Origin.DECLARED, "TITULAIRE", "Employée de ménage", "Chez des particuliers",
        When(2020, 1), None, True,
    )  # fmt: skip
    training = Fact("f4", Section.TRAININGS, Origin.GUARANTEED, "MCF", "Prévention et secours civiques", "Croix-Rouge",
                    When(2023, 3, 2), When(2023, 3, 2))  # fmt: skip
    engaged = Fact("f5", Section.ENGAGEMENTS, Origin.SAID, "ENTRETIEN", "Bénévole à l’épicerie solidaire", "Saint-Lô")
    return (made.JOB, made.DIPLOMA, second, training, engaged)


def skills() -> tuple[HeldSkill, ...]:
    """One proven by a diploma, two declared."""
    return (
        HeldSkill("s1", "04", "Cuisiner pour plusieurs", Origin.GUARANTEED, "CERTIFICATEUR",
                  Proof(Section.RECOGNITIONS, "f2")),
        HeldSkill("s2", "05", "Entretenir un logement", Origin.DECLARED, "TITULAIRE", Proof(Section.EXPERIENCES, "f3")),
        HeldSkill("s3", "20", "Faire preuve d’écoute", Origin.DECLARED, "TITULAIRE"),
    )  # fmt: skip


def items() -> tuple[Item, ...]:
    """What may be shared, and three things that may not."""
    first = with_header(
        {"text": "# Ce que je retiens\nNadia parle vite.\n## La demande\nUn métier de **soin**,\nprès de chez elle."
         "\n## La suite\n- [x] Appeler l’institut\n- [ ] Écrire à la mairie\n1. D’abord"},
        Header(Moment.FIRST, date(2026, 11, 12), 60, level=Level.ONE),
    )  # fmt: skip
    review = with_header(
        {"text": "Le projet se précise : une immersion en décembre."}, Header(Moment.REVIEW, date(2026, 11, 20))
    )
    steps = (
        Action("a1", "Monter le dossier d’inscription", how="Avec Claire, à la maison de l’emploi",
               due=date(2026, 12, 15), status=Status.UNDER_WAY),
        Action("a2", "Envoyer les dates du concours", owner=Owner.COUNSELLOR, due=date(2026, 12, 1)),
        Action("a3", "Demander l’attestation de bénévolat", status=Status.DONE),
        Action("a4", "Prendre le temps d’y penser"),
    )  # fmt: skip
    visit = Meeting("m1", date(2026, 12, 4), time(14, 30), 45, medium=Medium.OUTSIDE, place="Mairie de Saint-Lô")
    return (
        item("n1", Kind.NOTE, first, day=12),
        replace(item("n2", Kind.NOTE, review, Delivery.CONFLICT), theirs=THEIRS),
        item("w1", Kind.WORKING, {"text": f"{SECRETS[0]} à revoir seul"}, Delivery.PRIVATE, 21),
        item("d1", Kind.NOTE, {"text": f"{SECRETS[1]} pas fini"}, Delivery.DRAFT, 22),
        item("d2", Kind.PLAN, action_content(Action("d2", SECRETS[1])), Delivery.DRAFT, 22),
        item("o1", Kind.OCCUPATION, occupation_content("J1501", CARER, True, "Le soin me va.")),
        item("o2", Kind.OCCUPATION, occupation_content("K9999", "Métier inconnu ici", True), day=21),
        item("c1", Kind.CORRECTION, skill_content("21", "Garder son calme", Word.SAID, "60", date(2026, 11, 12))),
        item("c2", Kind.CORRECTION, skill_content("10", "Règles d’hygiène et de propreté", Word.TO_ACQUIRE, "60")),
        *(item(one.id, Kind.PLAN, action_content(replace(one, order=at))) for at, one in enumerate(steps)),
        item("m1", Kind.MEETING, meeting_content(visit)),
    )


def shared(written: tuple[Item, ...] | None = None) -> Shareable:
    """What may be shared of it all."""
    passport = replace(made.PASSPORT, facts=facts(), skills=skills())
    return shareable(File(made.CARD, passport), items() if written is None else written)


def given(found: Shareable | None = None, wanted: tuple[str, ...] | None = None) -> Handout:
    """The handout of that person."""
    open_one = found or shared()
    held = held_skills(open_one.file.passport, open_one.items, {})
    known = Known(open_one.file.passport, open_one.items, held, {}, EDITION)
    rows = gaps(held, occupation(), {}, to_acquire(open_one.items))
    aims = (
        Aim("J1501", CARER, "Le soin me va.", rows),
        Aim("K9999", "Métier inconnu ici", "", ()),
    )
    return handout(open_one, known, aims, WRITER, made.TODAY, wanted)


def every(found: Handout | None = None) -> dict[str, Paper]:
    """Each document made of it, and each of its variants."""
    handout_of = found or given()
    return {
        "synthese": summary.paper(handout_of),
        "synthese en grand": summary.paper(handout_of, Form(large=True)),
        "synthese en mots simples": summary.paper(handout_of, Form(plain=True)),
        "synthese simple et en grand": summary.paper(handout_of, Form(large=True, plain=True)),
        "plan": plan_page.paper(handout_of),
        "convention": convention.paper(made.CARD, WRITER, made.TODAY),
        "convention, dossier fait ici": convention.paper(made.HAND, WRITER, made.TODAY),
    }
