"""The loans: applied for, handed out, paid back, written off."""
