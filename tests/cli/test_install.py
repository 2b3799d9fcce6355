#!/usr/bin/env python3
"""What `make install` lays down: tool, library, header, manual, completions; and a program built against it. TAP."""
import glob, os, shutil, subprocess, sys, tempfile
sys.path.insert(0, os.path.join(os.environ["LUMBAR_SOURCE"], "tests"))
import tap

BUILD = sys.argv[1]
STAGE = tempfile.mkdtemp(prefix="lumbar-install-")

def call(*command, **more):
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, **more)
    assert done.returncode == 0, f"{command}: {done.stdout[-1000:]}{done.stderr[-2000:]}"
    return done.stdout

def installed(pattern):
    found = glob.glob(os.path.join(STAGE, "**", pattern), recursive=True)
    assert found, f"no {pattern}"
    return found[0]

def everything_is_laid_down():
    if not glob.glob(os.path.join(BUILD, "models", "*.tflite")): raise tap.Skip("the network files are not set up")
    call("meson", "install", "-C", BUILD, "--no-rebuild", "--quiet", env={**os.environ, "DESTDIR": STAGE})
    for pattern in ("bin/lumbar", "include/lumbar.h", "liblumbar.a", "lumbar.pc", "man1/lumbar.1", "completions/lumbar",
                    "site-functions/_lumbar", "doc/lumbar/LICENSE", "doc/lumbar/NOTICE"): installed(pattern)
    for name in ("pose_detection", "pose_landmark_lite", "pose_landmark_full", "pose_landmark_heavy"):
        assert os.path.getsize(installed(f"share/lumbar/{name}.tflite")) > 100000

def the_installed_tool_stands_alone():
    tool = installed("bin/lumbar")
    clean = {"PATH": "/usr/bin:/bin"}
    assert call(tool, "version", env=clean).startswith("lumbar ")
    assert "Most consistent with" in call(tool, "why", "--no-interview", "--answers", tap.source("examples", "answers.json"), env=clean)

def the_manual_is_clean():
    if not shutil.which("mandoc"): raise tap.Skip("mandoc is not installed")
    assert call("mandoc", "-Tlint", installed("man1/lumbar.1")) == ""

def the_completions_parse():
    call("bash", "-n", installed("completions/lumbar"))
    script = f"source {installed('completions/lumbar')}; COMP_WORDS=(lumbar why --ans); COMP_CWORD=2; _lumbar; echo ${{COMPREPLY[@]}}"
    assert call("bash", "-c", script).strip() == "--answers"
    script = script.replace("why --ans)", "why --exercise hang)").replace("COMP_CWORD=2", "COMP_CWORD=3")
    path = os.path.dirname(installed("bin/lumbar")) + os.pathsep + os.environ["PATH"]
    names = call("bash", "-c", script, env={**os.environ, "PATH": path}).split()
    assert names == ["hanging-knee-raise", "hanging-leg-raise"], names
    if shutil.which("zsh"): call("zsh", "-n", installed("site-functions/_lumbar"))

def the_example_program_builds_against_it():
    package = os.path.dirname(installed("lumbar.pc"))
    pkg_config = ["pkg-config", f"--define-variable=prefix={STAGE}{call('pkg-config', '--variable=prefix', 'lumbar', env={**os.environ, 'PKG_CONFIG_PATH': package}).strip()}"]
    environment = {**os.environ, "PKG_CONFIG_PATH": package}
    flags = call(*pkg_config, "--cflags", "--libs", "lumbar", env=environment).split()
    with tap.folder() as where:
        program = os.path.join(where, "why")
        call("cc", "-std=c17", "-Wall", "-Wextra", "-Werror", tap.source("examples", "why.c"), *flags, "-o", program)
        lines = call(program).splitlines()
    assert len(lines) >= 4 and all(lines[:4]), lines
    assert any("Next question" in line for line in lines)

def the_header_stands_alone():
    for compiler in ("cc", "c++"):
        if shutil.which(compiler):
            call(compiler, "-Wall", "-Wextra", "-pedantic", "-fsyntax-only", "-x", "c" if compiler == "cc" else "c++",
                 installed("include/lumbar.h"))

try: tap.main([everything_is_laid_down, the_installed_tool_stands_alone, the_manual_is_clean, the_completions_parse,
               the_example_program_builds_against_it, the_header_stands_alone])
finally: shutil.rmtree(STAGE, ignore_errors=True)
