"""Grades a PyTorch ArcFace against golden.txt, at grade P. See README.md beside this file."""

import math
import pathlib
import sys

FILE = pathlib.Path(__file__).with_name("golden.txt")
EPS = 2.0**-52
SINGLE = "--single" in sys.argv  # inputs rounded to float32, errors in its eps and ulps


def head(x, w, y, s, m):
    """The ArcFace under test: tensors x (m, d), w (n, d), y (m); returns the mean loss. Put your own here."""
    import torch
    import torch.nn.functional as F
    cos = F.linear(F.normalize(x), F.normalize(w)).clamp(-1, 1)
    target = torch.cos(torch.acos(cos) + m)
    one_hot = F.one_hot(y, w.shape[0]).bool()
    return F.cross_entropy(s * torch.where(one_hot, target, cos), y)


def with_torch(x, w, y, s, m, head=head):
    import torch
    dtype = torch.float32 if SINGLE else torch.float64
    x, w = (torch.tensor(rows, dtype=dtype, requires_grad=True) for rows in (x, w))
    loss = head(x, w, torch.tensor(y), s, m)
    loss.backward()
    return loss.item(), x.grad.tolist(), w.grad.tolist()


def without_nan(*case):
    import arcface_without_nan
    return with_torch(*case, head=arcface_without_nan.head)


def with_numpy(x, w, y, s, m):
    """The same textbook with its gradient by hand, for a look at the grading without torch."""
    import numpy as np
    np.seterr(all="ignore")
    x_norm, w_norm = (np.linalg.norm(rows, axis=1, keepdims=True) for rows in (x, w))
    x, w, target = x / x_norm, w / w_norm, (range(len(y)), y)
    cos = np.clip(x @ w.T, -1, 1)
    theta, z = np.arccos(cos[target]), s * cos
    z[target] = s * np.cos(theta + m)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss, g = -np.log(p[target]).mean(), s / len(y) * p
    g[target] = s / len(y) * (p[target] - 1) * np.sin(theta + m) / np.sin(theta)
    dx = (g @ w - x * (g * cos).sum(axis=1)[:, None]) / x_norm
    dw = (g.T @ x - w * (g * cos).sum(axis=0)[:, None]) / w_norm
    return float(loss), dx.tolist(), dw.tolist()


def cases():
    """Every case: key -> its lines -> their tokens."""
    case = {}
    for key, *tokens in (line.split(" ") for line in FILE.read_text().splitlines() if line and line[0] != "#"):
        case.setdefault(key, []).append(tokens)
        if key == "end":
            yield case
            case = {}


def numbers(case, key):
    return [[float(token.split("|")[0]) for token in line] for line in case[key]]


def loss_error(v, w):
    """In ulps of the answer. NaN where NaN or a wrong infinity is, which no tolerance lets pass."""
    return 0.0 if v == w else abs(v - w) / math.ulp(w) if math.isfinite(v) and math.isfinite(w) else math.nan


def row_error(v, w):
    """In eps of the answer's norm; beside infinities, of the largest double. NaN as above."""
    if any(a != b and not (math.isfinite(a) and math.isfinite(b)) for a, b in zip(v, w, strict=True)):
        return math.nan
    if any(map(math.isinf, w)):
        return max((abs(a / 2 - b / 2) for a, b in zip(v, w) if a != b), default=0) / (sys.float_info.max / 2) / EPS
    k = math.frexp(max(map(abs, v + w)))[1]
    scale = lambda value: math.ldexp(math.ldexp(value, -k // 2), -k - (-k // 2))
    difference = math.hypot(*(scale(a) - scale(b) for a, b in zip(v, w)))
    slack = 4 * math.sqrt(len(w)) * (math.ldexp(1.0, -1074 - k) if k < 0 else 0.0)
    norm = math.hypot(*map(scale, w))
    return 0.0 if difference <= slack else math.inf if norm == 0 else (difference - slack) / norm / EPS


def grade(case, loss, gradients):
    """Whether L and its gradients (by key) pass at grade P, with the errors of the loss and of the worst row."""
    (loss_tolerance, row_tolerance), first = numbers(case, "tolP")[0], loss_error(loss, numbers(case, "out.L")[0][0])
    rows = [row_error(v, w) for key in gradients for v, w in zip(gradients[key], numbers(case, key), strict=True)]
    if SINGLE:
        first, rows = first * 2.0**-29, [row * 2.0**-29 for row in rows]
    passes = first <= loss_tolerance and all(row <= row_tolerance for row in rows)
    return passes, first, max(rows, key=lambda row: (math.isnan(row), row))


def self_test():
    """The file's own answers pass, half a tolerance beside them passes, two tolerances fail; NaN fails always."""
    for case in cases():
        name, (of_loss, of_row), loss = case["case"], numbers(case, "tolP")[0], numbers(case, "out.L")[0][0]
        right = {key: numbers(case, key) for key in ("out.dX", "out.dW", "out.db", "out.dC") if key in case}
        every = lambda change: {key: [[change(v) for v in row] for row in right[key]] for key in right}
        assert grade(case, loss, right) == (True, 0, 0) and not grade(case, math.nan, right)[0], name
        bad = [every(lambda v: worst if v != worst else 0) for worst in (math.nan, math.inf)]
        assert not any(grade(case, loss, gradients)[0] for gradients in bad), name
        losses = [grade(case, loss + t * of_loss * math.ulp(loss), right)[0] for t in (0.5, 2)]
        assert losses == [True, False] or loss == 0 or math.isinf(of_loss + loss), name
        rows = [grade(case, loss, every(lambda v: v * (1 + t * of_row * EPS)))[0] for t in (0.5, 2)]
        tiny = all(abs(v) < 1e-290 for key in right for row in right[key] for v in row)
        assert rows == [True, False] or of_row > 1e12 or tiny, name
    print("self-test passed")


def main(evaluate):
    results = []
    for case in cases():
        if case["loss"] == [["arcface"]] and case["variant"] == [["pure"]]:
            x, w, s, m = (numbers(case, key) for key in "XWsm")
            loss, dx, dw = evaluate(x, w, list(map(int, case["y"][0])), s[0][0], m[0][0])
            passes, first, worst = grade(case, loss, {"out.dX": dx, "out.dW": dw})
            results.append(passes)
            errors = f" loss {first:.3g} ulp, rows {worst:.3g} eps "
            print(*case["case"][0], ("FAIL", "pass")[passes], errors, *case["about"][0])
    print(f"{sum(results)} of {len(results)} cases pass")


if __name__ == "__main__":
    modes = {"--self-test": self_test, "--numpy": lambda: main(with_numpy), "--without-nan": lambda: main(without_nan)}
    options = [option for option in sys.argv[1:] if option != "--single"]
    if len(options) > 1 or not set(options) <= set(modes) or SINGLE and options not in ([], ["--without-nan"]):
        sys.exit("options: none, --without-nan, each also with --single; --numpy; --self-test")
    modes.get("".join(options), lambda: main(with_torch))()
