"""The window around the rooms: navigation, keys, palette, lock, and the only crossing between threads."""
