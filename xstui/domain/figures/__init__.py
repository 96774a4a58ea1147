"""Absence figures (*Verzuimcijfers*): one engine for screen, reports and command line."""

from xstui.domain.figures.engine import absence_figures, absence_figures_by_period
from xstui.domain.figures.explain import Explanation, Line, explain
from xstui.domain.figures.spans import (
    FAR,
    AbsenceSpan,
    CaseSpan,
    ClassEdges,
    EmploymentSpan,
    Method,
    Period,
    SafetyNet,
    month_periods,
    whole_period,
)
from xstui.domain.figures.unit_figures import UnitFigures, half_up, roll_up, total

__all__ = [
    "FAR",
    "AbsenceSpan",
    "CaseSpan",
    "ClassEdges",
    "EmploymentSpan",
    "Explanation",
    "Line",
    "Method",
    "Period",
    "SafetyNet",
    "UnitFigures",
    "absence_figures",
    "absence_figures_by_period",
    "explain",
    "half_up",
    "month_periods",
    "roll_up",
    "total",
    "whole_period",
]
