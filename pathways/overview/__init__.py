"""How teams stand with what is asked of them: figures added up by the database, small ones never shown to outsiders."""
