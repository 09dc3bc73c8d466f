"""Who signs what leaves, and who answers for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sender:
    """The counsellor's name, organisation and how to reach them; each "" when not known, a blank line then stands."""

    name: str = ""
    organisation: str = ""
    contact: str = ""  # telephone, address…, on one line or several
