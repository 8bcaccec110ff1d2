#!/usr/bin/env python3
"""Makes claims with known labels out of a folder of documents, for fit-grounding.py and for seeing what the checks catch.

usage: make-grounding-pairs.py OUT.pairs.jsonl COUNT DOCS ...

DOCS are folders of *.txt, the title on the first line. A pair is a passage of two to five sentences and a claim made from one of
them. True: the sentence shortened (without a parenthesis, what follows its last comma, or its opening phrase), its opening
phrase put last, two sentences as one, or named by its pronoun. False: with one number, year, month, name, negation or quantifier changed, a
"said that" or "may" dropped, or a phrase of another document added.
"""
import json
import random
import re
import sys
from pathlib import Path

MONTHS = "January February March April May June July August September October November December".split()
QUANTIFIERS = {"some": ["all", "most", "few"], "many": ["all", "most", "few"], "most": ["all", "few", "some few"], "all": ["some", "few", "most"], "few": ["many", "most"], "several": ["all", "most"],
               "often": ["always", "rarely"], "usually": ["always", "rarely"], "sometimes": ["always", "never"], "always": ["sometimes", "rarely"], "mostly": ["entirely", "partly"], "primarily": ["only", "partly"], "partially": ["completely"], "generally": ["always", "rarely"]}
AUXILIARIES = r"\b(is|are|was|were|has been|have been|had been|will|would|can|could|should|must|has|have|had|does|did|do)\b"
NAME = r"(?<![.!?] )(?<!^)\b[A-Z][a-z]{3,}(?: [A-Z][a-z]+)*\b"


def sentences(text):
    return [s.strip() for s in re.split(r"(?<=[a-z0-9)”\"][.!?])\s+(?=[A-Z“\"])", text) if s.strip()]


def passages(folders, rng):
    files = sorted(path for folder in folders for path in Path(folder).glob("*.txt"))
    rng.shuffle(files)
    while True:
        for path in files:
            text = " ".join(path.read_text(encoding="utf8").split("\n")[2:])
            rows = [s for s in sentences(text) if 7 <= len(s.split()) <= 45 and s[-1] == "."]
            if len(rows) >= 2:
                start = rng.randrange(max(1, len(rows) - 4))
                yield path.name, rows[start:start + rng.randint(2, 5)], path.parent.parent.name


def shortened(s, rng):
    ways = []
    if " (" in s:
        ways.append(re.sub(r" \([^()]*\)", "", s))
    parts = s[:-1].split(", ")
    if len(parts) >= 2 and len(", ".join(parts[:-1]).split()) >= 6 and not re.match(r"(and|or|but)\b", parts[-1]) and len(parts[-1].split()) >= 3 and re.match(r"(which|who|where|including|with|as|after|before|while|when|although|because|since)\b", parts[-1]):
        ways.append(", ".join(parts[:-1]) + ".")
    opening = re.match(r"((?:In|On|At|During|After|Before|From|Since|By|For) [^,]{3,40}), (.+)\.$", s)
    if opening:
        rest = opening[2]
        ways.append(rest[0].upper() + rest[1:] + ".")
        ways.append(rest[0].upper() + rest[1:] + " " + opening[1][0].lower() + opening[1][1:] + ".")
    return rng.choice(ways) if ways else None


def joined(a, b, rng):
    return f"{a[:-1]}, and {b[0].lower() + b[1:] if re.match(r'(The|It|He|She|They|This|In|A|An) ', b) else b}"


def replace(s, match, by):
    return s[:match.start()] + by + s[match.end():]


