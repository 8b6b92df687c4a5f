"""The dead line: a drawer's stand-in budget, and the codes that a manager reads out."""
