"""What is kept with a case beside its days: messages."""
