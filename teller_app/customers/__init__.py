"""The customers room."""
