"""Saying something aloud to those who read with a screen reader."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str, *, at_once: bool = False) -> None:
    """Have the screen reader say ``text``; ``at_once`` interrupts what it is reading."""
    event = QAccessibleAnnouncementEvent(widget, text)
    polite, assertive = QAccessible.AnnouncementPoliteness.Polite, QAccessible.AnnouncementPoliteness.Assertive
    event.setPoliteness(assertive if at_once else polite)
    QAccessible.updateAccessibility(event)
