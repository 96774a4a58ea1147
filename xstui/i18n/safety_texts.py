"""The texts of problems with passwords, keys, logins and back-ups."""

from __future__ import annotations

from types import MappingProxyType

from xstui.i18n.catalogue import N_

OLDER_KEY_FILES = N_(
    "An older copy of the key file, from a back-up for instance, still opens this store with the old password, until "
    "the store is encrypted again under a new key."
)
"""What is said wherever a password is replaced."""
OLDER_KEY_FILES_RECOVERY = N_(
    "An older copy of the key file, from a back-up for instance, still opens this store with the recovery key of "
    "before, until the store is encrypted again under a new key."
)
"""What is said where the recovery key is replaced."""
SAFETY_TEXTS = MappingProxyType(
    {
        "administrators-only": N_("Only an administrator of this store may do this."),
        "username-taken": N_("There is a login with this user name already. Choose another."),
        "email-shared": N_(
            "Several people may read this mailbox. A login is personal: give the colleague's own address, "
            "or confirm that nobody else reads it."
        ),
        "no-account": N_("There is no login with this name."),
        "last-administrator": N_("This is the only administrator: make somebody else one first."),
        "password-replaced": N_("This password was changed elsewhere in the meantime. Sign in with the new one."),
        "clock-ahead": N_(
            "This machine's clock stands at {today}, which can't be. Set date and time right, and start again."
        ),
        "clock-behind": N_(
            "This machine's clock stands at {now}, and the last registration was made on {last}. Check date and time "
            "before you register anything."
        ),
        "password-same": N_("This is the old password. Choose another."),
        "must-change-password": N_("This password is temporary. Sign in with xstui and choose one of your own first."),
        "store-sealed": N_("The store {path} is locked: sign in first."),
        "store-was-open": N_(
            "Others on this machine could read or change {files}. From now on only you can; ask yourself who has."
        ),
        "store-is-open": N_(
            "Others on this machine can read or change {files}. Ask the owner of the files, or the machine's "
            "administrator, to end that."
        ),
        "rejects-are-input": N_(
            "{path} is the file that is being taken over. Choose another name for the rows that are left out."
        ),
        "store-on-share": N_(
            "The store {path} lies on a network share ({kind}). Two machines at once would damage it there. Put it on "
            "a disk of this machine."
        ),
        "store-not-encrypted": N_("This store is not encrypted."),
        "store-encrypted-already": N_("The store {path} is encrypted already."),
        "sqlcipher-missing": N_(
            "The library that encrypts the store (sqlcipher3) is missing on this machine. Install it, or let the "
            "administrator choose a store without encryption: xstui init --plain."
        ),
        "keys-exist": N_("There is a key file {path} already. It may belong to a store: move it away yourself."),
        "keys-missing": N_(
            "The key file {path} is missing, or the store itself is damaged. Put back what is missing from a back-up: "
            "without its key file nobody gets into an encrypted store."
        ),
        "key-file-other": N_(
            "The key in {path} does not open this store. Where the key file is an older copy, put the newer one back; "
            "else the store is damaged, and the last back-up has to be restored."
        ),
        "keys-damaged": N_("The key file {path} is damaged. Put it back from a back-up."),
        "keys-tampered": N_(
            "The key file {path} was changed by something other than xstui. Put it back from a back-up, and tell "
            "your administrator."
        ),
        "recovery-key-letter": N_("The letter {letter} does not occur in a recovery key. Check what you typed."),
        "recovery-key-length": N_("A recovery key has {wanted} letters and digits; these are {given}."),
        "recovery-key-wrong": N_("There is a typing error in this recovery key. Compare it group by group."),
        "recovery-key-not-this-store": N_(
            "This recovery key belongs to another store, or was replaced by a newer one."
        ),
        "keyring-missing": N_("This machine has no key store of its own that xstui can use."),
        "keyring-refused": N_("The machine's key store refused: {reason}."),
        "backup-failed": N_("The back-up {path} was not made: {reason}. The store itself is untouched."),
        "backup-missing": N_("There is no back-up {path}. Check the path."),
        "backup-not-a-file": N_("{path} is a folder or a device, and no back-up. Name the file itself."),
        "backup-empty": N_("The back-up {path} is empty (0 bytes). Take an older one."),
        "backup-damaged": N_("The back-up {path} is damaged or cut off. Take an older one."),
        "backup-foreign": N_("The file {path} is not a back-up of xstui. Check the path."),
        "backup-unsound": N_("The back-up {path} is not sound ({findings}); nothing was replaced."),
        "medical-words": N_(
            "Nothing about anybody's health may be recorded here, not even with consent: {words}. Write what somebody "
            "can do, and for how long."
        ),
        "nothing-marked": N_("Nothing is marked."),
        "not-past-term": N_("Something that was marked may still be kept. Look at the list again with {key_reload}."),
        "no-wipe": N_("The journal has no wipe of that number. Without a number it is the last one."),
        "certificate-unwritten": N_(
            "What was marked is wiped, but the certificate in {path} can't be written: {reason}. "
            "xstui retention --certificate {seq} makes it again."
        ),
        "file-exists": N_("There is a file {path} already. Choose another name."),
        "keymap-no-toml": N_(
            "Your keys in {path}: line {line} can't be read. Write single_letters = false, or a key below [keys]."
        ),
        "keymap-form": N_(
            "Your keys in {path}: write single_letters = true or false, and the keys of commands below [keys]."
        ),
        "keymap-unknown": N_("Your keys in {path}: there is no {name}, only single_letters and [keys]."),
        "keymap-name": N_(
            "Your keys in {path}, line {line}: there is no command {name}. The names are in the list of keys, "
            "docs/toetsen.md."
        ),
        "keymap-typed": N_(
            "Your own keys: {name} also works where text is typed, so {key} alone can't be its key. "
            "Write ctrl+k or f11, say."
        ),
        "keymap-key": N_("Your keys in {path}: {name} can't have the key {key}. Write it as f11, ctrl+k or alt+z."),
        "not-confirmed": N_("Not confirmed: nothing was done."),
        "word-differs": N_('Type "{word}" to wipe; nothing is done yet.'),
    }
)
"""Problem code to English text."""
