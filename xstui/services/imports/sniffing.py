"""Files that are something else than their name says: each is refused with what to do about it."""

from __future__ import annotations

import re

from xstui.domain.problems import refuse

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The beginning of old Office files, and of new ones with a password."""
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OLD_SHEETS = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
"""Beginnings of the sheets of Excel 2 to 5, which lie in no container."""
_WEB_PAGE = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?<(!doctype html|html|head|body|table|meta)\b", re.IGNORECASE | re.DOTALL
)
_OLD_XML = re.compile(rb"\s*<\?xml\b.{0,400}?(mso-application|urn:schemas-microsoft-com:office:spreadsheet)", re.DOTALL)


def refuse_disguised(raw: bytes) -> None:
    """Refuse what is not a table that can be read.

    Raises:
        Refused: `file-protected`, `file-old-excel`, `file-web-page`, `file-xml` or `file-pdf`.
    """
    head = raw[:4096].removeprefix(b"\xef\xbb\xbf")
    if raw.startswith(OLE):
        raise refuse("file-protected" if ENCRYPTED in raw else "file-old-excel", "file")
    if head[:2] in OLD_SHEETS and head[2:4] in {b"\x10\x00", b"\x08\x00", b"\x06\x00", b"\x04\x00"}:
        raise refuse("file-old-excel", "file")
    if raw.startswith(b"%PDF-"):
        raise refuse("file-pdf", "file")
    if _OLD_XML.match(head):
        raise refuse("file-xml", "file")
    if _WEB_PAGE.match(head):
        raise refuse("file-web-page", "file")
