"""Branches and their business day."""
