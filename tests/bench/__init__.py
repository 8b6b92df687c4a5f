"""Figures side by side, never asserted."""
