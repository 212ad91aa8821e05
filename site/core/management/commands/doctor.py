from django.core.management.base import BaseCommand

from core.doctor import findings
from core.doctor.finding import ADVICE, GOOD, WRONG


class Command(BaseCommand):
    help = "Examine this installation and say in plain words what to do. Ends with 1 if something is wrong."
    requires_system_checks = ()  # what they find is told with the rest

    def add_arguments(self, parser):
        parser.add_argument("--inside", action="store_true", help="don't ask the site by its address")

    def handle(self, inside, **options):
        marks = {
            GOOD: self.style.SUCCESS("good  "),
            ADVICE: self.style.WARNING("advice"),
            WRONG: self.style.ERROR("WRONG "),
        }
        counts = dict.fromkeys(marks, 0)
        for finding in findings(from_outside=not inside):
            counts[finding.level] += 1
            self.stdout.write(f"{marks[finding.level]}  {finding.text}")
            if finding.do:
                self.stdout.write(f"        → {finding.do}")
        self.stdout.write(f"\n{counts[WRONG]} wrong, {counts[ADVICE]} to think about, {counts[GOOD]} good.")
        if counts[WRONG]:
            raise SystemExit(1)
