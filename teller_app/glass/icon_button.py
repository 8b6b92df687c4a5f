"""A square button that is only an icon; its name is the tooltip and what a screen reader says."""

from __future__ import annotations

from teller_app.glass.button import GlassButton
from teller_app.glass.look import Look


class IconButton(GlassButton):
    """``name`` is required because an icon alone says nothing to a screen reader."""

    def __init__(self, look: Look, icon: str, name: str, key: str | None = None) -> None:
        super().__init__(look, "", "ghost", icon)
        self._shown_key = key
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Another name: "Show password" and "Hide password" change places."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({self._shown_key})" if self._shown_key else name)
        self.setAccessibleDescription(self._shown_key or "")
