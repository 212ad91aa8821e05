"""All that the site holds of somebody, in one file: JSON for machines, a CSV for each kind of thing for people."""

import csv
import datetime
import io
import json
import zipfile
from decimal import Decimal
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q
from django.utils import timezone

from core.models import AuditEntry
from core.privacy import finding
from core.spreadsheets import as_text

LONG = 2000  # letters of a value; of a longer one only what stands around is shown
PLAIN = (str, int, float, list, dict, type(None), datetime.date, datetime.time, Decimal, UUID)
SECRET = {"password", "key", "token", "secret", "seed", "codes", "hash"}


def archive(subject, words):
    """The bytes of a ZIP. ``words``: what is searched for in texts; none, and only what the account did is in it."""
    data = collected(subject, words)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("data.json", json.dumps(data, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder))
        for part in ("account", "texts", "activity"):
            for name, rows in data[part].items():
                target.writestr(f"{part}/{name}.csv", as_csv(rows))
    return file.getvalue()


def collected(subject, words):
    return {
        "made_at": timezone.now(),
        "about": subject.typed,
        "account": dict(account(subject)),
        "texts": texts(words),
        "activity": dict(activity(subject)),
    }


def texts(words):
    """Rows in which one of the words stands."""
    found = {}
    for hit in finding.hits(words):
        values = hit.model._base_manager.filter(pk=hit.pk).values().first()
        told = {name: text for name, _kind, text in hit.columns}
        row = {name: shown(name, told.get(name, value), words) for name, value in values.items()}
        found.setdefault(hit.model._meta.label, []).append(row)
    return found


def account(subject):
    if subject.account:
        model = get_user_model()
        yield model._meta.label, rows_of(model, Q(pk=subject.account.pk))
        groups = subject.account.groups.values("pk", "name")
        yield "auth.Group", list(groups)


def activity(subject):
    """What the account did, and what refers to it."""
    if not subject.account:
        return
    for model in finding.tables():
        fields = [
            field.name
            for field in model._meta.local_fields
            if field.remote_field and field.related_model is get_user_model()
        ]
        wanted = Q()
        for field in fields:
            wanted |= Q(**{field: subject.account.pk})
        if fields and (rows := rows_of(model, wanted)):
            yield model._meta.label, rows
    own = Q(account=subject.account.pk) | Q(kind=subject.account._meta.label_lower, object_id=str(subject.account.pk))
    yield AuditEntry._meta.label, rows_of(AuditEntry, own)


def rows_of(model, wanted):
    rows = model._base_manager.filter(wanted).order_by("pk").values()
    return [{name: shown(name, value, ()) for name, value in row.items()} for row in rows]


def shown(name, value, words):
    """Nothing that opens a door, and of what is long only what is about the person."""
    if name in SECRET:
        return None
    text = written(value)
    if len(text) <= LONG:
        return value if isinstance(value, PLAIN) else str(value)
    excerpts = [one for word in words for one in word.excerpts(text)]
    return " … ".join(excerpts) if excerpts else f"({len(text)} letters)"


def as_csv(rows):
    file = io.StringIO()
    writer = csv.DictWriter(file, fieldnames=list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    for row in rows:
        writer.writerow({name: as_text(written(value)) for name, value in row.items()})
    return "\ufeff" + file.getvalue()


def written(value):
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
