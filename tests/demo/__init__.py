"""A demonstration bank and a driven day in it."""
