"""The door: who one is, on which workstation, and over which line."""
