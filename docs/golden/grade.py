"""Grades an implementation of the losses against golden.txt, case by case, at grade P. README.md is beside this file.

    python3 grade.py textbook.py                 every loss that the module has
    python3 grade.py --ordinary textbook.py      what any careful code passes; --hard is the rest
    python3 grade.py --file golden-hard.txt …    another file of cases

The module has functions named after the losses, as textbook.py has them, or some of them: (x, w, y, s, m) -> loss, dx,
dw. What it returns as None is not graded. With TORCH = True in it, they get tensors and return the loss alone. A case
with smoothed or ignored labels is for functions that take smoothing=0.1 or ignore=[-1]."""

import argparse
import importlib.util
import inspect
import math
import pathlib
import sys

EPS = 2.0**-52
# the arguments of each loss, and the keys of what it returns beside the loss
LOSSES = {
    "softmax": ("x w b y", "dX dW db"),
    "nsoftmax": ("x w y s", "dX dW"),
    "sphereface": ("x w y t lam s", "dX dW"),
    "cosface": ("x w y s m", "dX dW"),
    "arcface": ("x w y s m", "dX dW"),
    "combined": ("x w y s m1 m2 m3", "dX dW"),
    "marginsoftmax": ("x w y s classMargins", "dX dW"),
    "elasticface": ("x w y s sampleMargins", "dX dW"),
    "adaface": ("x w y s m h norms", "dX dW"),
    "magface": ("x w y s range lam", "dX dW"),
    "center": ("x c y reduction", "dX dC"),
    "softmax_center": ("x w b c y lam reduction", "dX dW db dC"),
}
KEYS = {"x": "X", "w": "W", "b": "b", "c": "C", "lam": "lambda", "reduction": "centerReduction"}
ORDINARY = ("random", "trained", "margin 0", "margin 1", "theta=0+0.1", "theta=pi-0.1", "n=1", "t=1", "t=2", "t=3")
# the words of golden-adaptive.txt, of which a case is ordinary if it has no others
WORDS = set("smoothed ignored class sample margins quality magnitude norm norms scale past pi - m negative of one"
            " trained clamped at -1 and 1 beyond la ua equal a sum -100 weighted".split())


def stop(sentence):
    sys.exit("grade.py: " + sentence)


def cases(path):
    """Every case: key -> its lines -> their tokens."""
    try:
        text = pathlib.Path(path).read_text(encoding="ascii")
    except OSError as error:
        stop(f"{path} cannot be read ({error.strerror}): a file of golden cases expected, as --file names one")
    except UnicodeDecodeError:
        stop(f"{path} is no plain text: a file of golden cases expected")
    case = {}
    for key, *tokens in (line.split(" ") for line in text.splitlines() if line and line[0] != "#"):
        case.setdefault(key, []).append(tokens)
        if key == "end":
            yield case
            case = {}


def numbers(case, key):
    return [[float(token.split("|")[0]) for token in line] for line in case[key]]


def is_ordinary(case):
    """Neither at an angle of 0 or π, nor of odd sizes, nor so sure of a class that p - 1 has lost its digits."""
    about = " ".join(case["about"][0])
    exact = about in ORDINARY or about.startswith(("random", "trained")) or WORDS.issuperset(case["about"][0])
    ignored = case.get("ignore", [[]])[0]
    losses = [loss for loss, label in zip(numbers(case, "out.li")[0], case["y"][0]) if label not in ignored]
    sure = "n=1" != about and min(losses, default=0) < 0.01
    return exact and not sure and case["policy"] == [["none"]]


def name(case):
    variants = [case.get(key, [["pure"]])[0][0] for key in ("variant", "classMargins", "sampleMargins")]
    variants += ["easy"] * (case.get("easy") == [["true"]])
    return "_".join([case["loss"][0][0].replace("+", "_")] + [variant for variant in variants if variant != "pure"])


