"""Grades a PyTorch ArcFace against golden.txt, at grade P. See README.md beside this file."""

import math
import pathlib
import sys

FILE = pathlib.Path(__file__).with_name("golden.txt")
EPS = 2.0**-52


def head(x, w, y, s, m):
    """The ArcFace under test: tensors x (m, d), w (n, d), y (m); returns the mean loss. Put your own here."""
    import torch
    import torch.nn.functional as F

    cos = F.linear(F.normalize(x), F.normalize(w)).clamp(-1, 1)
    target = torch.cos(torch.acos(cos) + m)
    one_hot = F.one_hot(y, w.shape[0]).bool()
    return F.cross_entropy(s * torch.where(one_hot, target, cos), y)


def number(token):
    return float(token.split("|")[0])


def cases():
    case = {}
    for line in FILE.read_text().splitlines():
        if line.startswith("#") or not line:
            continue
        if line == "end":
            yield case
            case = {}
            continue
        key, _, value = line.partition(" ")
        case.setdefault(key, []).append(value.split(" "))


def rows(case, key):
    return [[number(token) for token in row] for row in case[key]]


def loss_error(v, w):
    """In ulps of the answer."""
    if v == w:
        return 0.0
    return abs(v - w) / math.ulp(w) if math.isfinite(v) and math.isfinite(w) else math.nan


def row_error(v, w):
    """In eps of the answer's norm; beside infinities, of the largest double. NaN where NaN or a wrong infinity is."""
    if any(a != b and not (math.isfinite(a) and math.isfinite(b)) for a, b in zip(v, w)):
        return math.nan
    if any(map(math.isinf, w)):
        return max((abs(a / 2 - b / 2) for a, b in zip(v, w) if math.isfinite(b)), default=0) / (sys.float_info.max / 2) / EPS
    top = max(map(abs, v + w), default=0.0)
    if top == 0:
        return 0.0
    k = math.frexp(top)[1]
    shift = lambda value: math.ldexp(math.ldexp(value, -k // 2), -k - (-k // 2))
    difference = math.hypot(*(shift(a) - shift(b) for a, b in zip(v, w)))
    slack = 4 * math.sqrt(len(w)) * (math.ldexp(1.0, -1074 - k) if k < 0 else 0.0)
    norm = math.hypot(*map(shift, w))
    return 0.0 if difference <= slack else math.inf if norm == 0 else (difference - slack) / norm / EPS


def grade(case, loss, dx, dw):
    """Whether L and its gradients pass at grade P, with the errors of the loss and of the worst row."""
    loss_tolerance, row_tolerance = map(number, case["tolP"][0])
    right = rows(case, "out.dX") + rows(case, "out.dW")
    if [len(row) for row in dx + dw] != [len(row) for row in right]:
        raise ValueError(f"{case['case'][0][0]}: gradients of another shape")
    first = loss_error(loss, number(case["out.L"][0][0]))
    errors = [row_error(v, w) for v, w in zip(dx + dw, right)]
    return first <= loss_tolerance and all(error <= row_tolerance for error in errors), first, max(errors)


def self_test():
    for case in cases():
        if case["loss"][0][0] != "arcface":
            continue
        loss, dx, dw = number(case["out.L"][0][0]), rows(case, "out.dX"), rows(case, "out.dW")
        assert grade(case, loss, dx, dw)[0], case["case"]
        assert not grade(case, math.nan, dx, dw)[0], case["case"]
        nan = [[math.nan] * len(row) for row in dw]
        assert not grade(case, loss, dx, nan)[0], case["case"]
        if math.isfinite(number(case["tolP"][0][1])) and any(map(any, dw)):
            spoilt = [[1.001 * value for value in row] for row in dw]
            assert not grade(case, loss, dx, spoilt)[0], case["case"]
    print("self-test passed")


def main():
    import torch

    total = passed = 0
    for case in cases():
        if case["loss"][0][0] != "arcface" or case["variant"][0][0] != "pure":
            continue
        x, w = (torch.tensor(rows(case, key), dtype=torch.float64, requires_grad=True) for key in "XW")
        y = torch.tensor([int(label) for label in case["y"][0]])
        loss = head(x, w, y, number(case["s"][0][0]), number(case["m"][0][0]))
        loss.backward()
        right, first, worst = grade(case, loss.item(), x.grad.tolist(), w.grad.tolist())
        total, passed = total + 1, passed + right
        about = " ".join(case["about"][0])
        print(f"{case['case'][0][0]} {'pass' if right else 'FAIL'}  loss {first:.3g} ulp, rows {worst:.3g} eps  {about}")
    print(f"{passed} of {total} cases pass")


if __name__ == "__main__":
    self_test() if "--self-test" in sys.argv else main()
