"""Dateline: raw articles to validated, linked records of entities and events."""
