"""The synthesis that a person takes away: what was asked, strengths, occupations chosen, the plan, whom to ask.

It is made of a ``Handout`` alone, so that nothing private can be in it. The PDF and the word file are laid out from the
same parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final, Literal

from desktop.charts.chart import Drawing
from desktop.documents import summary_words as words
from desktop.documents.note_parts import note_parts
from desktop.documents.parts import (
    Part,
    facts,
    fields,
    heading,
    meaning,
    panel,
    picture,
    points,
    quiet,
    sheet,
    table,
    text,
    unfolded,
    written,
)
from desktop.documents.printing import paper as typeset_paper
from desktop.documents.summary_words import Words
from desktop.models.handout import USUAL, Aim, Form, Handout
from desktop.models.interview import said_header
from desktop.models.occupation import Importance
from desktop.models.paper import Paper
from desktop.models.passport import Fact
from desktop.models.plan import Action, Status
from desktop.models.plan_groups import titled
from desktop.models.skill import Standing
from desktop.models.synthesis import COUNTED
from desktop.models.text import counted
from desktop.models.when import said_day
from desktop.models.why import edition_words, not_shared_words

NAME: Final = "synthese"
WIDE, WIDE_LARGE = 459.0, 482.0  # points between the margins
ROOM: Final = 660.0  # points of a page that a chart may take
LETTERS, LARGE_LETTERS = 12.0, 21.0  # what a chart calls the size of body text: the words of a chart are a little less


def values(handout: Handout, form: Form = USUAL, drawn: Sequence[Drawing] = ()) -> dict[str, object]:
    """What the pages say; ``drawn`` are the charts, when they are to be cut by the ends of pages."""
    said = words.words_of(form.plain)
    every = [unfolded(part) if form.large else part for part in parts(handout, form.plain, drawn)]
    made = sheet(said.title, said.lead, f"Escale · {said_day(handout.made)}", every)
    wide = form.large or form.plain
    return {**made, "large": form.large, "sans": wide, "wide": wide}


def paper(handout: Handout, form: Form = USUAL, ppi: float = 0) -> Paper:
    """The PDF, and its pages as pictures when ``ppi`` is given."""
    drawn = drawings(handout, "svg", large=form.large)
    pictures = [one.made.decode() for one in drawn]
    return typeset_paper(NAME, "sheet", values(handout, form, drawn), ppi, pictures=pictures)


def drawings(handout: Handout, form: Literal["svg", "png"], large: bool = False) -> tuple[Drawing, ...]:
    """A chart for each occupation that has rows, as the parts number them."""
    drawable = [aim for aim in handout.aims if aim.rows]
    if not drawable:
        return ()
    from desktop.charts import gap
    from desktop.charts.colours import colours
    from desktop.charts.paper import drawn

    look = colours("light", body=LARGE_LETTERS if large else LETTERS)
    return tuple(drawn(gap, aim.rows, look, WIDE_LARGE if large else WIDE, form) for aim in drawable)


def parts(handout: Handout, plain: bool = False, drawn: Sequence[Drawing] = ()) -> tuple[Part, ...]:
    """Everything that is said, in the order in which it is read."""
    said = words.words_of(plain)
    return (
        *_about(handout, said),
        *_path(handout.path, said, plain),
        *_skills(handout, said, plain),
        *_aims(handout, said, plain, drawn),
        *_texts(handout, said),
        *_plan(handout.plan, said, plain),
        *_contact(handout, said),
        *_kept(handout, said, plain),
    )


def _about(handout: Handout, said: Words) -> Iterator[Part]:
    writer = handout.writer
    rows = (
        ("Pour", handout.holder.name),
        ("Le", said_day(handout.made)),
        ("Avec", ", ".join(part for part in (writer.counsellor, writer.custodian.organisation) if part)),
    )
    yield facts([row for row in rows if row[1]])
    if handout.asked:
        yield heading(said.asked)
        yield from note_parts(handout.asked.words, 3)
        yield quiet(f"Écrit le {said_day(handout.asked.day)}.")


def _path(path: Sequence[Fact], said: Words, plain: bool) -> Iterator[Part]:
    yield heading(said.path)
    if not path:
        yield text(said.no_path)
    for section, found in groupby(path, key=lambda fact: fact.section):
        inside = tuple(found)
        yield heading(counted(len(inside), *COUNTED[section]), 3)
        yield table(said.path_table, (5, 2.6, 4), [_fact(fact, plain) for fact in inside])


def _fact(fact: Fact, plain: bool) -> tuple[str, str, str]:
    what = "\n".join(part for part in (fact.title, fact.place) if part)
    return what, fact.when, words.said_origin(fact.origin, fact.source, plain)


def _skills(handout: Handout, said: Words, plain: bool) -> Iterator[Part]:
    yield heading(said.skills)
    if not handout.held:
        yield text(said.no_skills)
    for standing, found in groupby(handout.held, key=lambda one: one.standing):
        rows = [(one.label, words.said_proof(one.evidence, plain)) for one in found]
        yield from _group(standing, len(rows), plain)
        yield table(said.skills_table, (5, 6), rows)
    if handout.wished:
        yield from _group(Standing.TO_ACQUIRE, len(handout.wished), plain)
        yield points(handout.wished)
    if unshared := not_shared_words(handout.sections):
        yield quiet(unshared)


def _group(standing: Standing, number: int, plain: bool, level: int = 3) -> Iterator[Part]:
    name, means = words.said_group(standing, number, plain)
    yield heading(name, level)
    yield meaning(means)


def _aims(handout: Handout, said: Words, plain: bool, drawn: Sequence[Drawing]) -> Iterator[Part]:
    yield heading(said.aims)
    if not handout.aims:
        yield text(said.no_aims)
        return
    number = 0
    for aim in handout.aims:
        yield heading(words.said_aim(aim.label, aim.code, plain), 3)
        if aim.reason.strip():
            yield text(f"{said.why} :")
            yield written(aim.reason)
        if not aim.rows:
            yield text(said.unknown_aim)
            continue
        yield from _gap(
            aim, picture(number, words.described(aim.rows, aim.label, plain), _slices(drawn, number)), plain
        )
        number += 1
    if not plain:
        yield quiet(f"Source des métiers et des compétences : {edition_words(handout.edition)}.")


def _gap(aim: Aim, drawn: Part, plain: bool) -> Iterator[Part]:
    yield text(words.said_reading(aim.rows, plain))
    yield drawn
    for standing in Standing:
        rows = [row for row in aim.rows if row.standing is standing]
        core = [row.skill.label for row in rows if row.importance is Importance.CORE]
        others = [row.skill.label for row in rows if row.importance is not Importance.CORE]
        if rows:
            yield from _group(standing, len(rows), plain, 4)
        for name, labels in zip(words.said_importances(plain), (core, others), strict=True):
            if labels:
                yield from [meaning(name)] if core else ()
                yield points(labels)


def _slices(drawn: Sequence[Drawing], number: int) -> list[tuple[float, float]]:
    """What each page shows of a chart: as many groups as it has room for."""
    if not drawn or drawn[number].tall <= ROOM:
        return []
    one, found, top = drawn[number], list[tuple[float, float]](), 0.0
    for cut, after in pairwise((*one.cuts, one.tall)):
        if after - top > ROOM:
            found.append((top, cut))
            top = cut
    return [*found, (top, one.tall)]


def _texts(handout: Handout, said: Words) -> Iterator[Part]:
    if handout.texts:
        yield heading(said.texts)
    for one in handout.texts:
        yield heading(said_header(one.header) or f"Le {said_day(one.written.astimezone().date())}", 3)
        yield from note_parts(one.text, 4)


def _plan(plan: Sequence[Action], said: Words, plain: bool) -> Iterator[Part]:
    yield heading(said.plan)
    still = [one for one in plan if one.status.open]
    over = [one for one in plan if one.status is Status.DONE]
    if still:
        yield table(said.plan_table, (5, 2.2, 2.6, 2), [_action(one, plain) for one in _by_date(still)])
    elif not over:
        yield text(said.no_plan)
    if over:
        yield heading(f"{said.done} : {len(over)}", 3)
        yield points(titled(one) for one in over)


def _action(action: Action, plain: bool) -> tuple[str, ...]:
    what = "\n".join(part for part in (titled(action), action.how) if part.strip())
    due = said_day(action.due) if action.due else ""
    return what, words.said_owner(action), due, words.said_status(action.status, plain)


def _by_date(every: Iterable[Action]) -> list[Action]:
    return sorted(every, key=lambda one: (one.due is None, one.due.toordinal() if one.due else 0))


def _contact(handout: Handout, said: Words) -> Iterator[Part]:
    writer = handout.writer
    yield heading(said.contact)
    known = [("Votre conseiller", writer.counsellor), ("Son organisme", writer.custodian.organisation)]
    known += [(said.next_one, "\n".join(map(words.said_meeting, handout.meetings)))]
    yield facts([row for row in known if row[1]])
    yield fields([*(word for word, value in known if not value and word != "Son organisme"), said.reach])


def _kept(handout: Handout, said: Words, plain: bool) -> Iterator[Part]:
    officer = handout.writer.custodian.officer
    yield panel(
        heading(said.kept),
        text(words.said_ground(handout.access.basis, plain)),
        text(words.said_fate(handout.access, plain)),
        text(said.working),
        text(f"{said.more}{f', ou à {officer}' if officer else ''}."),
    )


def word_file(handout: Handout, plain: bool = False) -> Paper:
    """The same as a word file (DOCX), to edit together."""
    from desktop.documents.wordfile import docx

    said = words.words_of(plain)
    made = docx(said.title, said.lead, parts(handout, plain), drawings(handout, "png"))
    return Paper(NAME, NAME, {"docx": made})
