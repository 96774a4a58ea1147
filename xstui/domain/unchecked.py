"""What a data file or a draft holds, before anything has checked it."""

from collections.abc import Mapping
from typing import Any, TypeAlias

Unchecked: TypeAlias = Mapping[str, Any]
"""The values of a table of TOML or JSON by their names: their types are known once they are checked or parsed."""
