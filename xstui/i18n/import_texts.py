"""What an import says of files, columns and rows: the text of each problem's code, marked for the catalogue."""

from __future__ import annotations

from types import MappingProxyType

from xstui.i18n.catalogue import N_

_FILES = {
    "file-old-excel": N_(
        "{path} is a file of an old Excel (.xls). Open it in Excel or LibreOffice, and save it as a workbook (.xlsx)."
    ),
    "file-protected": N_(
        "{path} is protected by a password. Open it in Excel, take the password off (File, Info), and save it."
    ),
    "file-web-page": N_(
        "{path} is a web page that only goes by the name of an Excel file. Open it in Excel and save it as .xlsx."
    ),
    "file-xml": N_("{path} is a table in the XML of Excel 2003. Open it in Excel and save it as .xlsx."),
    "file-pdf": N_("{path} is a PDF. Ask for the list as Excel or CSV."),
    "file-no-rows": N_("{path} has headers, and no rows below them: there is nothing to take over."),
    "quote-unclosed": N_(
        'In row {row} a quotation mark (") opens and never closes well, so that the rows after it run together. '
        "Take it away, or close it."
    ),
    "change-without-report": N_(
        "No row above reports this employee sick from {value}. Put the report above its changes, with the same first "
        "sick day."
    ),
    "employee-ambiguous": N_(
        "Several employees have this name, and the first sick day does not tell which one: give the dossier number."
    ),
    "unknown-sheet": N_("There is no sheet {name}. Known are: {known:and}."),
    "sheet-ambiguous": N_("Several sheets hold such a table: {sheets:and}. Say which one with --sheet, one at a time."),
    "columns-as-before": N_(
        "Columns read as was said of an earlier file with these headers: {columns:and}. Say otherwise with --map."
    ),
    "sheet-chosen": N_("Read from sheet {name}; not from {others:or}."),
    "rows-hidden": N_(
        "{count} rows are hidden on this sheet, by hand or by a filter: {rows}. Say whether they come along: "
        "--answer hidden_rows=take, or --answer hidden_rows=leave."
    ),
    "rows-hidden-left": N_("Hidden rows, left out: {count} ({rows})."),
    "rows-totals": N_("Totals or headings between the rows, left out: row {rows}."),
    "rows-not-sick": N_("No sickness, so left out: {count} rows. By kind, with the rows: {kinds}."),
    "unknown-code-page": N_("This code page is not known here. Known are: {known:and}."),
    "code-page": N_(
        "The letters were read as {page}: {samples}. If that looks wrong, try --code-page with one of {others:or}."
    ),
    "code-pages-mixed": N_(
        "Some lines are in UTF-8, and the others were read as {page}: {samples}. If that looks wrong, try "
        "--code-page with one of {others:or}."
    ),
    "text-coded-twice": N_("Letters that were damaged on the way (such as DaniÃ«l) were read as: {samples}."),
    "unknown-question": N_("There is no question {name}. Known are: {known:and}."),
    "unknown-answer": N_("This is not an answer to {name}. Known are: {known:and}."),
}

_COLUMNS = {
    "columns-same": N_(
        'The columns {columns:and} would all be {header}. Say which one it is: --map "{column}={field}"; leave another '
        "one out with nothing behind the =. Where headers are equal, change one in the file."
    ),
    "column-person-or-case": N_(
        'The column {column} may be the number of a person or that of a case. Say which: --map "{column}={field}" '
        'for the person, --map "{column}=" to leave it out.'
    ),
    "column-tells-kind": N_(
        "The column {column} seems to tell what kind of absence each row is about: {value}, in row {row}. Say whether "
        'it does: --map "{column}=absence_kind", so that only rows that say sick come in, or --map "{column}=".'
    ),
    "column-tells-recovery": N_(
        "The column {column} seems to tell when somebody recovered: {value}, in row {row}. Say what it is: "
        '--map "{column}=recovered_on" for the first day of work again, --map "{column}=last_sick_day" for the last '
        'day of sickness, or --map "{column}=" to leave it out, so that everybody without another end is still sick.'
    ),
    "column-tells-leaving": N_(
        "The column {column} seems to tell when somebody left: {value}, in row {row}. Say whether it holds the last "
        'day of employment: --map "{column}=end_date", or --map "{column}=" to leave it out.'
    ),
    "percentage-sense": N_(
        "The column {column} seems to tell how far somebody is recovered or available, not how far absent. Say what "
        'it is: --map "{column}=part_recovered", --map "{column}=percentage" for absence, or '
        '--map "{column}=" to leave it out.'
    ),
    "dates-month-first": N_(
        "The column {column} only makes sense with the month first, as in {value} in row {row}: nothing of it is taken "
        "over. Write its dates as 31-12-2020 or 2020-12-31."
    ),
    "dates-two-orders": N_(
        "In the column {column} some dates have the day first and others the month, as {value} in row {row}: nothing "
        "of it is taken over. Write its dates as 31-12-2020 or 2020-12-31."
    ),
    "shares-read": N_("All of the column {column} are parts of 1: {value} was read as {percentage} %."),
}

