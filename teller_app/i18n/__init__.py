"""Codes to words, values to figures."""
