from django.core.management.base import BaseCommand, CommandError

from core.privacy import retention


class Command(BaseCommand):
    help = "Delete or make anonymous what people left on the site, by the rules of retention; daily. They are in the admin's reports."

    def handle(self, **options):
        failed = []
        for name, count in retention.carry_out().items():
            if isinstance(count, Exception):
                failed.append(name)
                self.stderr.write(f"{name}: {type(count).__name__}: {count}")
            else:
                self.stdout.write(f"{name}: {count}")
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}")
