"""A model field whose text is sealed in the database and opened only when it is read."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, cast

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from supervision.reading import note_opened
from supervision.sealing import Sealed, seal, unseal


def place_of(model: type[models.Model], key: object, name: str) -> str:
    """What a sealed text is bound to: table, row and field."""
    return f"{model._meta.label_lower}|{key}|{name}"


class SealedText(DeferredAttribute):
    """Opens the text at the first look and notes whose it is; what was just typed is simply there."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            meta = instance._meta
            stays_open = note_opened(meta.label_lower, instance.pk)
            value = unseal(value, place_of(type(instance), instance.pk, self.field.attname))
            if stays_open:
                instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        """Also makes Python ask `__get__` first, whatever the row's dictionary holds."""
        instance.__dict__[self.field.attname] = value


class SealedTextField(models.TextField[Any, Any]):
    """Text that only its row can open. It can't be searched, compared or updated in the database.

    The empty text stays empty, so that whether something was written may be asked of a row without opening it.
    """

    descriptor_class = SealedText

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        """As it lies there; reading the attribute opens it."""
        return Sealed(value) if value else value

    def to_text(self, value: Any) -> str:
        """What is sealed."""
        return str(value)

    def sealed_for(self, instance: models.Model, value: Any) -> str:
        """The value as this row keeps it; what was never opened stays as it came."""
        if isinstance(value, Sealed):
            return value
        text = self.to_text(value or "")
        return seal(text, place_of(type(instance), instance.pk, self.attname)) if text else ""

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        """Sealed for its row."""
        return self.sealed_for(instance, instance.__dict__.get(self.attname))

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Only sealed text reaches the database: `update` and `bulk_update` can't bring any other."""
        if value and not isinstance(value, Sealed):
            raise FieldError(f"{self.name} is sealed: save the row itself, or use bulk_create.")
        return super().get_db_prep_save(value, connection)

    def get_lookup(self, lookup_name: str) -> Any:
        """A sealed text can't be compared; only whether it is empty can be asked."""
        raise FieldError(f"{self.name} is sealed and can't be looked up by {lookup_name}.")

    def value_from_object(self, obj: models.Model) -> str:
        """Dumps keep the text sealed."""
        return self.sealed_for(obj, obj.__dict__.get(self.attname))

    def is_filled(self, instance: models.Model) -> bool:
        """Whether something is written there, without opening it."""
        return bool(instance.__dict__.get(self.attname))


class SealedJSON(SealedText):
    """As SealedText, for a list or an object."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, str):
            value = json.loads(value) if value else cast("SealedJSONField", self.field).empty()
            if not isinstance(instance.__dict__.get(self.field.attname), Sealed):
                instance.__dict__[self.field.attname] = value
        return value


class SealedJSONField(SealedTextField):
    """A list or an object, sealed as one text. `empty` makes what stands where nothing is written."""

    descriptor_class = SealedJSON

    def __init__(self, *args: Any, empty: Callable[[], Any] = list, **kwargs: Any) -> None:
        self.empty = empty
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "empty": self.empty}

    def to_text(self, value: Any) -> str:
        """JSON with its keys in order, so that the same content is the same text."""
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if value else ""
