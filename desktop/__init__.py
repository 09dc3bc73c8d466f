"""Escale: the career counsellor's desk for the Passeport de compétences."""
