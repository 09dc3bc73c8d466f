"""One process, one first document: ``python -m benchmarks.first_paper NAME`` prints milliseconds, then those of work.

The chart of the gap has been shown before, as it is when somebody has looked at the tab Avenir; nothing was typeset.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from time import process_time
from typing import Final

from benchmarks.chart_scene import known
from benchmarks.charts import Subject, painted, reference
from benchmarks.gap_scene import HELD
from benchmarks.measure import timed
from desktop.models.access import Access, Basis
from desktop.models.correction import occupation_content
from desktop.models.file import Card, File, Kept
from desktop.models.handout import Aim, Form, Handout, Writer, handout
from desktop.models.held import Custodian
from desktop.models.meeting import Meeting, meeting_content
from desktop.models.note import Delivery, Item, Kind
from desktop.models.passport import Holder, Section
from desktop.models.plan import Action, action_content
from desktop.models.shareable import shareable

NOW: Final = datetime(2026, 11, 28, 9, tzinfo=UTC)
STEPS: Final = ("Monter le dossier", "Appeler la mairie", "Préparer la visite", "Relire le CV", "Écrire à l’institut")
EMPTY: Final[Mapping[str, object]] = {"mark": "Escale", "title": "Vide", "lead": "", "footer": "", "parts": ()}


def scene() -> Handout:
    """A person with sixty skills, one occupation looked at, a plan, a meeting and a text of a page."""
    from desktop.charts import gap
    from desktop.views.gap.outlook import gap_of

    with reference() as opened:
        found = known(opened, HELD)
        occupation = opened.occupation("J1501")
        rows = gap_of(found, occupation, opened) if occupation else ()
        painted(Subject("écart", gap, rows)).close()
    contents = (
        (Kind.NOTE, {"text": "## Demande\nUn métier de soin, près de chez elle.\n## Échange\n" + "Un mot. " * 300}),
        (Kind.OCCUPATION, occupation_content("J1501", "Aide-soignant / Aide-soignante", True, "Pour aider.")),
        *((Kind.PLAN, action_content(Action(f"a{at}", what, due=NOW.date()))) for at, what in enumerate(STEPS)),
        (Kind.MEETING, meeting_content(Meeting("m", date(2026, 12, 4), time(14)))),
    )
    items = [Item(f"i{at}", "p", kind, said, NOW, Delivery.SENT) for at, (kind, said) in enumerate(contents)]
    access = Access(Basis.PUBLICATION, tuple(Section), NOW.date(), date(2027, 5, 1), "c")
    card = Card("p", Holder("Nadia", "Brindille", 1990, "Bourges"), access, Kept.SHARED, 1, NOW)
    shared = shareable(File(card, found.passport), items)
    aim = Aim("J1501", "Aide-soignant / Aide-soignante", "Pour aider.", rows)
    writer = Writer("Claire", Custodian("l’Escale"))
    return handout(shared, replace(found, items=shared.items), [aim], writer, NOW.date())


def ways(found: Handout) -> Mapping[str, Callable[[], object]]:
    """What may be made first, by name."""
    from desktop.documents import plan_page, summary, typeset

    return {
        "vide": lambda: typeset.pdf("sheet", EMPTY),
        "synthese": lambda: summary.paper(found),
        "grands": lambda: summary.paper(found, Form(large=True)),
        "simples": lambda: summary.paper(found, Form(plain=True)),
        "docx": lambda: summary.word_file(found),
        "plan": lambda: plan_page.paper(found),
        "imprimer": lambda: summary.paper(found, ppi=200),
    }


def main(name: str) -> None:
    """Show the chart, then make that document once."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from benchmarks.painted import application

    application()
    found = scene()
    began = process_time()
    taken = timed(lambda: ways(found)[name]())
    print(taken, (process_time() - began) * 1000)


if __name__ == "__main__":
    main(sys.argv[1])
