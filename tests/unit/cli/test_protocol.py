"""`xstui protocol`: show, check, use."""

from __future__ import annotations

import os

import pytest

from xstui.cli.main import run


@pytest.fixture(scope="module")
def demo_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("protocol") / "demo.db"
    assert run(["demo", "--store", str(path), "--today", "2026-06-08", "--no-open"]) == 0
    return path


@pytest.fixture
def own(demo_path, tmp_path, capsys):
    path = tmp_path / "own.toml"
    assert run(["protocol", "show", "--store", str(demo_path), "--out", str(path)]) == 0
    capsys.readouterr()
    return path


def xstui(capsys, *words):
    code = run(list(map(str, words)))
    out, err = capsys.readouterr()
    return code, out, err


def test_what_is_shown_is_in_order_and_can_be_used(capsys, demo_path, own):
    assert xstui(capsys, "protocol", "check", own)[:2] == (0, "In orde: Verzuim, 21 taken.\n")
    own.write_text(own.read_text("utf-8").replace('label_nl = "Verzuim"', 'label_nl = "Eigen"'), "utf-8")
    employer = employer_of(demo_path)
    code, out, _ = xstui(capsys, "protocol", "use", own, "--employer", employer, "--store", demo_path)
    assert (code, out) == (0, f"In gebruik bij {employer}: Eigen. Opnieuw gepland: 6 lopende trajecten.\n")
    shown = xstui(capsys, "protocol", "show", "--employer", employer, "--store", demo_path)
    assert 'label_nl = "Eigen"' in shown[1]
    assert 'label_nl = "Verzuim"' in xstui(capsys, "protocol", "show", "--store", demo_path)[1]


def employer_of(path):
    from xstui.bootstrap import Program
    from xstui.store.tables import OrgUnit

    with Program(path).store.reading() as session:
        return session.get_one(OrgUnit, 1).name


def test_check_lists_every_error_with_line_and_field(capsys, own):
    text = own.read_text("utf-8").replace("offset_days = 7\n", 'offset_days = "7"\n')
    own.write_text(text.replace('kind = "absence"', 'kind = "flu"'), "utf-8")
    code, out, err = xstui(capsys, "protocol", "check", own)
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        "xstui: kind: Regel 9: kies absence, pregnancy, sickness-act of wga.",
        "xstui: task[1].offset_days: Regel 24: dit moet een heel aantal dagen zijn, zonder aanhalingstekens.",
    ]


def test_a_file_without_an_end_or_of_no_size_that_a_protocol_has_is_refused_at_once(capsys, tmp_path):
    fifo, large = tmp_path / "fifo", tmp_path / "large.toml"
    os.mkfifo(fifo)
    with large.open("wb") as file:
        file.truncate(1024 * 1024 + 1)
    for path in (fifo, "/dev/zero"):
        said = f"xstui: Het bestand {path} is niet te lezen. Controleer het pad en uw rechten.\n"
        assert xstui(capsys, "protocol", "check", path) == (1, "", said)
    assert xstui(capsys, "protocol", "check", large) == (1, "", f"xstui: Het bestand {large} is te groot.\n")


@pytest.mark.parametrize(
    "key", ["a." * 50_000 + "a = 1", "x = {" + "a . " * 50_000 + "a = 1}", '"a".' * 50_000 + "a = 1"]
)
def test_a_key_of_thousands_of_parts_is_refused_at_once(capsys, tmp_path, key):
    path = tmp_path / "own.toml"
    path.write_text(f'code = "x"\n{key}\n')
    code, out, err = xstui(capsys, "protocol", "check", path)
    assert (code, out) == (1, "")
    assert err.startswith("xstui: Dit is geen TOML-bestand: vanaf regel 2")


def test_show_never_writes_over_a_file(capsys, demo_path, own):
    code, _, err = xstui(capsys, "protocol", "show", "--store", demo_path, "--out", own)
    assert code == 1
    assert str(own) in err


def test_each_kind_has_a_file_to_begin_from(capsys, demo_path):
    for kind in ("absence", "pregnancy", "sickness-act", "wga"):
        code, out, _ = xstui(capsys, "protocol", "show", "--kind", kind, "--store", demo_path)
        assert code == 0
        assert f'kind = "{kind}"' in out
