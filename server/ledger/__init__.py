"""The ledger: accounts, legs and transactions. Lower than the other rooms, which book through its posting door."""
