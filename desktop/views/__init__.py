"""What is seen: the only importer of Qt widgets, grouped by what the counsellor does.

PySide6 6.12 returns None from C++ without counting the reference. That is harmless from Python 3.12 on, where None
never dies; Python 3.11 aborts ("deallocating None") after some thousands of calls, so None is given references there.
"""

from __future__ import annotations

import sys
from ctypes import c_ssize_t

if sys.version_info < (3, 12):
    c_ssize_t.from_address(id(None)).value += sys.maxsize >> 8
