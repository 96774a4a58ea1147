"""The text of each problem's code, marked for the catalogue; placeholders are the problem's details."""

from __future__ import annotations

from types import MappingProxyType

from xstui.i18n.catalogue import N_
from xstui.i18n.import_texts import IMPORT_TEXTS
from xstui.i18n.safety_texts import SAFETY_TEXTS

_INPUT = {
    "required": N_("Fill in this field."),
    "too-long": N_("This text is too long: at most {limit} characters fit."),
    "text-control-characters": N_("This text holds invisible control characters. Type it again, without them."),
    "amount-missing": N_("Not in this program: {table} ({day})."),
    "email-invalid": N_("This is not an e-mail address. Type it as name@company.nl."),
    "phone-invalid": N_("This is not a phone number. Type 10 digits, or + and the country's number."),
    "postcode-invalid": N_("This is not a Dutch postcode. Type it as 1234 AB."),
    "bsn-invalid": N_("This is not a valid BSN. Check the nine digits."),
    "iban-invalid": N_("This is not a valid IBAN. Check the number, for example NL91 ABNA 0417 1643 00."),
    "person-known": N_(
        "{name} (dossier {dossier_no}) has this name and birth date already. Save again if this is somebody else."
    ),
    "bsn-taken": N_("Somebody else has this BSN. Check the nine digits."),
    "choice-ambiguous": N_("This fits {count} choices. Type more, or choose with {key_list}."),
    "unknown-variation": N_("No employer goes by a protocol variation called {name}."),
    "unknown-sector": N_("CBS has no sector {name}. Type the code or a part of its name, or choose with {key_list}."),
    "unknown-unit": N_("There is no organisation unit {name}. Type the name or the code of one."),
    "cbs-no-column": N_("The file has no column {column} or {other}. It should be table 80072ned of CBS, as CSV."),
    "cbs-unknown-group": N_("Row {row}, column {column}: CBS has no group {value} in this table."),
    "cbs-unknown-period": N_("Row {row}, column {column}: {value} is not a quarter (2026KW01) or year (2025JJ00)."),
    "cbs-unknown-rate": N_("Row {row}, column {column}: {value} is not a percentage between 0 and 100."),
    "cbs-twice": N_("Row {row}: group {value} has a percentage for {period} already."),
    "cbs-no-rates": N_("The file holds no percentages of CBS."),
    "unit-ambiguous": N_("Several organisation units are called {name}: {known:and}. Type one of these in full."),
    "unknown-employee": N_("There is no employee {name}. Type the number of the dossier, or the name."),
    "employee-not-unique": N_("Several employees fit {name}: {known:and}. Type the number of the dossier."),
    "employee-or-unit": N_("Choose an employee or a part of the organisation, not both: empty one of the two."),
    "unknown-job": N_("This job is unknown. Choose one from the list with {key_list}, or add it with a + before it."),
    "unknown-column": N_("The column {column} is unknown."),
    "percentage-unreadable": N_("This is not a percentage. Type 62,5 or a sum such as 10/40."),
    "partial-is-full": N_("Who is sick for 100 % is fully sick. Type a lower percentage, or choose fully sick."),
    "percentage-out-of-range": N_("A percentage lies above 0 and is at most 100."),
}

_DATES = {
    "date-unreadable": N_("'{value}' is not a whole date, such as 08-06-2026."),
    "date-ambiguous": N_("This can be {days:or}. Choose with {key_choices}, or type the whole date."),
    "date-impossible": N_("This day is not on the calendar. Check the day and the month."),
    "date-outside": N_("This day lies too far away. Type a day from {earliest} to {latest}."),
    "no-end-here": N_("{day} says that there is no end, and a day is asked here."),
    "date-in-future": N_("This date lies in the future. The latest possible day is {latest}."),
    "birth-date-in-future": N_("This birth date lies in the future. Check the year."),
    "before-employment": N_("This is before the employment starts, on {start}. Type that day or a later one."),
    "after-employment": N_("This is after the employment ends, on {end}. Type that day or an earlier one."),
    "not-after-terms": N_("The terms since {day} come before these. Type a later day."),
    "not-before-terms": N_("The terms since {day} come after these. Type an earlier day."),
    "start-after-absence": N_("There was an absence on {first}: the employment began on that day or before it."),
    "before-first-sick-day": N_("This is before the first sick day, {first}. Type that day or a later one."),
    "change-before-last-step": N_("A change since {last} is known already. Type a later date, or correct that one."),
}

