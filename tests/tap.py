"""What our Python tests share: TAP around plain functions, and running the tool."""
import os, subprocess, sys, tempfile, traceback

class Skip(Exception): pass

def main(tests):
    """Runs each function; an exception is a failure, Skip is a skip."""
    print(f"1..{len(tests)}", flush=True)
    failed = 0
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace("_", " ")
        try:
            test()
            print(f"ok {number} - {name}", flush=True)
        except Skip as why: print(f"ok {number} - {name} # SKIP {why}", flush=True)
        except Exception:
            failed += 1
            print(f"not ok {number} - {name}")
            for line in traceback.format_exc().splitlines(): print("#", line)
            sys.stdout.flush()
    sys.exit(failed != 0)

class Result:
    def __init__(self, done):
        self.status, self.out, self.err = done.returncode, done.stdout, done.stderr

def run(tool, *arguments, stdin=b"", timeout=60, **more):
    """The tool without a terminal. Output as text; bytes that are no UTF-8 fail the test."""
    done = subprocess.run([tool, *arguments], input=stdin, capture_output=True, timeout=timeout, **more)
    done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode(errors="replace")
    assert done.returncode >= 0, f"died of signal {-done.returncode}: {done.stderr}"
    return Result(done)

def refused(result, status, *words):
    """An error: that status, one clear message, nothing on standard output."""
    assert result.status == status, (result.status, result.err, result.out[:200])
    assert result.out == "", result.out[:300]
    assert result.err.startswith("lumbar: ") or "\nlumbar: " in result.err, result.err
    for word in words: assert word in result.err, (word, result.err)

def folder():
    return tempfile.TemporaryDirectory(prefix="lumbar-test-")

def source(*parts): return os.path.join(os.environ["LUMBAR_SOURCE"], *parts)
