#!/usr/bin/env python3
"""Fits the weights of src/QaBot/Models/Extractive/answer-model.json: of the sentence ranker and of the evidence gate.

usage: fit-answering.py MEASUREMENTS_DIR MODEL.json      (needs numpy and scipy)

AnsweringCalibrationTests write the measurements, one file a set, into the folder that the environment variable
QABOT_MEASUREMENTS names. They are taken with the model that stands there, so the gate, which looks at the ranker's best sentence,
is fitted on measurements that the new ranker has made: run the tests and this script twice.

Ranker: a softmax over the sentences of a question's evidence; the log-likelihood of those that hold a gold answer, with an L2
penalty. Gate: a logistic regression, in which sets weigh as below and both labels of a set the same; some weights are bounded,
see MOST. Prints ten-fold cross-validated figures, then writes what is fitted on everything.
"""
import json
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

RANKING_SETS = ["squad2", "ramdocs", "golden"]
GATE_SETS = {"squad2": 1.0, "mtrag": 0.7, "golden": 0.5}
RANKING_PENALTY = 1.0
GATE_PENALTY = 3.0
# People wrote the sets' unanswerable questions shorter than the others; a short question is not unanswerable for that.
MOST = {"TermCount": 1.0}
FOLDS = 10
SEED = 1


def load(folder, name):
    path = Path(folder) / f"{name}.jsonl"
    with open(path, encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def fit_ranking(questions):
    def loss(weights):
        total, gradient = RANKING_PENALTY / 2 * weights @ weights, RANKING_PENALTY * weights
        for features, gold in questions:
            scores = features @ weights
            share = np.exp(scores - scores.max())
            share /= share.sum()
            right = share @ gold + 1e-12
            total -= np.log(right)
            gradient = gradient - features.T @ (share * gold / right - share)
        return total, gradient

    return minimize(loss, np.zeros(questions[0][0].shape[1]), jac=True, method="L-BFGS-B").x


def fit_gate(names, features, labels, shares):
    mean, spread = features.mean(0), features.std(0) + 1e-9
    points = (features - mean) / spread

    def loss(weights):
        p = 1 / (1 + np.exp(-(points @ weights[1:] + weights[0])))
        total = -(shares * (labels * np.log(p + 1e-12) + (1 - labels) * np.log(1 - p + 1e-12))).sum()
        error = shares * (p - labels)
        penalty = np.concatenate([[0], GATE_PENALTY * weights[1:]])
        return total + penalty @ weights / 2, np.concatenate([[error.sum()], points.T @ error]) + penalty

    bounds = [(None, None)] + [(None, MOST[name] * deviation if name in MOST else None) for name, deviation in zip(names, spread, strict=True)]
    weights = minimize(loss, np.zeros(features.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    slopes = weights[1:] / spread
    return weights[0] - slopes @ mean, slopes


def shares_of(sets, labels):
    shares = np.zeros(len(labels))
    for name, weight in GATE_SETS.items():
        for label in (0, 1):
            chosen = (sets == name) & (labels == label)
            shares[chosen] = weight / max(1, chosen.sum())
    return shares * len(labels) / shares.sum()


def area(positive, negative):
    return np.mean([(p > negative).mean() + (p == negative).mean() / 2 for p in positive])


def main(folder, model):
    path = Path(model)
    known = json.loads(path.read_text(encoding="utf8"))
    random = np.random.RandomState(SEED)
    ranked = [
        (name, np.array([s["features"] for s in row["sentences"]]), np.array([float(s["isGold"]) for s in row["sentences"]]))
        for name in RANKING_SETS
        for row in load(folder, name)
        if row["isAnswerable"] and any(s["isGold"] for s in row["sentences"])
    ]
    fold = random.randint(0, FOLDS, len(ranked))
    first = np.zeros(len(ranked))
    for k in range(FOLDS):
        weights = fit_ranking([(f, g) for i, (_, f, g) in enumerate(ranked) if fold[i] != k])
        for i in np.flatnonzero(fold == k):
            first[i] = ranked[i][2][np.argmax(ranked[i][1] @ weights)]
    for name in RANKING_SETS:
        chosen = [i for i, row in enumerate(ranked) if row[0] == name]
        print(f"ranking {name}: the answer in the best sentence {first[chosen].mean():.3f} of {len(chosen)}")

    rows = [(name, row) for name in GATE_SETS for row in load(folder, name) if row["gate"]]
    sets = np.array([name for name, _ in rows])
    labels = np.array([float(row["isAnswerable"]) for _, row in rows])
    features = np.array([row["gate"] for _, row in rows])
    fold = random.randint(0, FOLDS, len(rows))
    p = np.zeros(len(rows))
    for k in range(FOLDS):
        rest = fold != k
        intercept, slopes = fit_gate(known["gate"], features[rest], labels[rest], shares_of(sets[rest], labels[rest]))
        p[fold == k] = 1 / (1 + np.exp(-(features[fold == k] @ slopes + intercept)))
    for name in GATE_SETS:
        yes, no = p[(sets == name) & (labels == 1)], p[(sets == name) & (labels == 0)]
        curve = "  ".join(f"{t:.2f}: {((yes >= t).mean() + (no < t).mean()) / 2:.3f} ({(yes >= t).mean():.2f}/{(no < t).mean():.2f})" for t in np.arange(0.35, 0.66, 0.05))
        print(f"gate {name}: AUROC {area(yes, no):.3f}; balanced accuracy (answered/refused) at {curve}")

    weights = fit_ranking([(f, g) for _, f, g in ranked])
    intercept, slopes = fit_gate(known["gate"], features, labels, shares_of(sets, labels))
    fitted = {
        "ranking": {name: round(value, 3) for name, value in zip(known["ranking"], weights, strict=True)},
        "gate": {name: round(value, 3) for name, value in zip(known["gate"], slopes, strict=True)},
        "gateIntercept": round(intercept, 3),
    }
    path.write_text(json.dumps(fitted, indent=2) + "\n", encoding="utf8")


if __name__ == "__main__":
    main(*sys.argv[1:])
