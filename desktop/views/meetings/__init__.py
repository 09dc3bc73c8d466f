"""Meetings with a person: listed, added, marked, exported."""
