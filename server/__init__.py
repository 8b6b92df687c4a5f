"""The bank's books: one journal, one writer thread, every room with the same doors."""
