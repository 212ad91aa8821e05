"""Events with what was suggested at round tables, and publications, as open data."""
