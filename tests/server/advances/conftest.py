from tests.server.drawers.conftest import house

__all__ = ["house"]
