"""What every use case needs: who acts, on which store and day, and what is set for the office."""
