"""People, devices, their rights and limits, and signing in."""
