"""Branch today: live drawers, cash by hour, what holds up the close, the tie-out, opening and closing the day."""
