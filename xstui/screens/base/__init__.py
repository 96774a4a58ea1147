"""What screens share: pages, forms, drafts, receipts, help and the palette."""
