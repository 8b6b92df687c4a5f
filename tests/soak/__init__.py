"""Killing the server over and over while a workstation posts."""
