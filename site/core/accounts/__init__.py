"""The way into the admin: logging in, new passwords, and what keeps strangers from trying."""
