"""Addresses that were: of pages that have moved, and of the site that was here before.

They are Wagtail's redirects, in its own screen; an address that ends with ``*`` stands for all that begin like it.
"""
