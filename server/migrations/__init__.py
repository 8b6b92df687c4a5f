"""The schema's history. Books only go forward: no revision has a way back, a backup has."""
