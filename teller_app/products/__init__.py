"""The products that accounts are opened with: read, and changed by two people."""
