"""By what right a file is here."""
