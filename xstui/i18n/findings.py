"""What the check of the whole store found, in words that name no person."""

from __future__ import annotations

from types import MappingProxyType

from xstui.i18n.catalogue import N_, _

FINDINGS = MappingProxyType(
    {
        "file-damaged": N_("The file is damaged: {detail}"),
        "table-changed": N_("{place}: the table, or one of its columns, is missing"),
        "schema-missing": N_("{place}: a part of the store ({detail}) is missing"),
        "schema-added": N_("{place}: a part of the store ({detail}) that xstui never made"),
        "schema-changed": N_("{place}: a part of the store ({detail}) is not the one that xstui made"),
        "numbers-lowered": N_("{place}: numbers that were given before would be given again"),
        "head-missing": N_(
            "Journal: entry {number}, the newest when the program was last closed, is gone. The end was cut off, or an "
            "older file was put in its place"
        ),
        "head-unreadable": N_("Journal: what was kept of its newest entry can't be read"),
        "row-changed": N_("{place}, row {number}: changed behind xstui's back ({detail})"),
        "row-unreadable": N_("{place}, row {number}: holds something that xstui never wrote there"),
        "row-removed": N_("{place}, row {number}: removed behind xstui's back"),
        "row-added": N_("{place}, row {number}: added behind xstui's back"),
        "entry-missing": N_("Journal, entry {number}: removed"),
        "entries-missing": N_("Journal, entries {number} to {detail}: removed"),
        "entry-changed": N_("Journal, entry {number}: changed, or no longer in its place"),
        "payload-changed": N_("Journal, entry {number}: what it wrote was changed"),
        "payload-erased": N_("Journal, entry {number}: what it wrote was erased, and no wipe says so"),
        "summary-erased": N_("Journal, entry {number}: its summary was erased, and no wipe says so"),
        "change-added": N_("Journal, entry {number}: a change was added to it"),
        "blob-changed": N_("{place}, row {number}: the content is not the one that was saved"),
        "blob-missing": N_("{place}, row {number}: the content is gone"),
        "index-changed": N_("{place}, row {number}: does not hold the name as it stands"),
        "blob-added": N_("Contents of documents: one was added that belongs to no document ({detail})"),
    }
)
"""Code of a finding to English text."""
TABLES = MappingProxyType(
    {
        "org_unit": N_("Organisation"),
        "employer_details": N_("Employer's data"),
        "job_group": N_("Job groups"),
        "job": N_("Jobs"),
        "person": N_("Employees"),
        "person_tag": N_("Tags of employees"),
        "employment": N_("Employments"),
        "employment_terms": N_("Terms of employment"),
        "absence_case": N_("Absence cases"),
        "percentage_step": N_("Absence percentages"),
        "task": N_("Tasks"),
        "account": N_("Logins"),
        "account_unit": N_("Authorised units of logins"),
        "conversation": N_("Conversations"),
        "message": N_("Messages"),
        "message_read": N_("Messages read"),
        "announcement": N_("Announcements"),
        "document": N_("Documents"),
        "blob": N_("Contents of documents"),
        "setting": N_("Settings"),
        "pregnancy_leave": N_("Pregnancy leaves"),
        "policy": N_("Policies"),
        "policy_cover": N_("Covers of policies"),
        "payout": N_("Payouts"),
        "person_search": N_("Search index"),
        "protocol_variation": N_("Variations of protocols"),
        "draft": N_("What was typed and not saved"),
        "last_number": N_("Highest numbers given"),
        "journal_entry": N_("Journal"),
        "journal_change": N_("Changes in the journal"),
    }
)
"""Table to what it holds."""


def table_text(name: str) -> str:
    """Return what a table holds."""
    return _(TABLES.get(name, name))


def finding_text(code: str, place: str, number: int, detail: str = "") -> str:
    """Return a finding as people read it; the code stands before it, for programs."""
    words = _(FINDINGS[code], place=table_text(place), number=number, detail=detail)
    return f"{code}: {words}"
