"""Signs the demonstration's counsellor in without a browser: for ``--check``, pictures, benchmarks and tests.

It presses the one button of the demonstration gateway's page, as a person would, and follows the way back.
"""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from typing import Final

import requests

FIELD: Final = re.compile(r'name="(jeton|counsellor)" value="([^"]{1,400})"')
ACTION: Final = re.compile(r'<form method="post" action="([^"]{1,4000})"')


class OneClick:
    """Stands where the system's browser would: call it with an address, and close it at the end."""

    def __init__(self) -> None:
        """One thread, like one browser."""
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="browser")

    def __call__(self, url: str) -> bool:
        """Go there and press the button; True, as a browser that could be opened."""
        self._pool.submit(_press, url)
        return True

    def close(self) -> None:
        """Wait for the page under way."""
        self._pool.shutdown(wait=True)


def _press(url: str) -> str:
    """The text of the page that the way back ends on."""
    with requests.Session() as browser:
        browser.trust_env = False
        page = browser.get(url, timeout=10)
        fields = dict(reversed(FIELD.findall(page.text)))
        action = ACTION.search(page.text)
        if action is None or len(fields) < 2:
            return page.text
        target = requests.compat.urljoin(page.url, unescape(action[1]))
        return browser.post(target, data=fields, timeout=10).text
