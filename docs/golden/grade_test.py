"""Tests grade.py, which would prove nothing if it let everything pass: python3 grade_test.py. Needs Python alone."""

import math
import pathlib

from grade import EPS, cases, failures, numbers


def test(case):
    """Its own answers pass, half a tolerance beside them passes, two tolerances fail; NaN and wrong infinities fail."""
    name, (of_loss, of_row), loss = case["case"], numbers(case, "tolP")[0], numbers(case, "out.L")[0][0]
    right = {key: numbers(case, "out." + key) for key in ("dX", "dW", "db", "dC") if "out." + key in case}

    def passes(loss, change=lambda v: v):
        got = {key: [[change(v) for v in row] for row in rows] for key, rows in right.items()}
        return not list(failures(case, loss, {k: v[0] if k == "db" else v for k, v in got.items()}, single=False))

    assert passes(loss) and not passes(math.nan), name
    for bad in (math.nan, math.inf):
        assert not passes(loss, lambda v: bad if v != bad else 0), name
    losses = [passes(loss + t * of_loss * math.ulp(loss)) for t in (0.5, 2)]
    assert losses == [True, False] or loss == 0 or math.isinf(of_loss + loss), name
    rows = [passes(loss, lambda v: v * (1 + t * of_row * EPS)) for t in (0.5, 2)]
    tiny = all(abs(v) < 1e-290 for matrix in right.values() for row in matrix for v in row)
    assert rows == [True, False] or of_row > 1e12 or tiny, name


if __name__ == "__main__":
    for file in ("golden.txt", "golden-hard.txt", "golden-adaptive.txt"):
        for case in cases(pathlib.Path(__file__).with_name(file)):
            test(case)
    print("passed")
