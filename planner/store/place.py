"""Where a file lies: its folder is private, and one that other machines write to is told once.

SQLite's locks do not reach other machines.
"""

import os

_SYNCED = {"dropbox": "Dropbox", "onedrive": "OneDrive", "google drive": "Google Drive", "nextcloud": "Nextcloud"}
_MARKS = {".stfolder": "Syncthing", ".dropbox": "Dropbox", ".owncloudsync.log": "Nextcloud"}
_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "9p", "fuse.sshfs", "fuse.rclone"})
_MOUNTS = "/proc/self/mountinfo"


def make_private(folder: str) -> None:
    """Make a folder, and the missing ones above it, for the user alone (0700). Raises OSError."""
    before = os.umask(0o077)  # a mode given to makedirs is for the last folder
    try:
        os.makedirs(folder, exist_ok=True)
    finally:
        os.umask(before)


def shared_by(path: str) -> str:
    """Return what shares a file's folder with other machines, "Dropbox" or "nfs"; empty where nothing does."""
    folder = os.path.dirname(os.path.realpath(path))
    above = folder
    while True:
        name = os.path.basename(above).lower()
        for start, service in _SYNCED.items():
            if name.startswith(start):
                return service
        for mark, service in _MARKS.items():
            if os.path.exists(os.path.join(above, mark)):
                return service
        if above == os.path.dirname(above):
            break
        above = os.path.dirname(above)
    kind = _filesystem(folder)
    return kind.removeprefix("fuse.") if kind in _NETWORK else ""


def _filesystem(folder: str) -> str:
    """Return the type of the file system that a folder is on, as the kernel names it; empty where it does not tell."""
    best, kind = "", ""
    try:
        with open(_MOUNTS, encoding="utf-8", errors="surrogateescape") as mounts:
            for line in mounts:
                fields, _, rest = line.partition(" - ")
                point = fields.split(" ")[4].replace("\\040", " ")
                inside = folder == point or folder.startswith(point.rstrip("/") + "/")
                if inside and len(point) >= len(best):
                    best, kind = point, rest.split(" ")[0]
    except (OSError, IndexError):
        return ""
    return kind
