"""Browser and system in plain words, as far as one knows them again: “Firefox”, “Windows”. Their versions are nobody's business."""

# In this order: Edge and Opera also say that they are Chrome, which says that it is Safari; Android, that it is Linux.
BROWSERS = (
    ("Firefox", ("Firefox/", "FxiOS/")),
    ("Edge", ("Edg/", "EdgA/", "EdgiOS/")),
    ("Opera", ("OPR/",)),
    ("Samsung Internet", ("SamsungBrowser/",)),
    ("Yandex", ("YaBrowser/",)),
    ("Chrome", ("Chrome/", "CriOS/", "Chromium/")),
    ("Safari", ("Safari/",)),
)
SYSTEMS = (
    ("Android", ("Android",)),
    ("iPhone", ("iPhone",)),
    ("iPad", ("iPad",)),
    ("Windows", ("Windows",)),
    ("macOS", ("Macintosh", "Mac OS X")),
    ("ChromeOS", ("CrOS",)),
    ("Linux", ("Linux", "X11")),
)


def named(user_agent):
    """``(browser, system)``, each empty if it is not known."""
    return first_of(BROWSERS, user_agent), first_of(SYSTEMS, user_agent)


def first_of(names, text):
    return next((name for name, signs in names if any(sign in text for sign in signs)), "")
