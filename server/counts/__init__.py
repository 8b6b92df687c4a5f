"""Counts of drawers that go on working: surprise, hand-over, one denomination."""
