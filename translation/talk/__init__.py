"""What people say about texts, and what was done to them."""
