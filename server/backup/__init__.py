"""Copies of a bank: written while it works, proved before they count, and brought back as a bank in another epoch."""
