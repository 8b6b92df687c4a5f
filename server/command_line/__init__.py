"""The command line by subject: books, staff, branches, customers. ``server/__main__.py`` puts them together."""