_CASES = {
    "no-person": N_("This person is not in the store, or not in the part that you may see."),
    "no-task": N_("This task does not exist any more. Look at the list of tasks with {key_reload}."),
    "no-case": N_("There is no running case. Report the employee sick first."),
    "leave-open": N_("A pregnancy is reported already, due on {due}. Change that one."),
    "leave-closed": N_("This leave was cancelled. Report the pregnancy again, or undo the end."),
    "due-too-far": N_("A pregnancy lasts 42 weeks at most. Type a day up to {latest}."),
    "born-far-from-due": N_("This is far from the due date. Type a day from {earliest} to {latest}."),
    "case-after-leaving": N_("There is absence on {last}: the last day can't lie before it."),
    "terms-after-leaving": N_(
        "Other terms of employment are registered from {day}. Type the last day once more to let these lapse, or "
        "choose that day or a later one."
    ),
    "employment-goes-on": N_(
        "The employment goes on. Report leaving with the last day and this reason: the case ends with it."
    ),
    "left-while-employed": N_(
        "The reason is {reason}, and the employment goes on. Report leaving first, or import its last day, and "
        "import this row after that."
    ),
    "no-employment": N_("There is no employment on this day. Check the date, or add the employment first."),
    "no-terms": N_("No terms of employment begin on this day. Type one of their days, or choose with {key_list}."),
    "case-open": N_("Reported sick already, since {since}. Change or end that case first."),
    "sick-before-recovery": N_("The recovery is only on {recovered}. Type that day or a later one."),
    "recovered-too-early": N_("Recovery comes after the first sick day, {first}. Type a later day."),
    "not-sick": N_("{name} is not reported sick."),
    "person-in-row": N_("This person stands in row {row} already, for the same days."),
    "cell-name-unknown": N_("Nobody fits '{typed}'. Type another name, a date of birth or a number."),
    "cell-name-like": N_("'{typed}' may be {name}. Choose with {key_choices}."),
    "cell-name-unsure": N_("'{typed}' fits several people. Choose with {key_choices}."),
    "row-above-unread": N_("What the row above says can't be read."),
    "case-of-this-person": N_("The case is of this person already. Choose somebody else."),
    "case-never-was": N_("The case was reported by mistake, and counts nowhere: there is nothing to move."),
    "case-overlap": N_("The case from {since} covers these days already. Check the dates."),
}

_ACCESS = {
    "sign-in-failed": N_(
        "The user name or the password is wrong. Try again. "
        "After five wrong tries the sign-in stays closed for a while."
    ),
    "temporary-password-expired": N_("This temporary password has expired. Ask the administrator for a new one."),
    "second-factor-exists": N_("This login has a second factor already. Sign in again with its code."),
    "second-factor-unreadable": N_(
        "The second factor of this login can't be read with this password. Ask the administrator for a new temporary "
        "password; the app is registered again with it."
    ),
    "session-over": N_("You signed in twelve hours ago. Give your password and a new code to go on."),
    "login-ended": N_("This login has ended. Ask the administrator of this store."),
    "rights-changed": N_("The administrator has changed your rights. Give your password to go on with them."),
    "departments-alike": N_("{names:and} are the same department to those who type it: name it once."),
    "token-wrong": N_("This code does not fit. Type the six digits that your app shows now."),
    "backup-code-wrong": N_("This back-up code does not fit. Type the eight digits, for example 0756 6539."),
    "token-used": N_("This code has been used. Wait for the next one in your app."),
    "token-clock": N_(
        "A code of {until} has been used: the clock was ahead then, or is behind now. Set it right, use the back-up "
        "code, or have an administrator reset the login."
    ),
    "password-too-short": N_("This password is too short: use at least {shortest} characters. A sentence is fine."),
    "password-not-copied": N_(
        "A password is not copied: other programs could read it. Type it again where you need it."
    ),
    "passwords-differ": N_("The two passwords differ. Type the same one twice."),
    "stream-to-terminal": N_("The file would go to the screen. Send it on, for example with: > file."),
    "no-second-factor": N_("This account has no second factor yet. Sign in on the screen once to set it up."),
    "password-holds-name": N_(
        "Without the names of the user, the employer and this program too little is left of this password. Choose "
        "another; a sentence is fine."
    ),
    "password-common": N_("This password is on the list of common ones. Choose another; a sentence is fine."),
    "not-allowed": N_("Your role does not allow this. Ask the administrator of this store."),
    "other-unit": N_(
        "This is about somebody of a department that you are not authorised for. Ask the administrator of this store."
    ),
    "own-reports-only": N_("Your role sees the case files of those whom you reported yourself, and no others."),
    "medical-column": N_("The column {column} looks medical. The law forbids keeping that: leave it out."),
}

