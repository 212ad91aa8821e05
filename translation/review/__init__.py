"""What was submitted for approval, read beside its original and what readers see now; approved, or returned."""
