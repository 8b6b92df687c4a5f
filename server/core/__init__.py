"""The write path: unit, overlay, gate, journal, writer, hub. Knows no room; rooms plug into its registry."""
