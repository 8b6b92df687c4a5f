"""Drawer history: what lay in a drawer at any minute of a day, beside its counts, decisions and transfers."""
