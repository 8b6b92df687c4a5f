"""Drawers, sessions, leases, bags of pieces, blind counts."""
