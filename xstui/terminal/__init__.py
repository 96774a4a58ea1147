"""What Textual and the terminal lack: type-ahead, a key map, signals, hardening."""
