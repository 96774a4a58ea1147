"""The tree of the organisation, and its master data."""

from __future__ import annotations

import pytest
from sqlmodel import select

from tests.company import context_of
from tests.refusals import problems_of
from xstui.domain.problems import Problem
from xstui.services.context import organisation
from xstui.store.tables import EmployerDetails, OrgUnit


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


def names_of(units):
    return [unit.name for unit in units]


def test_units_are_found_by_words_of_name_and_code_in_the_order_of_the_tree(context):
    assert names_of(organisation.units_named(context, ["00"])) == ["Inkomen", "Kantoor"]
    assert names_of(organisation.units_named(context, ["kan", "002"])) == ["Kantoor"]
    assert organisation.units_named(context, ["kan", "001"]) == []
    assert names_of(organisation.units_named(context_of(context.store, units=[3]), ["00"])) == ["Kantoor"]


def test_who_sees_a_part_sees_it_as_the_top_and_knows_its_employer_all_the_same(context):
    (unit,) = organisation.tree(context_of(context.store, units=[3])).units
    assert (unit.level, unit.parent_id, unit.path, unit.employer_id) == (0, None, ("Kantoor",), 1)


def test_units_called_the_same_are_named_with_what_is_above_them(context):
    with context.unit("test") as unit:
        branch = unit.add(OrgUnit(kind="branch", name="Zuid", parent_id=1)).key
        twin = unit.add(OrgUnit(kind="department", name="KANTOOR", parent_id=branch)).key
    units = organisation.tree(context_of(context.store))
    assert units.names == {
        1: "TESTBEDRIJF_Voorbeeld",
        2: "Inkomen",
        3: "Kantoor (TESTBEDRIJF_Voorbeeld)",
        branch: "Zuid",
        twin: "KANTOOR (TESTBEDRIJF_Voorbeeld / Zuid)",
    }
    assert units.below(branch) == {branch, twin}
    with context.reading() as session:
        assert organisation.units_below(session, [branch, 2]) == {branch, twin, 2}
