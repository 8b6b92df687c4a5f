"""What the tests stand on: a real PostgreSQL, a real server process, a wire that can be cut."""
