"""Textual's screens and apps, whatever they return as they close."""

from __future__ import annotations

from typing import Any, TypeAlias

from textual.app import App
from textual.screen import Screen

AnyScreen: TypeAlias = Screen[Any]
AnyApp: TypeAlias = App[Any]
