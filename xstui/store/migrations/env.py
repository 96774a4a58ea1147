"""Runs migrations on the connection that `xstui.store.opening` hands over."""

from alembic import context
from sqlmodel import SQLModel

import xstui.store.tables  # noqa: F401 - fills the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
context.run_migrations()
