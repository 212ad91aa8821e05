"""What the script of the editor says. Its other words stand in the page already."""

from django.utils.translation import gettext as _


def words():
    return {
        "open": _("To be translated"),
        "saved": _("Saved"),
        "saving": _("Saving…"),
        "unsaved": _("Not saved yet"),
        "error": _("Has to be put right"),
        "offline": _(
            "Not saved: there is no connection. Your text is kept on this computer and sent as soon as there is one."
        ),
        "login": _("Not saved: you have been logged out. Your text is kept on this computer."),
        "logIn": _("Log in (in a new tab)"),
        "gone": _(
            "The original has changed: this text is no longer part of it. Your text was kept here; load the page "
            "again to use it."
        ),
        "reload": _("Load the page again"),
        "refused": _("Not saved: %(reason)s Your text is kept on this computer."),
        "failed": _("Not saved: the site did not answer as expected. Your text is kept on this computer."),
        "retry": _("Try again"),
        "theirs": _("%(person)s has changed this text in the meantime:"),
        "somebody": _("Somebody else"),
        "theirValue": _("%(person)s has chosen another value here in the meantime:"),
        "original": _("As in the original"),
        "takenAway": _("(The translation was taken away.)"),
        "takeTheirs": _("Take this one"),
        "keepMine": _("Keep mine"),
        "typed": _("You typed this on %(when)s; it was not saved:"),
        "use": _("Use it"),
        "drop": _("Drop it"),
        "lost": _("These texts of yours were not saved, and the original no longer has a place for them:"),
        "progress": _("Texts: %(done)s of %(all)s · words left: %(words)s"),
        "before": _("Before the change"),
        "memory": _("From other translations"),
        "glossary": _("Glossary"),
        "comments": _("Comments"),
        "resolved": _("resolved"),
        "noHelp": _("Nothing like this has been translated before."),
        "alsoAccepted": _("also: %(words)s"),
        "hidePreview": _("Hide the preview"),
        "showPreview": _("Show the preview"),
        "wait": _("Not everything is saved yet. What is missing says why below its field."),
    }
