"""Reading the cells of a row."""

from __future__ import annotations

import pytest

from xstui.domain.absence import Classification
from xstui.domain.contract_type import ContractType
from xstui.domain.names import Gender
from xstui.domain.search import fold
from xstui.i18n import label, set_language
from xstui.i18n.labels import salutation
from xstui.services.imports.drafts import CHOICES


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("field", "choices"), [("contract_type", ContractType), ("classification", Classification)])
def test_every_choice_is_read_as_it_is_shown(language, field, choices):
    set_language(language)
    assert {choice: CHOICES[field][fold(label(choice))] for choice in choices} == {choice: choice for choice in choices}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_end_that_is_offered_and_every_salutation_is_read_as_it_is_shown(language):
    set_language(language)
    ends = set(CHOICES["end_reason"].values())
    assert {end: CHOICES["end_reason"][fold(label(end))] for end in ends} == {end: end for end in ends}
    assert {gender: CHOICES["gender"][fold(salutation(gender))] for gender in Gender} == {g: g for g in Gender}
