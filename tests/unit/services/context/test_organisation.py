"""The tree of the organisation, and its master data."""

from __future__ import annotations

import pytest
from sqlmodel import select

from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.services.context import organisation
from xstui.store.tables import EmployerDetails


def test_F19_the_tree_and_F21_its_master_data(context):
    tree = organisation.tree(context)
    assert [(u.name, u.level) for u in tree.units] == [
        ("TESTBEDRIJF_Voorbeeld", 0),
        ("Inkomen", 1),
        ("Kantoor", 1),
    ]
    assert tree.below(1) == {1, 2, 3}
    unit, known = organisation.master_data(context, 2)
    assert (unit.path, known["city"]) == (("TESTBEDRIJF_Voorbeeld", "Inkomen"), "Zwolle")
    assert problems_of(organisation.master_data, context, 99) == [Problem("unknown-unit")]


OLD = "Q Gezondheids- en welzijnszorg"


def tell(context, sector):
    with context.unit("test") as unit:
        unit.session.exec(select(EmployerDetails)).one().sector = sector


@pytest.mark.parametrize(("stored", "code"), [("Q", "Q"), (OLD, "Q")])
def test_master_data_name_the_sector(context, stored, code):
    tell(context, stored)
    assert organisation.master_data(context, 2)[1]["sector"].code == code


def test_master_data_show_an_unknown_sector_as_it_stands(context):
    tell(context, "Zorg")
    assert organisation.master_data(context, 2)[1]["sector"] == "Zorg"
