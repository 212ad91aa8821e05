"""Who it is about: an e-mail address, an account, or a name."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model

from core.privacy.words import Words


@dataclass(frozen=True)
class Subject:
    typed: str
    account: object = None  # a user, or none

    @classmethod
    def named(cls, typed):
        """``typed`` is an e-mail address, or the name of an account, or what somebody is called."""
        typed = " ".join(typed.split())
        users = get_user_model()._default_manager
        field = "email" if "@" in typed else users.model.USERNAME_FIELD
        return cls(typed, users.filter(**{f"{field}__iexact": typed}).first())

    @property
    def addresses(self):
        """What may be taken out of every text. A name may not: it may be that of somebody else, too."""
        found = [self.typed, self.account.email if self.account else "", self.username]
        return [Words(one) for one in dict.fromkeys(one for one in found if "@" in one)]

    @property
    def words(self):
        """What is looked for when somebody asks what is held about them."""
        names = [] if self.account and "@" not in self.typed else [self.typed]
        full = f"{self.account.first_name} {self.account.last_name}".strip() if self.account else ""
        found = [*[one.text for one in self.addresses], *names, full if " " in full else ""]
        return [Words(one) for one in dict.fromkeys(filter(None, found))]

    @property
    def username(self):
        return self.account.get_username() if self.account else ""

    @property
    def can_be_erased(self):
        return bool(self.account or self.addresses)
