"""The command line: what is typed, what it does, and the one door for what is printed."""
