"""The vault with two people, cash in transit, exchanges, vault counts, requisitions."""