def targets(case):
    """What a case has of smoothed and ignored labels."""
    smoothing = {"smoothing": numbers(case, "smoothing")[0][0]} if "smoothing" in case else {}
    return {**smoothing, **({"ignore": list(map(int, case["ignore"][0]))} if "ignore" in case else {})}


def is_asked(module, case):
    """Whether the module has a function for it. The mean is what the functions have."""
    if not hasattr(module, name(case)) or "sampleWeights" in case:
        return False
    parameters = inspect.signature(getattr(module, name(case))).parameters.values()
    open_ended = any(parameter.kind == parameter.VAR_KEYWORD for parameter in parameters)
    return open_ended or set(targets(case)) <= {parameter.name for parameter in parameters}


def load(path):
    if not pathlib.Path(path).is_file():
        stop(f"{path} is not there: a Python file with functions such as arcface(x, w, y, s, m) expected")
    sys.path.insert(0, str(pathlib.Path(path).resolve().parent))
    spec = importlib.util.spec_from_file_location("yours", path)
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except ModuleNotFoundError as error:
        stop(f"{path} needs {error.name}, which is not installed: python3 -m pip install {error.name}")
    return module


def arguments(case, arrays):
    for word in LOSSES[case["loss"][0][0].replace("+", "_")][0].split():
        key = KEYS.get(word, word)
        if key == "s" and key not in case:
            key = "fixedNorm"
        if key not in case:
            yield None
        elif word in "xwc":
            yield arrays(numbers(case, key))
        elif word == "b":
            yield arrays(numbers(case, key)[0])
        elif word == "y":
            yield arrays([int(token) for token in case["y"][0]])
        elif word == "reduction":
            yield case[key][0][0]
        elif word.endswith("Margins"):
            yield arrays(numbers({key: [case[key][0][1:]]}, key)[0])
        elif word in ("norms", "range"):
            yield numbers(case, key)[0]
        else:
            yield int(case[key][0][0]) if word == "t" else numbers(case, key)[0][0]


def evaluate(module, case, single):
    """The loss and the gradients by key."""
    keys = LOSSES[case["loss"][0][0].replace("+", "_")][1].split()
    function = getattr(module, name(case))
    if not getattr(module, "TORCH", False):
        import numpy as np
        np.seterr(all="ignore")
        kind = np.float32 if single else np.float64
        arrays = lambda values: np.array(values) if isinstance(values[0], int) else np.array(values, dtype=kind)
        loss, *gradients = function(*arguments(case, arrays), **targets(case))
        return float(loss), {k: g if g is None else np.asarray(g, float).tolist() for k, g in zip(keys, gradients)}
    import torch
    kind, leaves = torch.float32 if single else torch.float64, []

    def tensors(values):
        if isinstance(values[0], int):
            return torch.tensor(values)
        leaves.append(torch.tensor(values, dtype=kind, requires_grad=True))
        return leaves[-1]

    given = list(arguments(case, tensors))
    loss = function(*given, **targets(case))
    loss.backward()
    words = LOSSES[case["loss"][0][0].replace("+", "_")][0].split()
    tensor = dict(zip(words, given))
    gradients = {k: tensor[k[1].lower()] for k in keys if tensor[k[1].lower()] is not None}
    return loss.item(), {k: None if v.grad is None else v.grad.tolist() for k, v in gradients.items()}


def loss_error(v, w):
    """In ulps of the answer. NaN where NaN or a wrong infinity is, which no tolerance lets pass."""
    return 0.0 if v == w else abs(v - w) / math.ulp(w) if math.isfinite(v) and math.isfinite(w) else math.nan