def changed(kind, s, rest, rng):
    if kind == "number":
        found = [m for m in re.finditer(r"(?<![\w.,$-])\$?\d[\d,]*(?:\.\d+)?(?![\w-])", s) if not re.fullmatch(r"1\d{3}|20\d\d", m[0])]
        if found:
            m = rng.choice(found)
            digits = re.sub(r"\d", lambda d: str((int(d[0]) + rng.randint(1, 8)) % 9 + 1), m[0], count=1)
            return replace(s, m, digits)
        words = "two three four five six seven eight nine ten eleven twelve".split()
        found = [m for m in re.finditer(r"\b(" + "|".join(words) + r")\b", s)]
        if found:
            m = rng.choice(found)
            return replace(s, m, rng.choice([w for w in words if w != m[0]]))
    if kind == "date":
        found = list(re.finditer(r"\b(1[5-9]\d\d|20[0-2]\d)\b", s))
        months = list(re.finditer(r"\b(" + "|".join(MONTHS) + r")\b(?= \d)", s))
        if months and rng.random() < 0.5:
            m = rng.choice(months)
            return replace(s, m, rng.choice([x for x in MONTHS if x != m[0]]))
        if found:
            m = rng.choice(found)
            return replace(s, m, str(int(m[0]) + rng.choice([-10, -3, -2, -1, 1, 2, 4, 10])))
    if kind == "name":
        mine = list(re.finditer(NAME, s))
        others = sorted({m[0] for x in rest for m in re.finditer(NAME, x)} - {m[0] for m in mine})
        others = [o for o in others if not any(set(o.split()) & set(m[0].split()) for m in mine) and o not in MONTHS]
        mine = [m for m in mine if m[0] not in MONTHS]
        if mine and others:
            return replace(s, rng.choice(mine), rng.choice(others))
    if kind == "negation":
        m = re.search(r"\b(not|never) ", s)
        if m:
            return replace(s, m, "")
        m = re.search(AUXILIARIES, s)
        if m and not re.search(r"\bno\b|n't|\bnot\b|neither|without", s):
            return replace(s, m, m[0].split()[0] + " not " + " ".join(m[0].split()[1:])).replace("  ", " ")
    if kind == "quantifier":
        found = [m for m in re.finditer(r"\b(" + "|".join(QUANTIFIERS) + r")\b", s, re.I) if not re.match(r" (of the|recent|likely)", s[m.end():])]
        if found:
            m = found[0]
            by = rng.choice(QUANTIFIERS[m[0].lower()])
            return replace(s, m, by.capitalize() if m[0][0].isupper() else by)
    if kind == "attribution":
        m = re.match(r"(?:According to [^,]{3,60},|[A-Z][^,“”\"]{3,60}? (?:said|says|claimed|claims|argued|argues|believed|believes|suggested|alleged|alleges|stated|contends|contended)(?: that)?) (.+)$", s)
        if m and len(m[1].split()) >= 5 and not m[1].startswith("to "):
            return m[1][0].upper() + m[1][1:]
        m = re.search(r"\b(may|might|could) (have|be)\b", s)
        if m:
            return replace(s, m, "has" if m[2] == "have" else "is")
        m = re.search(r"\b(allegedly|reportedly|perhaps|possibly|supposedly) ", s, re.I)
        if m:
            return replace(s, m, "")
    if kind == "added":
        phrases = [m[0] for x in rest for m in re.finditer(r"\b(?:with|in|by|for|after|under|because of) (?:the |a |an )?[a-z]+ [a-z]+(?: [a-z]+)?(?=[,.])", x)]
        if phrases:
            return s[:-1] + " " + rng.choice(phrases) + "."
    return None


def main(out, count, folders):
    rng = random.Random(7)
    stream = passages(folders, rng)
    counts = {kind: 0 for kind in ["shortened", "joined", "number", "date", "name", "negation", "quantifier", "attribution", "added"]}
    each = int(count) // len(counts)
    previous = []
    with open(out, "w", encoding="utf8") as file:
        for _ in range(400 * each):
            name, rows, source = next(stream)
            kind = min((k for k in counts if counts[k] < each), key=lambda k: (counts[k] + rng.random() * 20), default=None)
            if kind is None:
                break
            s = rng.choice(rows)
            if kind == "shortened":
                claim = shortened(s, rng)
            elif kind == "joined":
                i = rng.randrange(len(rows) - 1) if len(rows) > 1 else 0
                claim = joined(rows[i], rows[i + 1], rng) if len(rows) > 1 and len((rows[i] + rows[i + 1]).split()) < 50 else None
            else:
                base = shortened(s, rng) if rng.random() < 0.5 else s
                claim = changed(kind, base or s, previous if kind == "added" else [x for x in rows if x != s], rng)
            previous = rows
            if not claim or claim in rows or len(claim.split()) < 4:
                continue
            counts[kind] += 1
            label = "supported" if kind in ("shortened", "joined") else "unsupported"
            file.write(json.dumps({"id": f"{kind}-{counts[kind]}", "claim": claim, "sources": [" ".join(rows)], "label": label, "kind": kind, "group": source + "/" + name}, ensure_ascii=False) + "\n")
    print(counts, file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
