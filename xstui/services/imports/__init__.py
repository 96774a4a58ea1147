"""Taking over employees and absences from files, by the same rules as the screens."""
