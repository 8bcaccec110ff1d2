#!/usr/bin/env python3
"""Fits the weights of SupportModel.cs: a logistic regression on measurements of labelled claims.

usage: fit-grounding.py MEASUREMENTS.jsonl ...      (one file a data set; the sets weigh the same, and so do both labels)

A line is {"label": "supported" or other, "group": "...", "features": [...]}; GroundingCalibrationTests write them into the
folder that the environment variable QABOT_MEASUREMENTS names. Prints balanced accuracy by ten-fold cross-validation over
groups, so that claims about one article are never on both sides, then the intercept and weights fitted on everything.
"""
import json
import math
import random
import sys
from collections import Counter

PENALTY = 10.0
FOLDS = 10


def load(paths):
    rows = []
    for path in paths:
        with open(path, encoding="utf8") as lines:
            for line in map(json.loads, lines):
                rows.append((line["features"], line["label"] == "supported", path + line["group"], path))
    return rows


def solve(matrix, vector):
    size = len(vector)
    rows = [row[:] + [value] for row, value in zip(matrix, vector)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(size):
            if r != i and rows[r][i]:
                factor = rows[r][i] / rows[i][i]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i])]
    return [rows[i][size] / rows[i][i] for i in range(size)]


def sigmoid(x):
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


def fit(rows):
    """Newton's method on standardised features with an L2 penalty."""
    count, size = len(rows), len(rows[0][0])
    mean = [sum(r[0][j] for r in rows) / count for j in range(size)]
    spread = [math.sqrt(sum((r[0][j] - mean[j]) ** 2 for r in rows) / count) or 1.0 for j in range(size)]
    points = [[1.0] + [(r[0][j] - mean[j]) / spread[j] for j in range(size)] for r in rows]
    kinds = Counter((r[3], r[1]) for r in rows)
    shares = [count / len(kinds) / kinds[(r[3], r[1])] for r in rows]
    weights = [0.0] * (size + 1)
    for _ in range(30):
        gradient = [PENALTY * w if i else 0.0 for i, w in enumerate(weights)]
        hessian = [[PENALTY * (i == j and i > 0) for j in range(size + 1)] for i in range(size + 1)]
        for z, row, share in zip(points, rows, shares):
            p = sigmoid(sum(a * b for a, b in zip(weights, z)))
            for i in range(size + 1):
                gradient[i] += share * (p - row[1]) * z[i]
                for j in range(size + 1):
                    hessian[i][j] += share * p * (1 - p) * z[i] * z[j]
        step = solve(hessian, gradient)
        weights = [w - s for w, s in zip(weights, step)]
        if max(map(abs, step)) < 1e-6:
            break
    scaled = [w / s for w, s in zip(weights[1:], spread)]
    return weights[0] - sum(w * m for w, m in zip(scaled, mean)), scaled


def balanced(pairs):
    kept = [p >= 0.5 for p, label in pairs if label]
    caught = [p < 0.5 for p, label in pairs if not label]
    return (sum(kept) / len(kept) + sum(caught) / len(caught)) / 2


def cross_validate(rows):
    groups = sorted({r[2] for r in rows})
    random.Random(1).shuffle(groups)
    fold = {group: i % FOLDS for i, group in enumerate(groups)}
    results = []
    for i in range(FOLDS):
        intercept, weights = fit([r for r in rows if fold[r[2]] != i])
        for r in rows:
            if fold[r[2]] == i:
                results.append((r[3], sigmoid(intercept + sum(a * b for a, b in zip(weights, r[0]))), r[1]))
    return results


def main(paths):
    rows = load(paths)
    results = cross_validate(rows)
    for path in paths:
        print(f"{path}: balanced accuracy, held out, {balanced([(p, label) for name, p, label in results if name == path]):.3f}")
    intercept, weights = fit(rows)
    print(f"Intercept = {intercept:.3f}")
    print("Weights = [" + ", ".join(f"{w:.3f}" for w in weights) + "]")


if __name__ == "__main__":
    main(sys.argv[1:])
