"""Short messages: who carries them, what became of each."""
