"""Errands of the screens, for those who may not know the store."""

from xstui.store.errands import errand

__all__ = ["errand"]
