#!/usr/bin/env python3
"""Packs a folder so that the same files give the same bytes: archive.py FOLDER NAME ARCHIVE

Files come in the order of their names, with the times that they bear in UTC, under the one folder NAME.
"""

import sys
import time
import zipfile
from pathlib import Path


def main():
    folder, name, archive = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    # Written whole or not at all.
    draft = archive.with_suffix(".part")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        for place, path in sorted(files.items()):
            when = time.gmtime(path.stat().st_mtime)[:6]
            entry = zipfile.ZipInfo(f"{name}/{place}", when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # A plain file that everybody may read, whatever system packs it.
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            out.writestr(entry, path.read_bytes(), compresslevel=9)
    draft.replace(archive)


main()
