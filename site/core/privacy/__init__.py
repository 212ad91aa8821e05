"""What the site keeps of people, for how long, and what it does for who asks for it. See ``docs/privacy.md``."""
