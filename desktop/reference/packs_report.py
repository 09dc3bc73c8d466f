"""What the ``reference`` verbs and the settings say of the packs: JSON-able values, French sentences."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from desktop.models.certification import CertificationsEdition
from desktop.reference.crosswalk import SOURCE, Crosswalk


def certifications_as_json(edition: CertificationsEdition) -> dict[str, Any]:
    """Date, source, sizes, and whether it is an extract."""
    return asdict(edition)


def certifications_text(edition: CertificationsEdition) -> str:
    """The same, in one or two sentences."""
    return edition.words()


def crosswalk_as_json(crosswalk: Crosswalk) -> dict[str, Any]:
    """Source, size, and whether it is an extract."""
    return {"source": SOURCE, "professions": len(crosswalk), "extract": crosswalk.extract}
