"""The app, its session and the idle lock."""
