"""The kinds of file are found by their names."""

import pytest

from xstui.domain.import_kinds import KINDS, kind_named


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_is_found_by_its_name(kind):
    assert kind_named(kind.name) is kind


def test_a_name_that_nobody_declared_is_a_fault_of_the_program():
    with pytest.raises(StopIteration):
        kind_named("griep")
