"""Requests: what waits for a second person, decided from a plain list."""
