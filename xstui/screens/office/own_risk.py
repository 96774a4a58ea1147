"""What an employer has cover for without a policy in the program, as an own-risk bearer by decision of UWV has."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from xstui.domain.policies import INSURED_KINDS
from xstui.i18n import N_, _, label
from xstui.screens.base.form_page import FormPage
from xstui.screens.base.receipts import receipt_text
from xstui.services.insurance import own_risk as service
from xstui.services.insurance.own_risk import EmployerCover
from xstui.widgets.choice_field import ChoiceField
from xstui.widgets.form_field import FormField
from xstui.widgets.lookup_field import LookupField
from xstui.widgets.paragraph import Paragraph


class OwnRiskScreen(FormPage):
    """An employer, asked where there are several, and what is set for each kind of case."""

    PURPOSE = N_("Which risks the employer bears or has insured, where no policy in this program says so.")

    FIELDS = ("employer", *INSURED_KINDS)
    AUTO_FOCUS = ""
    KEEPS_DRAFT = False

    def __init__(self) -> None:
        super().__init__()
        self._found: list[EmployerCover] = []
        self._shown: EmployerCover | None = None

    def heading(self) -> str:
        """Return the title."""
        return _("Own risk and cover")

    def compose_body(self) -> ComposeResult:
        """Lay out the fields."""
        yield LookupField(id="employer", label=_("Employer"), required=True, unknown="choice-unknown")
        for kind in INSURED_KINDS:
            yield ChoiceField(
                id=kind, label=label(kind), options=[(False, _by_policies()), (True, _always())], value=False
            )
        yield Paragraph(
            _(
                "Cover is what the policies say on the first sick day. Set it here where it holds without a policy in "
                "this program: insured elsewhere, or self-insurer (ERD) by decision of UWV."
            ),
            classes="hint",
            markup=False,
        )

    async def refresh_page(self) -> None:
        """Show the first employer as it is; what has been typed since stays."""
        if self.has_typed_work:
            return
        self._found = await self.host.call(service.employer_covers)
        self.query_one("#employer", LookupField).set_options([(one.employer_id, one.name) for one in self._found])
        self.field("employer").display = len(self._found) > 1
        if self._found:
            self.field("employer").put_back(self._found[0].name)
            self._show(self._found[0])
        self.field(INSURED_KINDS[0]).focus()
        self.start_clean()

    @on(FormField.Changed, "#employer")
    def follow_employer(self) -> None:
        """Show another employer as soon as one is named."""
        wanted = self.given("employer")
        one = next((one for one in self._found if one.employer_id == wanted), None)
        if one is not None and one != self._shown:
            self._show(one)

    def _show(self, one: EmployerCover) -> None:
        self._shown, self.seen = one, one.version
        for kind in INSURED_KINDS:
            self.field(kind).put_back(_always() if kind in one.decided else _by_policies())

    async def save(self) -> None:
        """Set it for the employer shown."""
        if self._shown is not None:
            decided = frozenset(kind for kind in INSURED_KINDS if self.given(kind))
            await self.host.call(service.change_cover, self._shown.employer_id, decided, seen=self.seen)
            await self.finish(receipt_text(service.CHANGED, {"name": self._shown.name}))


def _by_policies() -> str:
    return _("as the policies say")


def _always() -> str:
    return _("always")
