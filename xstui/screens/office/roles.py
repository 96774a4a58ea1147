"""The matrix of roles and rights, as data say it (manual section 1.3)."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content

from xstui.domain.roles import MATRIX, Access, Right, Role
from xstui.i18n import N_, _, label
from xstui.screens.base.place import Place
from xstui.services.context import organisation
from xstui.services.context.organisation import Tree
from xstui.widgets.paragraph import Paragraph
from xstui.widgets.rows import ListedRows, RowColumn, RowList

SIGNS = {Access.FULL: "●", Access.READ: "○", Access.OWN_REPORTS: "◐", Access.NONE: "–"}


class RolesScreen(Place):
    """A row for each right, a column for each role; one's own comes first."""

    PURPOSE = N_("What each role may see and do.")

    AUTO_FOCUS = "RowList"

    def heading(self) -> str:
        """Return the title."""
        return _("Roles")

    @property
    def roles(self) -> list[Role]:
        """All roles, one's own first."""
        own = self.context.actor.role
        return [own, *(role for role in Role if role is not own)]

    def compose_body(self) -> ComposeResult:
        """Lay out the matrix, and what its signs and numbers mean."""
        columns = [RowColumn(_("Right"), 30), *(RowColumn(str(n), 4) for n, _role in enumerate(self.roles, start=1))]
        rows = [(label(right), *(SIGNS[MATRIX[right][role]] for role in self.roles)) for right in Right]
        yield RowList(columns, ListedRows(rows))
        signs = "● {full}  ○ {read}  ◐ {own}  – {none}".format(
            full=_("see and change"), read=_("see"), own=_("own reports only"), none=_("nothing")
        )
        lines = [signs, *(f"{n} {label(role)}" for n, role in enumerate(self.roles, start=1))]
        lines[1] += "  ◂ " + _("your role")
        yield Paragraph(Content("\n".join(lines)), id="legend", markup=False)
        yield Paragraph(id="units", markup=False)

    async def refresh_page(self) -> None:
        """Say for which part of the organisation the user is authorised."""
        tree: Tree = await self.host.call(organisation.tree)
        names = ", ".join(unit.name for unit in tree.units)
        self.query_one("#units", Paragraph).update(Content(_("Authorised for: {units}", units=names)))
