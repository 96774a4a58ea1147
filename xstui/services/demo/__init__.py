"""The demo company: invented people in every situation, the same each time it is made."""
