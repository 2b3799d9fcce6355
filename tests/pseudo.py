"""A language that nobody speaks: every letter of every text bears an accent, so that a word without one was in no table."""
import glob, os, re, subprocess, sys
import tap

CODE = "qps"
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
MARKED = "ȧƀċḋėƒġħīĵķŀṁṅȯƥɋŕṡṫŭṽẇẋẏżȦƁĊḊĖƑĠĦĪĴĶĿṀṄȮƤɊŔṠṪŬṼẆẊẎŻ"
ACCENTS = str.maketrans(PLAIN, MARKED)
UNMARKED = re.compile(r"[A-Za-z]{2,}")

def mark(text):
    """Accents on all letters but those of holes, {count}."""
    return "".join(part if part.startswith("{") else part.translate(ACCENTS) for part in re.split(r"(\{\w+\})", text))

def mark_table(text):
    """A file of texts, as `lumbar knowledge --words` prints it: fields, and lists of lines `id | text`."""
    lines, barred = [], False
    for line in text.split("\n"):
        field = re.match(r"(\w+):( ?)(.*)$", line)
        if field:
            barred = field[1] in ("options", "say", "called")
            lines.append(line if field[1] == "id" else f"{field[1]}:{field[2]}{mark(field[3])}")
        elif barred and "|" in line:
            name, said = line.split("|", 1)
            lines.append(f"{name}|{mark(said)}")
        else: lines.append(mark(line))
    return "\n".join(lines)

def write(tool, folder):
    """The whole language as folder/language-qps; the folder is one for --knowledge."""
    place = os.path.join(folder, "language-" + CODE)
    os.makedirs(place)
    for path in glob.glob(tap.source("knowledge", "*.txt")):
        name = os.path.basename(path)[:-len(".txt")]
        words = subprocess.run([tool, "knowledge", "--words", name], capture_output=True, text=True, check=True).stdout
        if words and name != "languages":
            with open(os.path.join(place, name + ".txt"), "w", encoding="utf-8") as file: file.write(mark_table(words))
    with open(os.path.join(place, "languages.txt"), "w", encoding="utf-8") as file:
        file.write(f"id: {CODE}\nname: {mark('Pseudo')}\ndirection: ltr\nplural:\n  one | n = 1\n")
    return ["--knowledge", folder, "--language", CODE]

def unmarked(text, *allowed):
    """Words without accents, where `allowed` are out of the way."""
    for name in sorted(allowed, key=len, reverse=True): text = re.sub(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", "", text)
    return UNMARKED.findall(text)

if __name__ == "__main__": write(*sys.argv[1:3])  # TOOL FOLDER
