"""Failures a counsellor can act on: one sentence, one piece of advice, in French.

Anything that is not an ``EscaleError`` is a bug and is nobody's to catch.
"""

from __future__ import annotations


class EscaleError(Exception):
    """An expected failure: ``sentence`` says what happened, ``advice`` what to do about it."""

    def __init__(self, sentence: str, advice: str = "") -> None:
        """Both texts are French, complete sentences, and name no person."""
        super().__init__(sentence)
        self.sentence = sentence
        self.advice = advice

    def __str__(self) -> str:
        """Sentence and advice, ready to be read."""
        return f"{self.sentence} {self.advice}".strip()


class Offline(EscaleError):
    """The gateway cannot be reached; a state, not an alarm."""


class SignInNeeded(EscaleError):
    """The gateway asks the counsellor to sign in again."""


class ServerTrouble(EscaleError):
    """The gateway answered, but not with something Escale can use."""


class Refused(EscaleError):
    """The input cannot be accepted; nothing was changed."""


class StoreLocked(EscaleError):
    """The vault is locked, or another Escale holds it."""


class StoreTrouble(EscaleError):
    """The encrypted file cannot be read or written."""


class WrongPassphrase(EscaleError):
    """The passphrase does not open the vault."""


class EpochLost(EscaleError):
    """Neither epoch opens the rack: the keyring is not the one that closed it."""


class KeyringChanged(EscaleError):
    """The keyring is another one, or was emptied: the recovery key opens the vault."""


class ReadLocked(EscaleError):
    """The file may not be shown for now; its notes may still be written."""
