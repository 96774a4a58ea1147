"""Absence figures (*Verzuimcijfers*): one engine for screen, reports and command line."""

from xstui.domain.figures.engine import AbsenceCount
from xstui.domain.figures.explain import CountedCase, Explanation, Line, explain
from xstui.domain.figures.spans import (
    FAR,
    AbsenceRow,
    AbsenceSpan,
    ClassEdges,
    EmploymentRow,
    EmploymentSpan,
    Method,
    Period,
    SafetyNet,
    month_periods,
    months_before,
    whole_period,
)
from xstui.domain.figures.unit_figures import Share, UnitFigures, half_up, percentage_over, roll_up, rounded, total

__all__ = [
    "FAR",
    "AbsenceCount",
    "AbsenceRow",
    "AbsenceSpan",
    "ClassEdges",
    "CountedCase",
    "EmploymentRow",
    "EmploymentSpan",
    "Explanation",
    "Line",
    "Method",
    "Period",
    "SafetyNet",
    "Share",
    "UnitFigures",
    "explain",
    "half_up",
    "month_periods",
    "months_before",
    "percentage_over",
    "roll_up",
    "rounded",
    "total",
    "whole_period",
]
