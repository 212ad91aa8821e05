"""Reading without a connection: a service worker keeps the public pages a reader has opened, on the reader's device.

It asks the network first, always: whoever is online never gets an old page.
"""
