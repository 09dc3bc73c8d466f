"""What may be written down: libraries that log tokens are kept quiet, and what looks like a secret is struck out."""

from __future__ import annotations

import logging
import re
from typing import Final

TALKATIVE: Final = ("urllib3", "requests", "requests_oauthlib", "oauthlib", "joserfc", "keyring", "sqlalchemy")
SECRET: Final = re.compile(
    r"""(?ix)
    (bearer\s+ | \b(?:access_token|refresh_token|id_token|code|code_verifier|state|nonce|token|passphrase)
     ["']?\s*[=:]\s*["']?)
    [^\s"'&,;})]+"""
)
STRUCK: Final = r"\1[effacé]"


class Redaction(logging.Filter):
    """Strikes out, in what a message ends up saying, whatever follows the name of a secret."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always True: the record goes on, without its secrets."""
        record.msg, record.args = SECRET.sub(STRUCK, record.getMessage()), None
        if record.exc_info:
            record.exc_text = SECRET.sub(STRUCK, logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        return True


def quiet() -> None:
    """Pin the libraries to warnings, whatever level is asked elsewhere, and strike secrets out of every handler."""
    known = tuple(logging.root.manager.loggerDict)
    for name in {*TALKATIVE, *(name for name in known if name.split(".")[0] in TALKATIVE)}:
        logging.getLogger(name).setLevel(logging.WARNING)
    for handler in logging.root.handlers:
        if not any(isinstance(one, Redaction) for one in handler.filters):
            handler.addFilter(Redaction())
