"""screens: see docs/architecture.md."""
