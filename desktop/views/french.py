"""French everywhere: Qt's own words (OK, Annuler, Copier…), dates and numbers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from desktop.resources import resource


def speak_french(app: QCoreApplication) -> bool:
    """Dates and numbers in French, and Qt's own words; False when Qt's translation is missing, a fault of the build."""
    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
    translator = QTranslator(app)
    places = (QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), str(resource("i18n")))
    if not any(translator.load("qtbase_fr", place) for place in places):
        return False
    return app.installTranslator(translator)
