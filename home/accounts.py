"""The accounts of the demo: made by ``load_demo`` only, and never accepted in production."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured

from home.roles import ADMINISTRATORS, CHIEF_EDITORS, EDITORS, target_languages, translators_group

DEMO_PASSWORD = "umid-demo"  # noqa: S105  printed at the first start; production refuses to run with it


@dataclass(frozen=True)
class DemoAccount:
    username: str
    group: str


def demo_accounts():
    """One of each kind, and a translator for every language but the source."""
    return [
        DemoAccount("editor", EDITORS),
        DemoAccount("chief-editor", CHIEF_EDITORS),
        *[DemoAccount(f"translator-{code}", translators_group(code)) for code in target_languages()],
        DemoAccount("admin", ADMINISTRATORS),
    ]


def make_demo_accounts():
    """Create what is missing; an account that exists is left alone. Returns all of them."""
    users = get_user_model().objects
    accounts = demo_accounts()
    for account in accounts:
        if users.filter(username=account.username).exists():
            continue
        user = users.create_user(account.username, f"{account.username}@example.org", DEMO_PASSWORD)
        user.groups.add(Group.objects.get(name=account.group))
    return accounts


def accounts_with_demo_password():
    names = [account.username for account in demo_accounts()]
    users = get_user_model().objects.filter(username__in=names, is_active=True)
    return [user.username for user in users if user.check_password(DEMO_PASSWORD)]


def refuse_demo_accounts():
    """Raises ``ImproperlyConfigured`` while a demo account can be entered with the password everybody knows."""
    names = accounts_with_demo_password()
    if names:
        raise ImproperlyConfigured(
            f"These demo accounts still have their demo password: {', '.join(names)}. "
            "Change it (manage.py changepassword NAME) or delete them before the site goes live."
        )
