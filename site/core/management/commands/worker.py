from django_tasks_db.management.commands import db_worker

from core.tasks import worker_starts


class Command(db_worker.Command):
    help = "Do what waits in the background: trees submitted for translation, sizes of pictures, mails. Any number of them may run."

    def configure_logging(self, verbosity):
        """The settings say what is logged."""

    def handle(self, **options):
        worker_starts.send(sender=type(self))
        super().handle(**options)
