"""The words of standings and provenances, the same in pages, charts and documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from desktop.models.passport import Origin
from desktop.models.skill import Standing

WORDS: Final[Mapping[Standing, str]] = {
    Standing.PROVEN: "prouvée",
    Standing.DECLARED: "déclarée",
    Standing.SAID: "dite en entretien",
    Standing.DEDUCED: "déduite",
    Standing.TO_EXPLORE: "à explorer",
    Standing.TO_ACQUIRE: "à acquérir",
}
ORIGIN_WORDS: Final[Mapping[Origin, str]] = {
    Origin.GUARANTEED: "garantie",
    Origin.DECLARED: "déclarée",
    Origin.SAID: "dite en entretien",
}
