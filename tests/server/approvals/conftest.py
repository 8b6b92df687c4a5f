"""A fresh small counter for each test."""

from tests.server.drawers.conftest import house

__all__ = ["house"]
