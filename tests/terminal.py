"""The tool on a pseudo-terminal, as a person uses it."""
import os, pty, select, time

LIMIT_S = 60  # a dialogue that hangs is a failure

class Terminal:
    """The tool on a pseudo-terminal; standard output may go to a file, as with `lumbar why --json > file`."""
    def __init__(self, tool, *arguments, output=None):
        self.text, self.status, self.mark = "", None, 0
        self.pid, self.master = pty.fork()
        if not self.pid:
            if output:
                descriptor = os.open(output, os.O_WRONLY | os.O_CREAT, 0o600)
                os.dup2(descriptor, 1)
            os.environ.update(TERM="dumb")
            os.execv(tool, [tool, *arguments])

    def read(self, until):
        """Collects output until `until(new text)`; returns what came since the last call."""
        end = time.monotonic() + LIMIT_S
        while not until(self.text[self.mark:]):
            assert time.monotonic() < end, "hangs after: " + self.text[-300:]
            if not select.select([self.master], [], [], 1)[0]: continue
            try: data = os.read(self.master, 65536)
            except OSError: data = b""
            if not data: break
            self.text += data.decode(errors="replace").replace("\r\n", "\n")
        new, self.mark = self.text[self.mark:], len(self.text)
        return new

    def prompt(self): return self.read(lambda new: new.endswith(" > "))

    def type(self, line):
        os.write(self.master, line.encode() + b"\n")
        return self.prompt_or_end()

    def prompt_or_end(self):
        new = self.prompt()
        if not new.endswith(" > "): self.wait()
        return new

    def finish(self):
        self.read(lambda new: False)
        self.wait()

    def wait(self):
        if self.status is None:
            _, status = os.waitpid(self.pid, 0)
            self.status = os.waitstatus_to_exitcode(status)
        return self.status

def answer_all(terminal, text, reply):
    """Answers every prompt with reply(prompt text) until the tool ends; returns all prompts."""
    seen = []
    while text.endswith(" > "):
        seen.append(text)
        assert len(seen) < 120, "asks without end"
        text = terminal.type(reply(text))
    return seen
