"""Something should be in the passport and is not: why that may be, and what to do about it.

Only the passport is spoken of. What is not in it may well exist: nothing here says that a person lacks anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from desktop.models.file import File, Kept
from desktop.models.missing_case import ASKED, SECTION_OF, Answer, Case, Question, Thing, alike, settled
from desktop.models.missing_causes import CAUSES, Cause, Certainty, Letter, Step, Who, Why
from desktop.models.passport import Fact, Origin
from desktop.models.sections import SECTION_WORDS

PROMISE: Final = "Une absence dans le passeport ne prouve rien : ce qui n’y est pas peut très bien exister."
MEANWHILE: Final = (
    "La personne peut l’ajouter elle-même dans son passeport. La ligne y porte un badge bleu. Dans Escale, elle porte"
    " la marque « déclarée », pas « prouvée »."
)
ANSWER_WORDS: Final[Mapping[Answer, str]] = {Answer.YES: "oui", Answer.NO: "non", Answer.UNKNOWN: "on ne sait pas"}
THING_WORDS: Final[Mapping[Thing, str]] = {
    Thing.RECOGNITION: "Un diplôme, un titre",
    Thing.EXPERIENCE: "Un emploi",
    Thing.TRAINING: "Une formation",
    Thing.ENGAGEMENT: "Un engagement bénévole",
}
QUESTION_WORDS: Final[Mapping[Question, str]] = {
    Question.EARLIER: "Obtenu avant juillet 2021 ?",
    Question.RECENT: "Il y a moins de trois mois ?",
    Question.OTHER_NAME: "Peut-être sous un autre nom, une autre orthographe ?",
    Question.ABROAD: "À l’étranger ?",
    Question.REGISTERED: "Inscrit au RNCP ou au Répertoire spécifique ?",
    Question.APPRENTICE: "En apprentissage ?",
    Question.PUBLIC: "Chez un employeur public ?",
    Question.HOUSEHOLD: "Chez un particulier employeur ?",
    Question.LAND_OR_SEA: "Dans l’agriculture ou la marine ?",
    Question.SELF_EMPLOYED: "À son compte ?",
    Question.FUNDED: "Payée par le CPF, France Travail, la Région ou un Opco ?",
    Question.COUNTED: "Inscrit au compte d’engagement citoyen ?",
}


class Seen(Enum):
    """What this desk sees of the section where the thing would be."""

    SHARED = "shared"
    NOT_SHARED = "not_shared"
    TYPED = "typed"  # the whole file was typed here: there is no passport to look into


@dataclass(frozen=True, slots=True)
class Reason:
    """Why it may not be there: a sentence, its source in the texts, and how sure it is."""

    why: Why
    sentence: str
    source: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Explanation:
    """Reasons, surest first; what to do, in order; the letters that fit, the best first; a line that may be it."""

    reasons: tuple[Reason, ...]
    steps: tuple[Step, ...]
    letters: tuple[Letter, ...]
    meanwhile: str
    near: str = ""


def seen(case: Case, file: File) -> Seen:
    """What the file lets see of the section of that thing."""
    if file.card.kept is Kept.HAND:
        return Seen.TYPED
    return Seen.SHARED if SECTION_OF[case.thing] in file.card.access.sections else Seen.NOT_SHARED


def explain(case: Case, sight: Seen, today: date, near: Fact | None = None) -> Explanation:
    """Why the thing may not be in the passport; at least one reason (or that we do not know) and one step."""
    case = settled(case, today)
    found = [(cause, certainty) for cause in CAUSES if (certainty := _certainty(cause, case))]
    found.sort(key=lambda pair: list(Certainty).index(pair[1]))
    reasons = [Reason(cause.why, cause.sentence, cause.source, certainty) for cause, certainty in found]
    steps = [*_steps_before(sight), *(step for cause, _ in found for step in cause.steps)]
    letters = [letter for cause, _ in found for letter in cause.letters if _fits(letter, case)]
    if not found:
        reasons.append(_unknown())
        steps.append(Step(Who.SERVICE, "dit ce qui lui est arrivé, et de qui"))
        letters.append(Letter.SERVICE)
    return Explanation(
        (*_reasons_before(case, sight), *reasons), tuple(dict.fromkeys(steps)), tuple(dict.fromkeys(letters)),
        MEANWHILE, _near(near),
    )  # fmt: skip


def explained(case: Case, file: File, today: date) -> Explanation:
    """The same for a file: its sections, and a line of it that may be the very thing."""
    return explain(case, seen(case, file), today, alike(case, file.passport))


def in_words(case: Case, explanation: Explanation, today: date) -> str:
    """The case as a note keeps it: what is looked for, what was answered, why, what to do."""
    case = settled(case, today)
    about = ", ".join(part for text in (case.title, *case.numbers[:1], case.place, case.year) if (part := text.strip()))
    known = [question for question in ASKED[case.thing] if case.answer(question) is not Answer.UNKNOWN]
    answers = [f"{QUESTION_WORDS[question]} {ANSWER_WORDS[case.answer(question)].capitalize()}." for question in known]
    whys = [f"– {reason.sentence} ({reason.certainty.value})" for reason in explanation.reasons]
    steps = [f"– {step.who.value} {step.words}." for step in explanation.steps]
    head = f"Pas trouvé dans le passeport partagé : {about or THING_WORDS[case.thing].lower()}."
    return "\n".join((head, *answers, "Pourquoi, peut-être :", *whys, "Que faire :", *steps, PROMISE))


def _certainty(cause: Cause, case: Case) -> Certainty | None:
    if case.thing not in cause.things or any(case.answer(asked) is answer for asked, answer in cause.unless):
        return None
    return cause.sure.get(case.answer(cause.asks) if cause.asks else Answer.UNKNOWN)


def _fits(letter: Letter, case: Case) -> bool:
    """Nobody is asked to fulfil an obligation that does not concern the thing."""
    free = case.answer(Question.EARLIER) is Answer.YES or case.answer(Question.REGISTERED) is Answer.NO
    return not (letter is Letter.TRANSMIT and free)


def _reasons_before(case: Case, sight: Seen) -> Iterator[Reason]:
    section = SECTION_WORDS[SECTION_OF[case.thing]]
    if sight is Seen.NOT_SHARED:
        sentence = f"Cette rubrique ({section}) n’est pas partagée avec vous : la ligne peut y être."
        yield Reason(Why.NOT_SHARED, sentence, "Onglet Partage", Certainty.RULE)
    if sight is Seen.TYPED:
        sentence = "Ce dossier a été saisi ici, sans le passeport de la personne : la ligne peut y être."
        yield Reason(Why.TYPED, sentence, "Onglet Partage", Certainty.RULE)


def _steps_before(sight: Seen) -> Iterator[Step]:
    if sight is not Seen.SHARED:
        yield Step(Who.PERSON, "regarde d’abord dans son passeport, en ligne")
    if sight is Seen.NOT_SHARED:
        yield Step(Who.PERSON, "peut partager cette rubrique, si elle le veut")


def _unknown() -> Reason:
    sentence = "Les réponses données n’expliquent pas cette absence. Le service du passeport peut chercher."
    return Reason(Why.UNKNOWN, sentence, "Droit d’accès : RGPD, article 15", Certainty.UNKNOWN)


def _near(fact: Fact | None) -> str:
    if fact is None:
        return ""
    when = fact.when
    line = f"« {fact.title} »{f', {when}' if when else ''}"
    if fact.origin is Origin.GUARANTEED:
        return f"Le passeport contient déjà {line}, garantie. Est-ce la ligne que vous cherchez ?"
    return f"Le passeport contient {line}, seulement déclarée. Ce qui suit dit pourquoi elle n’est pas garantie."
