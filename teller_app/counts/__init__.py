"""Counts of drawers that go on working, in the replica. They are taken in the vault's room."""