_STORE = {
    "store-missing": N_("There is no store {path} yet. Make one with: xstui init. Or try: xstui demo."),
    "store-exists": N_("There is a store here already. Choose another path."),
    "no-terminal": N_("xstui needs a terminal for its screens: start it there, with nothing piped in or out."),
    "store-replaced": N_(
        "The store {path} is not encrypted, but the key file {keys} beside it says that it must be. Another file was "
        "put in its place: restore a back-up, and tell your administrator."
    ),
    "store-foreign": N_("The file {path} is not a store of xstui. Choose another path."),
    "store-unreadable": N_(
        "The store {path} can't be opened: {reason}. Look whether the disk and the folder are in order, and whether "
        "you may read the file."
    ),
    "store-part-odd": N_("{path} is not a file, and stands in the place of a part of the store. Take it away."),
    "store-not-demo": N_("The store {path} is not a demo store."),
    "today-demo-only": N_("Only a demo store may stand on another day: leave --today out."),
    "import-has-problems": N_("Nothing was taken over: the file has problems. Correct them, or leave rows out."),
    "store-newer": N_("This store was made by a newer xstui. Update the program; nothing was changed."),
    "store-damaged": N_("The store is damaged. Restore the last back-up; nothing was changed."),
    "store-hold-lost": N_(
        "The program lost its hold on the store {path}, which itself is in order. Quit, open it again and look whether "
        "your last registration is there; no back-up has to be restored."
    ),
    "store-locked": N_("Another program is using the store. What you typed is kept; try again in a moment."),
    "store-read-only": N_("The store can't be written. What you typed is kept; check the rights on its folder."),
    "disk-full": N_("The disk is full. What you typed is kept; make room and save again."),
    "file-unreadable": N_("The file {path} can't be read. Check the path and your rights."),
    "file-not-utf8": N_("The file {path} is not written in UTF-8. Save it once more, as text or CSV in UTF-8."),
    "folder-missing": N_("There is no folder {folder}. Choose one that is there, or make it first."),
    "file-unwritable": N_("The file {path} can't be written. Close it elsewhere, or choose another folder."),
    "changed-since": N_("{who} changed this on {when}. Look at the change before you save again."),
    "leaving-by-another": N_(
        "Your role may not change employments. Ask somebody who may to report leaving: case {case_no} ends with it."
    ),
    "nothing-to-undo": N_("There is nothing to undo."),
    "not-to-undo": N_("This can't be undone: it was undone already, or it is not a registration."),
    "nothing-to-redo": N_("There is nothing to redo."),
    "undo-blocked": N_(
        "This stays as it is: {who} registered '{registration}' on {when}. That has to be undone first."
    ),
    "undo-blocked-by": N_(
        "This stays as it is: {who} registered something about it on {when}. Have that undone first."
    ),
    "undo-report-blocked": N_(
        "This stays as it is: {who} registered '{registration}' on {when}. Have that undone first, "
        "or end the case with the reason: Reported by mistake."
    ),
    "undo-name-taken": N_("This stays as it is: something else has the same name or number by now."),
    "undo-erased": N_("This stays as it is: a part of it has been wiped for good."),
    "undo-unlawful": N_("{why} So this stays as it is."),
}

_STANDING = {
    "employment-before-birth": N_("The employment of {name} would start on {start}, before the day of birth."),
    "employment-ends-first": N_("The employment of {name} would end on {end}, before it starts on {start}."),
    "terms-not-in-line": N_("The terms of {name} would not begin with the employment, on {start}."),
    "terms-after-employment": N_("The employment of {name} would end on {end}, and has terms from {day}."),
    "case-before-employment": N_("Case {case_no} of {name} would begin on {first}, before the employment ({start})."),
    "case-after-employment": N_("Case {case_no} of {name} would begin on {first}, after the employment ended ({end})."),
    "leave-after-employment": N_("The leave of {name} would begin on {first}, after the employment ended ({end})."),
    "case-past-employment": N_("Case {case_no} of {name} would end after the employment did ({end})."),
    "case-in-future": N_("Case {case_no} of {name} would begin after today, {latest}."),
    "case-ends-first": N_("Case {case_no} of {name} would end on {last}, before it begins on {first}."),
    "case-percentages": N_("The percentages of case {case_no} of {name} would not fit its days."),
    "percentages-changed": N_("The percentages were changed meanwhile: open the form again to see them first."),
    "case-left-employed": N_("Case {case_no} of {name} has ended ({reason}), and the employment would go on."),
    "cases-overlap": N_("Case {case_no} of {name}, from {first}, would lie on days of case {other}."),
    "bsn-shared": N_("The BSN of {name} belongs to somebody else by now."),
}

