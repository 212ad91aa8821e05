"""How a value of each kind is written as JSON, the same from every database, and read again.

Below the fields of the models: what a field makes of a value (a stream, a list) is left alone, so texts and JSON keep
their letters. PostgreSQL alone puts the keys of JSON into an order of its own.
"""

import base64
import json
from dataclasses import asdict, dataclass
from datetime import UTC, timedelta

from django.db import models
from django.db.models.expressions import Col

KINDS = {
    "integer": models.BigIntegerField(),
    "float": models.FloatField(),
    "boolean": models.BooleanField(),
    "text": models.TextField(),
    "file": models.TextField(),  # the name of a file in the storage
    "json": models.TextField(),
    "uuid": models.UUIDField(),
    "datetime": models.DateTimeField(),
    "date": models.DateField(),
    "time": models.TimeField(),
    "duration": models.DurationField(),
    "binary": models.BinaryField(),
}
INTERNAL_TYPES = {
    "CharField": "text",
    "TextField": "text",
    "SlugField": "text",
    "GenericIPAddressField": "text",
    "FileField": "file",
    "JSONField": "json",
    "UUIDField": "uuid",
    "FloatField": "float",
    "BooleanField": "boolean",
    "DateTimeField": "datetime",
    "DateField": "date",
    "TimeField": "time",
    "DurationField": "duration",
    "BinaryField": "binary",
    "DecimalField": "decimal",
}
AS_JSON = {
    "uuid": str,
    "decimal": str,
    "datetime": lambda value: value.astimezone(UTC).isoformat(),
    "date": lambda value: value.isoformat(),
    "time": lambda value: value.isoformat(),
    "duration": lambda value: value // timedelta(microseconds=1),
    "binary": lambda value: base64.b64encode(value).decode(),
}
FROM_JSON = {
    "duration": lambda value: timedelta(microseconds=value),
    "binary": base64.b64decode,
}
AS_THEY_ARE = {"integer", "float", "text", "file", "json"}


@dataclass(frozen=True)
class Column:
    name: str
    kind: str
    digits: int | None = None  # of a decimal,
    places: int | None = None  # and how many of them behind the point

    @classmethod
    def of(cls, field):
        target = field
        while target.remote_field and hasattr(target, "target_field"):
            target = target.target_field
        name = target.get_internal_type()
        if name == "DecimalField":
            return cls(field.column, "decimal", target.max_digits, target.decimal_places)
        if isinstance(target, models.IntegerField | models.AutoField):
            return cls(field.column, "integer")
        if name not in INTERNAL_TYPES:
            raise TypeError(f"Backups don't know how to write {field} ({name}): say it in core.backup.columns.")
        return cls(field.column, INTERNAL_TYPES[name])

    def described(self):
        return {name: value for name, value in asdict(self).items() if value is not None}

    @property
    def field(self):
        if self.kind == "decimal":
            return models.DecimalField(max_digits=self.digits, decimal_places=self.places)
        return KINDS[self.kind]

    def writer(self, connection):
        """From what the database gives to what JSON knows; ``None`` where they are the same."""
        if self.kind in AS_THEY_ARE:
            return None
        expression = Col("", self.field)
        converters = [*connection.ops.get_db_converters(expression), *self.field.get_db_converters(connection)]
        as_json = AS_JSON.get(self.kind)

        def write(value):
            for convert in converters:
                value = convert(value, expression, connection)
            return value if value is None or as_json is None else as_json(value)

        return write

    def reader(self, connection):
        """From JSON to what the database takes; ``None`` where they are the same."""
        if self.kind in AS_THEY_ARE:
            return None
        field = self.field
        from_json = FROM_JSON.get(self.kind, field.to_python)
        return lambda value: None if value is None else field.get_db_prep_save(from_json(value), connection)

    def agree(self, one, other):
        """Are these two the same content? Only PostgreSQL writes JSON in its own way."""
        if one == other:
            return True
        return self.kind == "json" and None not in (one, other) and json.loads(one) == json.loads(other)
