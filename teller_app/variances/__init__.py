"""What closes left over or short: accepted, recovered, written off, returned."""
