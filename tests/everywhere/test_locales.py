#!/usr/bin/env python3
"""The locale of the program around the library changes nothing: the same bytes come out in each. TAP."""
import os, shutil, subprocess, sys
sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import tap

PROGRAM = sys.argv[1]
LEAKS = {"LSAN_OPTIONS": "print_suppressions=0:suppressions=" + os.path.join(os.path.dirname(os.path.abspath(__file__)), "lsan.txt")}

def output(locale, more):
    with tap.folder() as folder:
        done = subprocess.run([PROGRAM, locale, folder], capture_output=True, timeout=300, env={**os.environ, **LEAKS, **more})
        if done.returncode == 77: raise tap.Skip(f"the locale {locale} is not there")
        assert done.returncode == 0, done.stderr
        return done.stdout.replace(folder.encode(), b"FOLDER"), done.stderr.decode("utf-8", "replace")

def changes_nothing(source, charset, point):
    """Makes the locale in a folder of its own (package locales), so that the machine's own ones do not matter."""
    if not shutil.which("localedef") or not os.path.exists(f"/usr/share/i18n/locales/{source}"):
        raise tap.Skip("the package locales is not installed")
    with tap.folder() as place:
        subprocess.run(["localedef", "-i", source, "-f", charset, "--no-archive", os.path.join(place, "own")], check=True,
                       capture_output=True)
        there, own = output("own", {"LOCPATH": place, "LC_ALL": "", "LANG": ""})
        here, plain = output("C", {})
        assert plain == "1.5" and own == f"1{point}5", (plain, own)
        assert len(here) > 100000 and here.count(b'"frame_count":2,') == 2, len(here) # the table, written and read again
        if there != here:
            pairs = zip(there.splitlines(), here.splitlines())
            raise AssertionError(next(((a, b) for a, b in pairs if a != b), "one is longer"))

def a_decimal_comma(): changes_nothing("de_DE", "UTF-8", ",")
def a_decimal_point_of_two_bytes(): changes_nothing("ps_AF", "UTF-8", "\u066b")
def turkish_letters(): changes_nothing("tr_TR", "ISO-8859-9", ",")

tap.main([a_decimal_comma, turkish_letters, a_decimal_point_of_two_bytes])
