"""Network shares: a store does not belong there, since its write-ahead log needs memory that all its users share.

Two machines on one SQLite file in WAL mode damage it (sqlite.org/wal.html, "All processes using a database must be
on the same host computer"), and locks over a network are often not kept. So such a place is refused beforehand.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from xstui.domain.problems import refuse

SHARED = frozenset(
    "nfs nfs4 cifs smb smb2 smb3 smbfs afs ncpfs 9p afpfs webdav davfs ceph glusterfs lustre gpfs ocfs2 gfs2".split()  # noqa: SIM905 - a table of words
)
"""Names that systems give to file systems of another machine; 9p also serves a host's folders to a guest."""
SHARED_BY_FUSE = re.compile(
    r"(fuse\.)?(sshfs|rclone|s3fs|davfs2?|smbnetfs|curlftpfs|glusterfs|ceph(-fuse)?|vmhgfs-fuse)"
)
MOUNTS = Path("/proc/self/mounts")
_ESCAPED = re.compile(r"\\([0-7]{3})")
_REMOTE_DRIVE = 4
"""What Windows' `GetDriveType` calls a network drive."""


@dataclass(frozen=True)
class Mount:
    """A place at which a file system is mounted, and the kind of that."""

    place: str
    kind: str


def parse_mounts(text: str) -> list[Mount]:
    r"""Read `/proc/mounts`: device, place, kind and options in a line; a space in a name is `\040`."""
    lines = (line.split(" ") for line in text.splitlines())
    return [Mount(_plain(words[1]), words[2]) for words in lines if len(words) > 2]  # noqa: PLR2004 - three words


def parse_mount_answer(text: str) -> list[Mount]:
    """Read what `mount` prints on macOS and BSD: `//user@server/share on /Volumes/share (smbfs, nodev)`."""
    found = re.finditer(r"^.* on (?P<place>/.*) \((?P<kind>[^,)]+)", text, re.MULTILINE)
    return [Mount(each["place"], each["kind"].strip()) for each in found]


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 8)), text)


def kind_at(path: Path, mounts: Iterable[Mount]) -> str:
    """Return the kind of file system that a path lies on: of the longest place above it, the last one mounted.

    The root itself counts for none: a machine or container that lives on a share as a whole has it to itself.
    """
    above = {str(path), *map(str, path.parents)} - {"/"}
    best = max((len(mount.place), number, mount.kind) for number, mount in _numbered(mounts, above))
    return best[2]


def _numbered(mounts: Iterable[Mount], above: set[str]) -> list[tuple[int, Mount]]:
    return [(0, Mount("", "")), *((n, mount) for n, mount in enumerate(mounts, start=1) if mount.place in above)]


def is_shared(kind: str) -> bool:
    """Tell whether a kind of file system lies on another machine."""
    return kind.lower() in SHARED or SHARED_BY_FUSE.fullmatch(kind.lower()) is not None


def refuse_share(path: Path) -> None:
    """Refuse a store on a network share; where the system does not tell, nothing is refused.

    Raises:
        Refused: `store-on-share`, with the path and the `kind` of share.
    """
    kind = share_of(path)
    if kind:
        raise refuse("store-on-share", path=path, kind=kind)


def share_of(path: Path) -> str:
    """Return the kind of network share that a path lies on; empty for a place on this machine."""
    if sys.platform == "win32":
        return _share_on_windows(path)
    try:
        real = path.resolve()
        mounts = parse_mounts(MOUNTS.read_text("utf-8", "surrogateescape")) if MOUNTS.exists() else _asked()
    except (OSError, RuntimeError):
        return ""
    kind = kind_at(real, mounts)
    return kind if is_shared(kind) else ""


def _asked() -> list[Mount]:
    import subprocess

    try:
        done = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5, check=False)
    except (OSError, subprocess.SubprocessError):
        return []
    return parse_mount_answer(done.stdout)


def _share_on_windows(path: Path) -> str:
    import ctypes
    import ntpath

    # Not `resolve`, which turns a drive's letter into what lies behind it.
    drive = ntpath.splitdrive(ntpath.abspath(str(path)))[0]
    if drive.startswith("\\\\"):
        return "smb"
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - other systems' types don't know it
    return "smb" if kernel.GetDriveTypeW(f"{drive}\\") == _REMOTE_DRIVE else ""
