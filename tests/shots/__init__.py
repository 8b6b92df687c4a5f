"""Pictures of every screen of a cashier's day."""
