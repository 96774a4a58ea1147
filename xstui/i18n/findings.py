"""What the check of the whole store found, in words that name no person."""

from __future__ import annotations

from types import MappingProxyType

from xstui.domain.findings import Finding
from xstui.i18n.catalogue import N_, _
from xstui.i18n.column_names import column_text

FINDINGS = MappingProxyType(
    {
        "file-damaged": N_("The file is damaged: {detail}"),
        "table-changed": N_("{place}: the table, or one of its columns, is missing"),
        "schema-missing": N_("{place}: a part of the store ({detail}) is missing"),
        "schema-added": N_("{place}: a part of the store ({detail}) that xstui never made"),
        "schema-changed": N_("{place}: a part of the store ({detail}) is not the one that xstui made"),
        "numbers-lowered": N_("{place}: numbers that were given before would be given again"),
        "numbers-raised": N_(
            "{place}: numbers are passed over that the journal never gave: they were raised, or what had them was "
            "removed together with its entries"
        ),
        "head-missing": N_(
            "Journal: entry {number}, the newest when the program was last closed, is gone. The end was cut off, or an "
            "older file was put in its place"
        ),
        "head-unreadable": N_("Journal: what was kept of its newest entry can't be read"),
        "row-changed": N_("{place}, {whom}: changed behind xstui's back ({detail})"),
        "row-unreadable": N_("{place}, {whom}: holds something that xstui never wrote there"),
        "row-removed": N_("{place}, {whom}: removed behind xstui's back"),
        "row-added": N_("{place}, {whom}: added behind xstui's back"),
        "entry-missing": N_("Journal, entry {number}: removed"),
        "entries-missing": N_("Journal, entries {number} to {detail}: removed"),
        "entry-changed": N_("Journal, entry {number}: changed, or no longer in its place"),
        "payload-changed": N_("Journal, entry {number}: what it wrote was changed"),
        "payload-erased": N_("Journal, entry {number}: what it wrote was erased, and no wipe says so"),
        "summary-erased": N_("Journal, entry {number}: its summary was erased, and no wipe says so"),
        "change-added": N_("Journal, entry {number}: a change was added to it"),
        "blob-changed": N_("{place}, {whom}: the content is not the one that was saved"),
        "blob-missing": N_("{place}, {whom}: the content is gone"),
        "index-changed": N_(
            "{place}, {whom}: does not hold the name as it stands. xstui retention --compact makes the index again"
        ),
        "index-damaged": N_(
            "{place}: damaged, so that not everybody is found. xstui retention --compact makes it again"
        ),
        "no-administrator": N_("No administrator of this store can open it: its key file is of another day"),
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
        "sickness_contact": N_("How people can be reached during sickness"),
        "policy": N_("Policies"),
        "policy_cover": N_("Covers of policies"),
        "payout": N_("Payouts"),
        "person_search": N_("Search index"),
        "protocol_variation": N_("Variations of protocols"),
        "draft": N_("What was typed and not saved"),
        "last_number": N_("Highest numbers given"),
        "user_version": N_("Version mark of the file"),
        "application_id": N_("Program mark of the file"),
        "journal_entry": N_("Journal"),
        "journal_change": N_("Changes in the journal"),
    }
)
"""Table to what it holds."""
SUBJECTS = MappingProxyType(
    {
        "absence_case": N_("case {name}"),
        "person": N_("dossier {name}"),
        "account": N_("login {name}"),
        "policy": N_("policy {name}"),
    }
)
"""By table, what its rows are known by; others are known by their name alone."""
PARTS = MappingProxyType(
    {
        "table": N_("table"),
        "index": N_("index"),
        "trigger": N_("trigger"),
        "view": N_("view"),
        "number": N_("a number in its head"),
    }
)
"""What a store is made of, as the database calls it."""


def table_text(name: str) -> str:
    """Return what a table holds."""
    return _(TABLES.get(name, name))


def finding_text(finding: Finding) -> str:
    """Return a finding as people read it."""
    detail = finding.detail
    if finding.code == "row-changed":
        detail = ", ".join(column_text(finding.place, column) for column in detail.split(", "))
    elif detail in PARTS:
        detail = _(PARTS[detail])
    place = table_text(finding.place)
    return _(FINDINGS[finding.code], place=place, whom=_whom(finding), number=finding.number, detail=detail)


def _whom(finding: Finding) -> str:
    """Return what a row is known by; its number where nothing else tells it from others."""
    known = [_(SUBJECTS.get(table, "{name}"), name=name) for table, name in finding.whom]
    if finding.place not in {table for table, _name in finding.whom}:
        known.append(_("row {number}", number=finding.number))
    return ", ".join(known)
