"""A field of a form, declared once: its name, its place in the order and its type are those of an attribute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Self, TypeVar, get_origin, overload

from xstui.widgets.form_field import AnyField

if TYPE_CHECKING:
    from xstui.screens.base.form_page import FormPage

FieldT = TypeVar("FieldT", bound=AnyField)


class FieldOf(Generic[FieldT]):
    """Declares a field on the class of a form: `last_day = FieldOf(DateField)`.

    The form lays it out with that name as its id, and reads it as `self.last_day.given`.
    """

    def __init__(self, kind: type[FieldT]) -> None:
        self.name, self._kind = "", get_origin(kind) or kind

    def __set_name__(self, form: type[FormPage], name: str) -> None:
        self.name = name

    @overload
    def __get__(self, form: None, kind: type[FormPage]) -> Self: ...
    @overload
    def __get__(self, form: FormPage, kind: type[FormPage]) -> FieldT: ...
    def __get__(self, form: FormPage | None, kind: type[FormPage]) -> Self | FieldT:
        """Return the field of a form that is laid out; of the class, its declaration."""
        if form is None:
            return self
        found = form.field(self.name)
        if not isinstance(found, self._kind):
            message = f"{self.name} is a {type(found).__name__}"
            raise TypeError(message)
        return found
