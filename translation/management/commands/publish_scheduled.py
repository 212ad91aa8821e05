from wagtail.management.commands import publish_scheduled

from translation.together.schedule import run_due


class Command(publish_scheduled.Command):
    """Wagtail's, after what is to be published in several languages at one moment."""

    def handle(self, *args, **options):
        if not options["dryrun"]:
            run_due()
        return super().handle(*args, **options)