def row_error(v, w):
    """In eps of the answer's norm; beside infinities, of the largest double. NaN as above."""
    if any(a != b and not (math.isfinite(a) and math.isfinite(b)) for a, b in zip(v, w)):
        return math.nan
    if any(map(math.isinf, w)):
        return max((abs(a / 2 - b / 2) for a, b in zip(v, w) if a != b), default=0) / (sys.float_info.max / 2) / EPS
    k = math.frexp(max(map(abs, [*v, *w])))[1]
    scale = lambda value: math.ldexp(math.ldexp(value, -k // 2), -k - (-k // 2))
    difference = math.hypot(*(scale(a) - scale(b) for a, b in zip(v, w)))
    slack = 4 * math.sqrt(len(w)) * (math.ldexp(1.0, -1074 - k) if k < 0 else 0.0)
    norm = math.hypot(*map(scale, w))
    return 0.0 if difference <= slack else math.inf if norm == 0 else (difference - slack) / norm / EPS


def failures(case, loss, gradients, single):
    """What is beyond its tolerance, in words."""
    unit, (of_loss, of_row) = 2.0**29 if single else 1, numbers(case, "tolP")[0]
    error, want = loss_error(loss, numbers(case, "out.L")[0][0]) / unit, numbers(case, "out.L")[0][0]
    if not error <= of_loss:
        yield f"L: {error:.3g} ulp, tolerance {of_loss:.3g}: got {loss!r}, want {want!r}"
    for key, got in gradients.items():
        if got is None or "out." + key not in case:
            continue
        wanted, got = numbers(case, "out." + key), [got] if key == "db" else got
        if [len(row) for row in got] != [len(row) for row in wanted]:
            yield f"{key}: {len(got)}×{len(got[0])}, want {len(wanted)}×{len(wanted[0])}, one class or sample a row"
            continue
        errors = [row_error(v, w) / unit for v, w in zip(got, wanted)]
        row = max(range(len(errors)), key=lambda i: (math.isnan(errors[i]), errors[i]))
        if not errors[row] <= of_row:
            v, w = got[row], wanted[row]
            k = max(range(len(w)), key=lambda j: (not math.isfinite(v[j]) and v[j] != w[j], abs(v[j] - w[j])))
            yield (f"{key} row {row}, column {k}: {errors[row]:.3g} eps, tolerance {of_row:.3g}: "
                   f"got {v[k]!r}, want {w[k]!r}")


def run(module, case, single):
    try:
        return list(failures(case, *evaluate(module, case, single), single))
    except ModuleNotFoundError as error:
        stop(f"{error.name} is not installed: python3 -m pip install {error.name}")
    except (ArithmeticError, ValueError, TypeError, RuntimeError) as error:
        return [f"{type(error).__name__}: {error}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("module", help="a Python file with the functions")
    parser.add_argument("--file", default=pathlib.Path(__file__).with_name("golden.txt"), help="golden cases")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--ordinary", action="store_true", help="only what any careful code passes")
    which.add_argument("--hard", action="store_true", help="only the others")
    parser.add_argument("--single", action="store_true", help="in float32, judged by its ulps and eps")
    options = parser.parse_args()
    module, counts, asked = load(options.module), {True: [0, 0], False: [0, 0]}, set()
    for case in cases(options.file):
        ordinary = is_ordinary(case)
        if options.ordinary and not ordinary or options.hard and ordinary:
            continue
        if not is_asked(module, case):
            asked.add(name(case))
            continue
        wrong = run(module, case, options.single)
        counts[ordinary][0] += not wrong
        counts[ordinary][1] += 1
        for sentence in wrong:
            print(f"{case['case'][0][0]} {name(case)}, {' '.join(case['about'][0])}: {sentence}")
    for ordinary, (passed, all_of_them) in counts.items():
        if all_of_them:
            print(f"{('hard', 'ordinary')[ordinary]}: {passed} of {all_of_them} cases pass")
    if asked:
        print("not graded, for lack of a function or with weights: " + " ".join(sorted(asked)))
    total = [sum(column) for column in zip(*counts.values())]
    if not total[1]:
        stop(f"{options.module} has none of the functions that {options.file} has cases for")
    sys.exit(total[0] < total[1])


if __name__ == "__main__":
    main()
