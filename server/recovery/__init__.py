"""A bank that was restored: another epoch, and no new business until every workstation has reported or a manager waives it."""
