"""What crosses the wire between a teller's window and the bank's books. msgspec and the standard library, nothing else."""
