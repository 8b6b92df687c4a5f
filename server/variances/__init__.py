"""What closes left over or short, person by person, and how each ends."""
