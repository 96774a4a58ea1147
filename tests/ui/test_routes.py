"""Where one can go: a route is what it is about, and stays so."""

from __future__ import annotations

import pytest

from xstui.screens.base.routes import Dossier, Employee, Home, Recovery, Tasks


def test_routes_to_one_place_about_one_thing_are_one():
    assert Recovery(3) == Recovery(person_id=3, situation="recovered")
    assert {Recovery(3), Recovery(3, "recovered"), Employee(3), Home(), Home()} == {Recovery(3), Employee(3), Home()}
    assert Employee(3) != Recovery(3)
    assert (Employee(3) == Employee(4), Home() == Tasks()) == (False, False)
    assert repr(Dossier(1, task_id=2)) == "Dossier(person_id=1, tab='overview', task_id=2)"


@pytest.mark.parametrize(
    ("place", "given", "named"),
    [(Dossier, (), {}), (Home, (1,), {}), (Employee, (), {"case_id": 1}), (Employee, (1, 2), {})],
)
def test_a_route_is_about_what_its_place_says(place, given, named):
    with pytest.raises(TypeError, match="is about"):
        place(*given, **named)


def test_a_route_does_not_change():
    with pytest.raises(AttributeError):
        Employee(3).person_id = 4