_ROWS = {
    "formula-without-value": N_(
        "Here stands the formula {formula}, and the file doesn't hold its outcome. Open the file in Excel, save it, "
        "and try again."
    ),
    "cell-error": N_("Here stands {value}, in the place of a value. Correct the cell in the spreadsheet."),
    "number-shortened": N_(
        "The spreadsheet has shortened this number to {value}: its last digits are lost. Show the column as a number "
        "or as text, and save again."
    ),
    "cell-turned-into-date": N_(
        "The spreadsheet has made a date of this: {value}. Show the column as text, and type what stood there."
    ),
    "choice-not-listed": N_("'{value}' is none of the choices of this column. Those are: {known:and}."),
    "postcode-foreign": N_(
        "'{value}' is not a Dutch postcode, and an address abroad can't be taken over from a file. Leave the cells of "
        "the address empty."
    ),
    "number-not-whole": N_(
        "'{value}' can't be taken over as a number: it is to be digits alone, without letters, dots or dashes."
    ),
    "number-twice": N_("Different people have the number {numbers:and}: rows {rows}. Give each their own."),
    "number-two-ways": N_(
        "{numbers:and} would be the same number here, in rows {rows}: noughts in front can't be kept. Give each person "
        "another number."
    ),
    "second-employment": N_(
        "Rows {rows} are about the same person, with several employments. More than one can't be taken over from a "
        "file: leave the row of the present one."
    ),
    "row-twice": N_("This row says the same as row {row}."),
    "case-in-rows": N_(
        "Rows {rows} are about the same absence, an event each. Such a list can't be taken over: make one row of "
        "them, or put the day of each further percentage in a column Wijzigingsdatum."
    ),
    "contract-type-unknown": N_(
        "This contract has an end, and nothing says what kind it is. Say it for all of them: "
        "--answer contract_type=temporary, or =permanent."
    ),
    "wages-unlikely": N_("Wages to look at again: {count}. The first: {example} It is of dossier {dossier_no}."),
    "same-person": N_(
        "{name} goes by several numbers, with the same birth date: {numbers:and}. Check whether these are different "
        "people."
    ),
    "same-person-in-file": N_(
        "{name} stands in this file under several numbers, with the same birth date: {numbers:and}. Leave one out, or "
        "say that these are different people: --answer namesakes=take."
    ),
    "age-unlikely": N_("That would be somebody of {years} years. Check the year."),
    "start-age-unlikely": N_("The employment would begin at the age of {years}. Check the year."),
    "date-unlikely": N_("{value} is an unlikely date: a file may hold days from {earliest} to {latest}."),
    "recovered-same-day": N_(
        "Who recovers on the first sick day, {first}, was not sick for a day. Leave the row out, or type the day after "
        "the last sick day."
    ),
    "last-day-contradicts": N_(
        "The last sick day, {last}, and the recovery, {recovered}, contradict each other: recovery is the day after it."
    ),
    "end-reason-without-end": N_("There is a reason why this ended, and no day on which it did. Fill in the day."),
    "percentage-share": N_("Nobody is absent for {value} %. Is it a part of 1? Then write it as a percentage."),
    "percentages-contradict": N_("This leaves {absent} % absence, and the other column says something else."),
}

IMPORT_TEXTS = MappingProxyType({**_FILES, **_COLUMNS, **_ROWS})
