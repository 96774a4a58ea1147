"""A data key is wrapped for its holder."""

from __future__ import annotations

from xstui.services.security import wrapping


def test_wrapping_opens_for_its_holder_alone():
    mine, other = wrapping.new_private_key(), wrapping.new_private_key()
    key = wrapping.new_data_key()
    wrapped = wrapping.wrap(key, wrapping.public_key(mine))
    assert wrapping.unwrap(wrapped, mine) == key
    assert wrapping.unwrap(wrapped, other) is None
    assert len(wrapped) == 32 + 12 + 32 + 16, "a key file of an earlier version has them so"
    assert wrapping.unwrap(wrapped[:-1] + bytes([wrapped[-1] ^ 1]), mine) is None
    assert wrapping.unwrap(b"", mine) is None
    assert wrapping.wrap(key, wrapping.public_key(mine)) != wrapped
