#!/usr/bin/env python3
"""Tries the packages for Windows as a person would, under Wine: unpacks, prints, exports, looks at the window, installs, removes.

Called by `scripts/package windows --test`. Each step says how long it took; pictures of the windows stay in the work folder.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

from wine import Screen, Wine, wait

MB = 1_000_000
MOST = {"city-diplomacy.exe": 45 * MB, "city-diplomacy.com": MB}
MOST_UNPACKED = 55 * MB
# What every Windows 10 has; anything else would have to be in the package.
SYSTEM_LIBRARIES = re.compile(
    r"(kernel32|ntdll|advapi32|user32|gdi32|shell32|ole32|oleaut32|opengl32|uxtheme|dwmapi|imm32|msvcrt|ws2_32|userenv|bcrypt"
    r"|bcryptprimitives|comdlg32|comctl32|shlwapi|version|winmm|propsys|uiautomationcore|setupapi|rpcrt4|crypt32|secur32"
    r"|cfgmgr32|combase|dwrite|hid|powrprof|dxgi|d3d11|d3dcompiler_47|api-ms-win-core-[a-z0-9-]+|api-ms-win-crt-[a-z0-9-]+)\.dll", re.IGNORECASE)
GUI, CONSOLE = "Windows GUI", "Windows CUI"
SETTINGS = "users/root/AppData/Roaming/city-diplomacy-explorer/settings.json"
UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\CityDiplomacyExplorer"
OPEN_WITH = r"Software\Classes\.db\OpenWithProgids"
APPLICATION = r"Software\Classes\Applications\city-diplomacy.exe"
# Text on plain grounds has hundreds of colours, three panes of charts have thousands.
COLOURS_WITH_DATA = 3000
TITLE = "City Diplomacy Explorer"
BEGINS = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF-", "pptx": b"PK\3\4", "xlsx": b"PK\3\4", "csv": b"", "tsv": b"",
          "html": b"<!"}
# The others differ by what a system writes into them, such as the "made by" byte of an archive.
SAME_EVERYWHERE = ("svg", "csv", "tsv", "html")


def first_frames(said):
    """What --verbose says of the time to the first frames."""
    return ", ".join(f"{what.lower()} {ms} ms" for what, ms in re.findall(r"(First frame[a-z ]*?) +([\d.]+) ms", said))


class Smoke:
    def __init__(self, options):
        self.options = options
        self.work = options.work.resolve()
        self.screen = Screen()
        self.wine = Wine(self.work, self.screen.display)
        profile = next(path.name for path in (self.wine.disk / "users").iterdir() if path.name != "Public")
        self.settings = self.wine.disk / SETTINGS.replace("users/root", f"users/{profile}")
        self.installed = self.wine.disk / f"users/{profile}/AppData/Local/Programs/City Diplomacy Explorer"
        self.folder = self.wine.disk / "사용자/내 문서/도시외교"
        self.database = self.wine.disk / "사용자/내 문서/서울.db"

    def close(self):
        self.wine.close()
        self.screen.close()

    # ---- the archive

    def archive_holds_what_it_should(self):
        with zipfile.ZipFile(self.options.archive) as archive:
            names = archive.namelist()
            assert names == sorted(names), "the archive is not sorted"
            tops = {name.split("/")[0] for name in names}
            assert len(tops) == 1, f"not one folder: {tops}"
            archive.extractall(self.work / "unpacked")
        self.folder.parent.mkdir(parents=True)
        (self.work / "unpacked" / tops.pop()).rename(self.folder)
        shutil.copy(self.folder / "sample.db", self.database)
        for name in [*MOST, "sample.db", "README.txt", "licences/LICENSE.txt", "guide/guide.md", "guide/window.png"]:
            assert (self.folder / name).is_file(), f"{name} is missing"
        assert not (self.folder / "portable").exists(), "the archive chooses for the person where settings lie"
        assert not list(self.folder.glob("*.dll")), "a library is in the archive"
        size = sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())
        assert size <= MOST_UNPACKED, f"unpacked {size / MB:.1f} MB"
        return f"{Path(self.options.archive).stat().st_size / MB:.1f} MB, unpacked {size / MB:.1f} MB"

    def programs_need_nothing_but_windows(self):
        said = []
        for name, subsystem in (("city-diplomacy.exe", GUI), ("city-diplomacy.com", CONSOLE)):
            program = self.folder / name
            size = program.stat().st_size
            assert size <= MOST[name], f"{name}: {size / MB:.1f} MB"
            told = subprocess.run([self.options.objdump, "-p", program], capture_output=True, check=True).stdout.decode()
            libraries = re.findall(r"DLL Name: (\S+)", told)
            strange = [library for library in libraries if not SYSTEM_LIBRARIES.fullmatch(library)]
            assert libraries and not strange, f"{name} needs {strange or 'nothing at all'}"
            assert f"({subsystem})" in told, f"{name} is no program of {subsystem}"
            said.append(f"{name} {size / MB:.1f} MB")
        return ", ".join(said)

    def add_shim(self, folder):
        if self.wine.version() < 9:
            shutil.copy(self.options.shim, folder / "bcryptprimitives.dll")

    # ---- commands

    def commands_print_in_a_console(self):
        self.add_shim(self.folder)
        self.before = self.wine.listing()
        # As typed: the prompt takes the .com before the .exe.
        code, out, errors = self.wine.run("cmd", "/c", "city-diplomacy check sample.db", folder=self.folder)
        assert code in (0, 1) and "activity" in out, (code, out, errors)
        code, out, errors = self.wine.run("city-diplomacy.com", "--version", folder=self.folder)
        assert code == 0 and self.options.version in out, (code, out, errors)
        code, out, errors = self.wine.run("city-diplomacy.com", "check", "없는 파일.db", "--lang", "ko", folder=self.folder)
        assert code == 2 and "없는 파일.db" in errors + out, (code, out, errors)
        code, out, errors = self.wine.run("city-diplomacy.com", "no-such-command", "x", folder=self.folder)
        assert code == 2 and "error" in errors, (code, out, errors)

    def figures_equal_those_of_linux(self):
        linux = self.linux_program()
        out = self.work / "그림"
        out.mkdir()
        for ending, begins in BEGINS.items():
            names = [out / f"{system}.{ending}" for system in ("windows", "linux")]
            arguments = ["export", "sample.db", "--chart", "timeline", "--lang", "ko", "--out"]
            code, _, errors = self.wine.run("city-diplomacy.com", *arguments, f"Z:{names[0]}", folder=self.folder)
            assert code == 0, errors
            made = names[0].read_bytes()
            assert made.startswith(begins) and made, f"{ending} begins with {made[:8]}"
            if linux and ending in SAME_EVERYWHERE:
                subprocess.run([linux, *arguments, names[1]], cwd=self.folder, check=True, stderr=subprocess.DEVNULL)
                assert made == names[1].read_bytes(), f"{ending}: not as on Linux"
        return "" if linux else "not compared: no program for Linux was built here (cargo build)"

    def linux_program(self):
        """The program of the same sources for Linux, if one was built here; brought up to date, which is quick then."""
        program = Path("target/debug/city-diplomacy").resolve()
        if not program.exists() or subprocess.run(["cargo", "build", "--locked", "--quiet"], check=False).returncode:
            return None
        return program

    def a_command_ends_with_its_console(self):
        deck = self.work / "그림" / "모두.pptx"
        arguments = ["deck", "sample.db", "--cities", "all", "--charts", "all", "--out", f"Z:{deck}"]
        console = self.wine.start("city-diplomacy.com", *arguments, folder=self.folder)
        wait("the command to begin", lambda: self.wine.processes("city-diplomacy.exe"))
        time.sleep(1)
        assert self.wine.processes("city-diplomacy.exe"), "the command ended too soon to prove anything"
        self.wine.kill("city-diplomacy.com")
        wait("the command to end", lambda: not self.wine.processes("city-diplomacy.exe"))
        console.communicate()
        left = [path.name for path in deck.parent.iterdir() if "모두" in path.name or path.name.startswith(".")]
        assert not left, f"left behind: {left}"

    # ---- the window

    def look(self, name, *arguments, folder=None, program="city-diplomacy.com"):
        """Opens the window, sees that it is drawn, quits it: brightness, and what was printed."""
        process = self.wine.start(program, *arguments, folder=folder or self.folder)
        window = wait("the window", lambda: self.screen.window(TITLE))

        def drawn():
            self.screen.nudge(window)
            seen = self.screen.picture(window, self.work / f"{name}.png")
            return seen if seen[2] > COLOURS_WITH_DATA else None

        width, height, _, brightness = wait("the window to be drawn, with data", drawn)
        assert (width, height) >= (1100, 640), f"the window is {width} x {height}"
        if program.endswith(".com") and "--verbose" not in arguments:
            assert process.wait(60) == 0, "the console waits for the window"
            assert self.wine.processes("city-diplomacy.exe"), "the window went with its console"
        return process, window, brightness

    def quit(self, process, window):
        def ended():
            if self.wine.processes("city-diplomacy.exe"):
                self.screen.press(window, "ctrl+q")
                time.sleep(1)
                return False
            return True

        wait("the window to close", ended)
        return process.communicate()[1].decode()

    def first_start_shows_a_korean_path(self):
        process, window, brightness = self.look("first-start", r"C:\사용자\내 문서\서울.db", "--lang", "ko", "--dark")
        title = self.screen.run("xdotool", "getwindowname", window).decode()
        self.quit(process, window)
        assert brightness < 110, f"not dark: {brightness}"
        assert json.loads(self.settings.read_text(encoding="utf-8"))["dark"], "settings were not kept"
        return f"window \"{title.strip()}\""

    def second_start_reads_the_settings(self):
        process, window, brightness = self.look("second-start", r"C:\사용자\내 문서\서울.db", "--verbose")
        said = self.quit(process, window)
        assert brightness < 110, "the second start forgot that the first was dark"
        assert first_frames(said), f"--verbose printed nothing of frames: {said}"
        return first_frames(said)

    def nothing_lies_outside(self):
        own = self.folder.relative_to(self.wine.disk).as_posix()
        allowed = {self.settings.relative_to(self.wine.disk).as_posix()}
        strange = {path for path in self.wine.listing() - self.before if path not in allowed and not path.startswith(own)}
        assert not strange, strange
        inside = {path for path in self.wine.listing() - self.before if path.startswith(own)}
        assert not inside, f"new beside the program: {inside}"

    def portable_settings_lie_beside_the_program(self):
        (self.folder / "portable").touch()
        before = self.settings.read_bytes()
        process, window, brightness = self.look("portable", "--lang", "en")
        assert brightness > 150, "a portable program read the settings of the system"
        self.quit(process, window)
        process, window, brightness = self.look("portable-dark", "--dark")
        self.quit(process, window)
        assert json.loads((self.folder / "settings/settings.json").read_text(encoding="utf-8"))["dark"]
        assert self.settings.read_bytes() == before, "a portable program wrote the settings of the system"
        (self.folder / "portable").unlink()

    def window_without_opengl(self):
        _, out, _ = self.wine.run("city-diplomacy.com", "--help", folder=self.folder)
        if "--drawing" not in out:
            return "skipped: the program has no --drawing yet"
        usual, self.screen = self.screen, Screen(has_opengl=False)
        self.wine.move_to(self.screen.display)
        process, window, _ = self.look("without-opengl", r"C:\사용자\내 문서\서울.db", "--verbose")
        said = self.quit(process, window)
        self.screen.close()
        self.screen = usual
        self.wine.move_to(usual.display)
        process, window, _ = self.look("drawn-by-processor", r"C:\사용자\내 문서\서울.db", "--drawing", "processor")
        self.quit(process, window)
        return first_frames(said)

    # ---- the installer

    def installs_for_one_person(self):
        # Someone else opens .db files already, and stays the one who does.
        self.wine.run("reg", "add", r"HKCU\Software\Classes\.db", "/ve", "/d", "Other.Program", "/f")
        self.before = self.wine.listing()
        self.install()
        program = self.installed / "city-diplomacy.exe"
        assert program.is_file() and (self.installed / "city-diplomacy.com").is_file() and (self.installed / "sample.db").is_file()
        assert self.wine.registry(UNINSTALL, "DisplayVersion") == self.options.version
        assert int(self.wine.registry(UNINSTALL, "EstimatedSize"), 16) > 1000
        command = self.wine.registry(APPLICATION + r"\shell\open\command", "")
        assert command and command.endswith('city-diplomacy.exe" "%1"'), command
        assert self.wine.registry(APPLICATION + r"\SupportedTypes", ".db") is not None
        assert self.wine.registry(OPEN_WITH, "CityDiplomacyExplorer.Database") is not None
        assert self.wine.registry(r"Software\Classes\.db", "") == "Other.Program", "the default was taken away"
        links = [path for path in self.wine.listing() if path.endswith("City Diplomacy Explorer.lnk")]
        assert len(links) == 1 and "Start Menu" in links[0], links
        return f"{Path(self.options.installer).stat().st_size / MB:.1f} MB"

    def install(self, expected=0):
        code, _, _ = self.wine.run(Path(self.options.installer).resolve(), "/S")
        assert code == expected, f"the installer ended with {code}, not {expected}"

    def refuses_while_it_runs(self):
        self.add_shim(self.installed)
        process, window, _ = self.look("installed", folder=self.installed, program="city-diplomacy.exe")
        before = (self.installed / "city-diplomacy.exe").stat()
        self.install(expected=5)
        self.uninstall()
        assert (self.installed / "city-diplomacy.exe").stat() == before, "it was replaced while it ran"
        assert (self.installed / "uninstall.exe").exists() and self.wine.registry(UNINSTALL, "DisplayVersion")
        self.quit(process, window)

    def replaces_an_older_version(self):
        self.wine.run("reg", "add", f"HKCU\\{UNINSTALL}", "/v", "DisplayVersion", "/d", "0.0.1", "/f")
        (self.installed / "guide/of-an-older-version.md").touch()
        (self.installed / "my-own.db").touch()
        (self.installed / "README.txt").write_text("old", encoding="utf-8")
        self.install()
        assert self.wine.registry(UNINSTALL, "DisplayVersion") == self.options.version
        assert not (self.installed / "guide/of-an-older-version.md").exists(), "a file of the older version is left"
        assert (self.installed / "README.txt").read_bytes() != b"old"
        assert (self.installed / "my-own.db").exists(), "a person's own file was removed"

    def uninstall(self):
        self.wine.run(self.installed / "uninstall.exe", "/S")
        # It goes on as a copy of itself, which would be in the way of its own removal.
        self.wine.server("-w") if not self.wine.processes("city-diplomacy.exe") else time.sleep(5)

    def uninstaller_removes_all(self):
        (self.installed / "my-own.db").unlink()
        (self.installed / "bcryptprimitives.dll").unlink(missing_ok=True)
        self.uninstall()
        wait("the folder to go", lambda: not self.installed.exists())
        left = {path for path in self.wine.listing() - self.before if "/Temp/" not in path}
        assert not left, left
        for key, value in ((UNINSTALL, "DisplayVersion"), (APPLICATION, "FriendlyAppName"), (OPEN_WITH, "CityDiplomacyExplorer.Database"),
                           (r"Software\Classes\CityDiplomacyExplorer.Database", "")):
            assert self.wine.registry(key, value) is None, f"{key} is left"
        assert self.wine.registry(r"Software\Classes\.db", "") == "Other.Program", "another program's key was removed"
        assert self.settings.exists(), "settings went without a question"

    STEPS = (
        archive_holds_what_it_should, programs_need_nothing_but_windows, commands_print_in_a_console, figures_equal_those_of_linux,
        a_command_ends_with_its_console, first_start_shows_a_korean_path, second_start_reads_the_settings, nothing_lies_outside,
        portable_settings_lie_beside_the_program, window_without_opengl, installs_for_one_person, refuses_while_it_runs,
        replaces_an_older_version, uninstaller_removes_all,
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("archive", "installer", "shim", "version", "objdump"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--work", type=Path, required=True)
    began = time.monotonic()
    smoke = Smoke(parser.parse_args())
    print(f"{time.monotonic() - began:6.1f} s  a fresh Windows (Wine {smoke.wine.version()})", flush=True)
    try:
        for step in Smoke.STEPS:
            began = time.monotonic()
            name = step.__name__.replace("_", " ")
            try:
                said = step(smoke)
            except AssertionError as fault:
                sys.exit(f"FAILED   {name}: {fault}\nPictures of the windows lie in {smoke.work}")
            print(f"{time.monotonic() - began:6.1f} s  {name}{f': {said}' if said else ''}", flush=True)
    finally:
        smoke.close()
    print("The packages for Windows work.")


main()