_FILES = {
    "person-ambiguous": N_("Several people fit this name and date of birth: give the dossier number."),
    "name-unknown": N_("Nobody with this surname and date of birth is employed here."),
    "person-differs": N_("Name or date of birth differ from those of this dossier number."),
    "too-many-cells": N_("This row has more cells than there are headers."),
    "too-many-rows": N_("Excel holds no more rows: choose CSV, or a smaller part."),
    "department-ambiguous": N_("Several departments have this name or code: use one that is unique."),
    "amount-unreadable": N_("This is not an amount. Type 4000 or 4.000,00."),
    "before-last-step": N_("The percentage changed on {last}: the last sick day can't lie before it."),
    "case-closed": N_("This case has ended. Undo the end first, or report sick again."),
    "choice-unknown": N_("'{value}' is none of the choices of this field."),
    "column-missing-number": N_(
        "There is no column {header}. Everybody needs a number of their own: add a column with that header, with "
        'your personnel numbers for instance, or say which column it is with --map "HEADER={field}".'
    ),
    "column-missing": N_('There is no column {header}. Say which one it is with --map "HEADER={field}".'),
    "end-before-start": N_("The end lies before the start."),
    "file-suffix": N_("A file of this format ends in {suffix}."),
    "file-there": N_("{name} is there already. Save again to replace it, or type another name."),
    "file-is-folder": N_("This is a folder. Type the name of a file."),
    "file-broken-link": N_("{path} is a link to a file that is not there. Name the file itself."),
    "file-is-store": N_("The file {path} is a store or belongs to one. Choose another name."),
    "file-no-toml": N_("This is not a TOML file: it can't be read on from line {line}."),
    "file-no-table": N_("This file holds no table. Choose a CSV or Excel file with headers."),
    "file-too-large": N_("The file {path} is too large."),
    "file-too-many-rows": N_("The file {path} has more than {most} rows. Split it into several files."),
    "hours-out-of-range": N_("Hours a week lie from 0 to {limit}."),
    "hours-unreadable": N_("These are not hours. Type 36, 36,5 or 36:30."),
    "spread-out-of-range": N_("This part of the leave can be spread until a day from {earliest} to {latest}."),
    "leave-weeks-out-of-range": N_(
        "Leave begins {fewest} to {most} weeks before the due date. Choose a number of weeks in between."
    ),
    "choice-unfit": N_("{typed} is not one of the choices. Use the arrows, or Backspace and then 1 to {count}."),
    "choice-unlike": N_("{typed} is not one of the choices, {known:or}. Use the arrows, or Backspace and type one."),
    "on-leave": N_("{name} is on leave up to and including {until}."),
    "long-ago": N_("That is {days} days ago."),
    "years-ago": N_("That is {years} years ago."),
    "far-ahead": N_("That is {days} days ahead."),
    "years-ahead": N_("That is {years} years ahead."),
    "terms-lapse": N_("The terms of employment that are registered as of {days:and} lapse."),
    "pregnant-man": N_("{name} is recorded as a man."),
    "other-contract-hours": N_("The contract is for {hours} hours a week, and not for {typed}."),
    "wage-below-minimum": N_(
        "That is € {month} a month, less than the minimum wage: € {minimum} for {hours} hours a week."
    ),
    "wage-small": N_("That is € {month} a month, which is little for {hours} hours a week."),
    "wage-large": N_(
        "That is € {month} a month: for {hours} hours a week more than € {most}, twice the maximum daily wage."
    ),
    "unlikely-age": N_("Somebody of {years} years."),
    "leave-begun": N_("The leave began {days} days ago, on {start}."),
    "leave-over-sick": N_("Case {no} lies on days of the leave from {start}."),
    "hospital-to-come": N_("That is more than the {past} days since the birth: the others are still to come."),
    "long-due": N_("That was {days} days ago, without a birth."),
    "hours-over-contract": N_("These are more hours than the {hours} of the contract."),
    "day-twice": N_("This day stands here twice. Each change has a day of its own."),
    "case-is-leave": N_("The days of a leave follow from the due date: change them with Report pregnancy."),
    "month-to-come": N_("This month has yet to begin."),
    "month-unreadable": N_("This is not a month. Type it as 2026-05."),
    "no-conversation": N_("This conversation does not exist any more."),
    "nothing-changed": N_("Nothing was changed."),
    "number-below-zero": N_("Type a number of 0 or more."),
    "number-outside": N_("Type a number from {low} to {high}."),
    "number-unreadable": N_("This is not a number."),
    "person-exists": N_("There is a person with this dossier number already."),
    "person-unknown": N_("No person with this dossier number is employed here."),
    "protocol-missing": N_("Line {line}: this field is missing. Add it."),
    "protocol-unknown": N_("Line {line}: a protocol has no such field. Look for a typing error."),
    "protocol-text": N_('Line {line}: this must be a text between quotes, such as "WG".'),
    "protocol-number": N_("Line {line}: this must be a whole number of days, without quotes."),
    "protocol-yes-no": N_("Line {line}: this must be true or false, without quotes."),
    "protocol-list": N_('Line {line}: this must be a list between brackets, such as ["safety-net"].'),
    "protocol-choice": N_("Line {line}: choose {known:or}."),
    "protocol-tasks": N_("Line {line}: write each task below a line of its own, [[task]]."),
    "protocol-range": N_("Line {line}: choose a number from {least} to {most}."),
    "protocol-too-many": N_(
        "Line {line}: one case would get {planned} tasks, and {most} is the most. Let tasks come back less often."
    ),
    "protocol-twice": N_("Line {line}: this code stands at a task before it already. Choose another."),
    "protocol-depends": N_("Line {line}: this names no task that stands before it."),
    "protocol-no-toml": N_("This is not a TOML file: it can't be read on from line {line}, place {place}."),
    "protocol-other-kind": N_("This file is for {found}, and not for {wanted}."),
    "unknown-employer": N_("There is no such employer. Known are: {known:and}."),
    "start-before-birth": N_("The employment begins before the person was born."),
    "no-levels": N_("Show 1 level or more."),
    "too-many-months": N_("Ask for 1 to {most} months."),
    "unknown-classification": N_("There is no such classification. Known are: {known:and}."),
    "unknown-field": N_("There is no field {field}. Known are: {known:and}."),
    "unknown-report": N_("There is no report {name}."),
    "cover-unreadable": N_("This is not a cover. Type weeks and percentage: 104:70, or 52:100 52:70."),
    "policy-overlap": N_("Another policy for the same kind of case holds on these days. Give that one an end first."),
    "waiting-days-too-many": N_("An employer bears at most {most} working days."),
    "payout-exists": N_("This line has been taken over already."),
    "year-out-of-range": N_("Type a year from {least} to {most}."),
    "row-in-use": N_("This is still referred to elsewhere and can't go."),
}

