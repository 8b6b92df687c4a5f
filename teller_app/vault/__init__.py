"""The vault and cash on its way: stock by denomination, transfers in two steps, exchanges, requisitions, vault counts."""
