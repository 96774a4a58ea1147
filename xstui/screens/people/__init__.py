"""Finding people, their dossier and their employment."""