BARE_TEXTS = MappingProxyType(
    {
        "amount-missing": N_("The amount or age for this date is not known to the program yet."),
        "date-unreadable": N_("This is not a date. Type 08-06-2026, 0806, t (today), y (yesterday) or -2."),
        "changed-since": N_("This was changed in the meantime. Look at the change before you save again."),
        "too-long": N_("This text is too long."),
        "undo-blocked": N_("This stays as it is: it was changed again later. Undo the later change first."),
        "unknown-employer": N_("There is no such employer, or you may not see all of it. Ask the administrator."),
        "unknown-unit": N_("This organisation unit is unknown. Choose one from the list with {key_list}."),
    }
)
"""What is said where there are no details to tell, or nothing in them."""

COMMAND_TEXTS = MappingProxyType(
    {
        "file-there": N_("{name} came there meanwhile. Give the command again to replace it, or another name."),
        "disk-full": N_("There is no room left on the disk of {path}. Make room, and give the command again."),
        "store-locked": N_("Another program is using the store {path}. Give the command again in a moment."),
        "store-read-only": N_("The store {path} can't be written. Check your rights on it and on its folder."),
        "date-ambiguous": N_("This can be {days:or}. Write the whole date."),
    }
)
"""What is said at the command line, where nothing stays typed and no key chooses."""

PROBLEM_TEXTS = MappingProxyType(
    {**_INPUT, **_DATES, **_CASES, **_ACCESS, **_STORE, **_STANDING, **_FILES, **IMPORT_TEXTS, **SAFETY_TEXTS}
)
