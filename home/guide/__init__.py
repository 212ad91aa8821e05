"""The guide for editors inside the admin: what to do, step by step, in the language of who reads it."""
