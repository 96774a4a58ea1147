"""A case as the rules see it: its steps, tasks, end, and what it joins."""
