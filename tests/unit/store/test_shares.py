"""A store on a network share is refused before it can be damaged."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.refusals import problem_of, problems_of
from xstui.domain.problems import Problem
from xstui.i18n import problem_text
from xstui.store import shares
from xstui.store.shares import Mount, is_shared, kind_at, parse_mount_answer, parse_mounts, refuse_share

LINUX = r"""
/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
fileserver:/home /home nfs4 rw,vers=4.2 0 0
//server/hr /mnt/HR\040share cifs rw 0 0
user@host: /mnt/ssh fuse.sshfs rw 0 0
/dev/fuse /run/user/0/doc fuse.portal rw 0 0
host0 /mnt/host 9p rw,trans=virtio 0 0
/dev/sdb1 /home/local ext4 rw 0 0
odd
"""
MAC = """
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//clerk@server/HR on /Volumes/HR (smbfs, nodev, nosuid, mounted by clerk)
map auto_home on /System/Volumes/Data/home (autofs, automounted)
"""


@pytest.mark.parametrize(
    ("path", "kind", "shared"),
    [
        ("/var/xstui.db", "", False),
        ("/home/clerk/xstui.db", "nfs4", True),
        ("/home/local/clerk/xstui.db", "ext4", False),
        ("/homes/xstui.db", "", False),
        ("/mnt/HR share/xstui.db", "cifs", True),
        ("/mnt/ssh/deep/down/xstui.db", "fuse.sshfs", True),
        ("/run/user/0/doc/xstui.db", "fuse.portal", False),
        ("/mnt/host/xstui.db", "9p", True),
    ],
)
def test_the_nearest_mount_above_a_path_says_what_it_lies_on(path, kind, shared):
    assert kind_at(Path(path), parse_mounts(LINUX)) == kind
    assert is_shared(kind) is shared


def test_the_last_mount_on_a_place_hides_the_one_before():
    mounts = [Mount("/", "ext4"), Mount("/data", "nfs"), Mount("/data", "xfs")]
    assert kind_at(Path("/data/xstui.db"), mounts) == "xfs"


def test_without_any_mount_nothing_is_known():
    assert kind_at(Path("/data/xstui.db"), []) == ""
    assert not is_shared("")


def test_macos_answer_is_read():
    mounts = parse_mount_answer(MAC)
    assert kind_at(Path("/Volumes/HR/xstui.db"), mounts) == "smbfs"
    assert kind_at(Path("/Users/clerk/xstui.db"), mounts) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="looks at a mounts file")
class TestOnThisMachine:
    def test_a_store_on_a_share_is_refused_with_the_reason(self, tmp_path, monkeypatch):
        mounts = tmp_path / "mounts"
        mounts.write_text(f"server:/x {tmp_path} nfs rw 0 0\n")
        monkeypatch.setattr(shares, "MOUNTS", mounts)
        path = tmp_path / "below" / "xstui.db"
        problem = problem_of(refuse_share, path)
        assert problem == Problem("store-on-share", "", {"path": path, "kind": "nfs"})
        assert "nfs" in problem_text(problem)

    def test_a_link_to_a_share_is_one(self, tmp_path, monkeypatch):
        (tmp_path / "share").mkdir()
        (tmp_path / "link").symlink_to(tmp_path / "share")
        mounts = tmp_path / "mounts"
        mounts.write_text(f"server:/x {tmp_path}/share cifs rw 0 0\n")
        monkeypatch.setattr(shares, "MOUNTS", mounts)
        path = tmp_path / "link" / "xstui.db"
        assert problems_of(refuse_share, path) == [Problem("store-on-share", "", {"path": path, "kind": "cifs"})]

    def test_a_folder_of_this_machine_is_not(self, tmp_path):
        refuse_share(tmp_path / "xstui.db")

    def test_without_a_mounts_file_the_system_is_asked(self, tmp_path, monkeypatch):
        answer = SimpleNamespace(stdout=f"//server/HR on {tmp_path} (smbfs, nodev)\n")
        monkeypatch.setattr(shares, "MOUNTS", tmp_path / "none")
        monkeypatch.setattr("subprocess.run", lambda *_args, **_kwargs: answer)
        assert shares.share_of(tmp_path / "xstui.db") == "smbfs"

    def test_where_nobody_can_tell_nothing_is_refused(self, tmp_path, monkeypatch):
        def fails(*_args, **_kwargs):
            raise OSError

        monkeypatch.setattr(shares, "MOUNTS", tmp_path / "none")
        monkeypatch.setattr("subprocess.run", fails)
        refuse_share(tmp_path / "xstui.db")
        monkeypatch.setattr(shares, "MOUNTS", SimpleNamespace(exists=fails))
        refuse_share(tmp_path / "xstui.db")


@pytest.mark.parametrize(
    ("path", "kind", "share"),
    [(r"\\server\hr\xstui.db", 3, "smb"), (r"Z:\xstui.db", 4, "smb"), (r"C:\xstui.db", 3, "")],
)
def test_windows_tells_by_drive(monkeypatch, path, kind, share):
    import ctypes
    import ntpath

    kernel = SimpleNamespace(GetDriveTypeW=lambda drive: kind if drive != "C:\\" else 3)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(shares.sys, "platform", "win32")
    monkeypatch.setattr(ntpath, "abspath", ntpath.normpath)
    assert shares.share_of(path) == share


def test_a_machine_that_lives_on_a_share_as_a_whole_has_it_to_itself():
    mounts = [Mount("/", "9p"), Mount("/data", "nfs4")]
    assert kind_at(Path("/home/clerk/xstui.db"), mounts) == ""
    assert kind_at(Path("/data/xstui.db"), mounts) == "nfs4"
