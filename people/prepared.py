"""Statements that every page asks: the ORM writes them once in a process, and each request only fills in its values.

Writing a statement costs the ORM far more than the database needs to answer it. A `Slot` stands in a queryset for a
value that comes later, so what is read is still said with querysets, and nothing is put into SQL but parameters.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Expression, Field, QuerySet
from django.db.models.query import get_related_populators


class Slot(Expression):
    """A value that is given when the statement runs, of the kind that `field` keeps."""

    def __init__(self, name: str, field: Field[Any, Any]) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """A parameter; the slot itself holds its place until `Prepared` puts in the value."""
        return "%s", (self,)

    def get_group_by_cols(self) -> list[Any]:
        """Nothing to group by, as with any constant."""
        return []


class Prepared:
    """One statement: `build` makes its queryset, with slots, the first time somebody asks."""

    def __init__(self, build: Callable[[], QuerySet[Any, Any]]) -> None:
        self._build = build

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """What the database answers, as the tuples that `values_list` would give."""
        sql, parameters, converters = self._statement
        with connection.cursor() as cursor:
            cursor.execute(sql, [_filled(parameter, values) for parameter in parameters])
            rows: Any = cursor.fetchall()
        if converters:
            rows = self._compiler.apply_converters(rows, converters)
        return [tuple(row) for row in rows]

    def objects(self, **values: Any) -> list[Any]:
        """What the database answers, as objects of the queryset's model with its annotations and `select_related`."""
        found = []
        for row in self.rows(**values):
            item = self._model.from_db(connection.alias, self._names, row[self._span])
            for populator in self._populators:
                populator.populate(row, item)
            for name, place in self._annotations:
                setattr(item, name, row[place])
            found.append(item)
        return found

    @cached_property
    def _compiler(self) -> Any:
        compiler: Any = self._build().query.get_compiler(connection=connection)
        compiler.written = compiler.as_sql()
        return compiler

    @cached_property
    def _statement(self) -> tuple[str, tuple[Any, ...], dict[int, Any]]:
        compiler = self._compiler
        sql, parameters = compiler.written
        return sql, tuple(parameters), compiler.get_converters([column[0] for column in compiler.select])

    @cached_property
    def _span(self) -> slice:
        fields = self._compiler.klass_info["select_fields"]
        return slice(fields[0], fields[-1] + 1)

    @cached_property
    def _model(self) -> Any:
        return self._compiler.klass_info["model"]

    @cached_property
    def _names(self) -> list[str]:
        return [column[0].target.attname for column in self._compiler.select[self._span]]

    @cached_property
    def _populators(self) -> list[Any]:
        make: Any = get_related_populators
        return list(make(self._compiler.klass_info, self._compiler.select, connection.alias))

    @cached_property
    def _annotations(self) -> list[tuple[str, int]]:
        return list(self._compiler.annotation_col_map.items())


def _filled(parameter: Any, values: dict[str, Any]) -> Any:
    if isinstance(parameter, Slot):
        return parameter.output_field.get_db_prep_value(values[parameter.name], connection)
    return parameter
