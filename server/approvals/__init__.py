"""Requests that a second person decides, and the permits that a decision about cash grants."""
