"""The built app: ``make installer`` runs these, ``make test`` does not (building takes minutes)."""
