"""Operations of the screens, for those who may not know the store."""

from xstui.store.operations import operation

__all__ = ["operation"]
