"""Customers: people with phone, card, flags and pictures."""
