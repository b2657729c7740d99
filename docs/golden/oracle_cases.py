"""The questions of golden-adaptive.txt, which oracle.py answers: smoothed and ignored labels, and margins of classes, of
samples and of norms."""

import math
import random

QUESTIONS = []
RANDOM = random.Random(18)


def ask(about, loss, y, X, W, **keys):
    """Floats are written twice, integers and words as they are."""
    lines = {"about": [about.split(" ")], "loss": [[loss]]}
    for key, value in keys.items():
        if value is not None:
            rows = value if key == "C" else [value if isinstance(value, (list, tuple)) else [value]]
            lines[key] = [[v if isinstance(v, (str, float)) else str(v) for v in row] for row in rows]
    lines["y"] = [list(map(str, y))]
    lines.update({key: [[float(v) for v in row] for row in rows] for key, rows in (("X", X), ("W", W))})
    for key in ("b", "C"):
        if key in lines:
            lines[key] = lines.pop(key)
    QUESTIONS.append(lines)


def normal(rows, d, size=1.0):
    return [[size * RANDOM.gauss(0, 1) for _ in range(d)] for _ in range(rows)]


def batch(m, d, n, size=1.0):
    return dict(y=[RANDOM.randrange(n) for _ in range(m)], X=normal(m, d, size), W=normal(n, d))


def near(m, d, n, apart, length=1.0):
    """Samples near their class weight, as training makes them."""
    W, y = normal(n, d), [RANDOM.randrange(n) for _ in range(m)]
    return dict(y=y, W=W, X=[[length * (w + apart * RANDOM.gauss(0, 1)) for w in W[label]] for label in y])


def of_norm(x, length):
    """The direction of x."""
    own = math.hypot(*x)
    return [v / own * length for v in x]


def norms(lengths, d, n):
    """A batch whose features have these norms."""
    given = batch(len(lengths), d, n)
    return dict(given, X=[of_norm(x, length) for x, length in zip(given["X"], lengths)])


def at(theta, length=1.0):
    """A sample at an angle of the class (1, 0)."""
    return [length * math.cos(theta), length * math.sin(theta)]


ARC = dict(s=64.0, m=0.5, variant="pure")
ADA = dict(s=64.0, m=0.4, h=0.333, norms=[20.0, 100.0])
MAG = {"s": 64.0, "range": [10.0, 110.0, 0.45, 0.8], "lambda": 35.0, "easy": "false"}
PLANE = [[1, 0], [0.6, 0.8], [-1, 0.5]]

# smoothed labels: every softmax loss
for epsilon in (0.0, 1.0, 1e-20, 0.1):
    ask("smoothed", "softmax", **batch(3, 4, 5), b=[RANDOM.gauss(0, 1) for _ in range(5)], smoothing=epsilon)
    ask("smoothed", "arcface", **batch(3, 4, 5), **ARC, smoothing=epsilon)
    ask("smoothed confident", "arcface", **near(3, 3, 4, 0.02), **ARC, smoothing=epsilon)
ask("smoothed leads of 800", "softmax", [0, 1], [[40, 3], [-20, 20]], [[20, 0], [0, 20], [1, -2]], smoothing=0.1)
ask("smoothed leads of 800", "softmax", [0, 1], [[40, 3], [-20, 20]], [[20, 0], [0, 20], [1, -2]], smoothing=1e-20)
ask("smoothed norm scale", "nsoftmax", **batch(4, 3, 4), smoothing=0.1)
ask("smoothed", "nsoftmax", **batch(3, 3, 4), fixedNorm=30.0, smoothing=1.0)
ask("smoothed", "cosface", **batch(4, 4, 6), s=64.0, m=0.35, smoothing=0.1)
ask("smoothed norm scale", "sphereface", **batch(3, 4, 4), t=4, **{"lambda": 5.0}, smoothing=0.1)
ask("smoothed", "sphereface", **batch(3, 4, 4), t=3, **{"lambda": 0.0}, fixedNorm=30.0, smoothing=0.25)
ask("smoothed", "combined", **batch(3, 4, 5), s=64.0, m1=1.0, m2=0.3, m3=0.2, smoothing=0.1)
for variant in ("threshold", "continuous", "clamp", "easy"):
    past = dict(y=[0, 0, 0], X=[at(3.0), at(1.2), at(2.7)], W=PLANE)
    ask("smoothed past pi - m", "arcface", **past, s=16.0, m=0.5, variant=variant, smoothing=0.1)
ask("smoothed n=1", "arcface", [0, 0], [[1, 2], [-3, 1]], [[2, 1]], **ARC, smoothing=0.1)
ask("smoothed equal classes", "softmax", [0, 1], [[1, 2], [3, -1]], [[1, 1]] * 3, smoothing=0.1)
ask("smoothed zero rows", "arcface", [0, 1, 2], [[0, 0], [1, 2], [2, 1]], [[1, 1], [0, 0], [-1, 2]], **ARC,
    smoothing=0.1)
ask("smoothed cosines of 1 and -1", "arcface", [0, 1], [[2, 1], [3, -1]], [[4, 2], [-6, 2], [1, 1]], **ARC,
    smoothing=0.1)
ask("smoothed norms of 1e200 and 1e-200", "cosface", [0, 1], [[1e200, 2e200], [3e-200, 1e-200]],
    [[1e-150, 1e-150], [2e150, -1e150]], s=64.0, m=0.35, smoothing=0.1)
ask("smoothed beyond the range", "nsoftmax", [0, 1], [[1e-310, 2e-310], [3, 1]], [[1, 1], [2, -1]], fixedNorm=64.0,
    smoothing=1.0)
ask("smoothed weighted", "arcface", **batch(3, 3, 4), **ARC, smoothing=0.1, sampleWeights=[0.5, -2.0, 0.0])

# ignored labels
ask("ignored -1", "arcface", [2, -1, 0], normal(3, 3), normal(4, 3), **ARC, ignore=-1)
ask("ignored -100 smoothed", "softmax", [1, -100, 0, 2], normal(4, 3), normal(3, 3), b=[0.5, -1.0, 0.25], smoothing=0.1,
    ignore=-100)
ask("ignored class", "cosface", [2, 1, 2, 0], normal(4, 3), normal(3, 3), s=64.0, m=0.35, ignore=2)
ask("ignored -1 and a class", "nsoftmax", [0, -1, 3, 1, 0], normal(5, 4), normal(4, 4), ignore=[-1, 3])
ask("ignored all", "arcface", [-1, -1], normal(2, 3), normal(3, 3), **ARC, smoothing=0.1, ignore=-1)
ask("ignored weighted", "arcface", [1, -1, 0], normal(3, 3), normal(3, 3), **ARC, ignore=-1,
    sampleWeights=[2.0, 5.0, -0.75])
ask("ignored zero row", "magface", [-1, 1], [[0, 0], [30, 5]], [[1, 2], [2, -1]], **MAG, ignore=-1)
for reduction in ("sum", "mean"):
    ask("smoothed and ignored sum", "softmax+center", [0, -1, 2], normal(3, 3), normal(3, 3), b=[0.5, -1.0, 0.25],
        C=normal(3, 3), **{"lambda": 0.003}, centerReduction=reduction, smoothing=0.1, ignore=-1)
ask("ignored", "center", [0, -1, 0, 1], normal(4, 3), [], C=normal(3, 3), centerReduction="mean", ignore=-1)

# a margin for each class, and for each sample
ask("class margins", "marginsoftmax", **batch(4, 4, 5), fixedNorm=64.0,
    classMargins=["angular", 0.5, 0.1, 0.3, 0.0, 0.45])
ask("class margins", "marginsoftmax", **batch(4, 4, 4), fixedNorm=64.0, classMargins=["cosine", 0.35, 0.1, 0.2, -0.1])
ask("class margins norm scale", "marginsoftmax", **batch(4, 3, 3), classMargins=["cosine", 0.35, 2.0, -2.0])
ask("class margins negative", "marginsoftmax", **batch(5, 3, 4), fixedNorm=30.0,
    classMargins=["angular", -0.5, -math.pi, math.pi, -0.1])
ask("class margins cosines of 1 and -1", "marginsoftmax", [0, 1, 2], [[2, 1], [3, -1], [1, 1]],
    [[4, 2], [-6, 2], [3, 3]], fixedNorm=16.0, classMargins=["angular", -0.5, 0.5, 0.0])
ask("class margins zero rows", "marginsoftmax", [0, 1, 2], [[0, 0], [1, 2], [3, -1]], [[1, 1], [0, 0], [2, -1]],
    classMargins=["angular", 0.5, -0.25, 0.125])
ask("class margins smoothed ignored", "marginsoftmax", [0, -1, 2], normal(3, 3), normal(3, 3), fixedNorm=64.0,
    classMargins=["angular", 0.5, 0.25, 0.125], smoothing=0.1, ignore=-1)
ask("sample margins", "elasticface", **batch(4, 4, 5), s=64.0, sampleMargins=["angular", 0.52, 0.47, 0.5, 0.61])
ask("sample margins", "elasticface", **batch(4, 4, 5), s=64.0, sampleMargins=["cosine", 0.35, 0.28, 0.41, 0.3])
ask("sample margins of one class", "elasticface", [1] * 4, normal(4, 3), normal(3, 3), s=64.0,
    sampleMargins=["angular", 0.5, -0.5, 3.0, 0.0])
ask("sample margins negative", "elasticface", **batch(3, 4, 4), s=30.0, sampleMargins=["cosine", -0.35, -2.0, 2.0])
ask("sample margins confident", "elasticface", **near(4, 3, 4, 1e-3), s=64.0,
    sampleMargins=["angular", 0.1, -0.1, 0.5, 1e-20])
ask("sample margins theta + m = 0 and pi", "elasticface", [0] * 4, [at(0.5), at(0.5), at(2.5), at(1e-9)], PLANE,
    s=64.0, sampleMargins=["angular", -0.5, -0.5 + 1e-12, math.pi - 2.5, -1e-9])
ask("sample margins smoothed ignored", "elasticface", [2, 7, 0], normal(3, 3), normal(3, 3), s=64.0,
    sampleMargins=["angular", 0.5, 0.9, 0.125], smoothing=0.1, ignore=7)

# AdaFace: margins by quality
ask("quality", "adaface", **norms([12.5, 20.0, 31.0, 19.0], 4, 5), **ADA)
ask("quality of trained norms", "adaface", **norms([18.0, 20.0, 22.5, 25.0], 4, 5), **dict(ADA, norms=[20.0, 3.0]))
ask("quality clamped at -1 and 1", "adaface", **norms([5.0, 45.0, 10.0, 60.0], 4, 5), **dict(ADA, norms=[20.0, 3.0]))
ask("quality confident", "adaface", **near(4, 3, 4, 1e-3, 15), **dict(ADA, norms=[20.0, 12.0]))
ask("quality norms beyond 0.001 and 100", "adaface", **norms([1e-5, 0.001, 100.0, 3e7, 1e200], 3, 4),
    **dict(ADA, norms=[50.0, 20.0]))
low, high = dict(ADA, norms=[1e4, 3.0]), dict(ADA, norms=[-1e4, 3.0])
ask("quality theta + g below 0.001", "adaface", [0] * 3, [at(0.2), at(0.4), at(0.4009)], PLANE, **high)
ask("quality theta + g near 0.001", "adaface", [0] * 4,
    [at(0.401), at(0.401 + 1e-12), at(0.401 - 1e-15), at(0.401 + 1e-16)], PLANE, **high)
ask("quality theta + g beyond pi - 0.001", "adaface", [0] * 3, [at(3.0), at(2.75), at(2.741)], PLANE, **low)
ask("quality theta + g near pi - 0.001", "adaface", [0] * 3,
    [at(math.pi - 0.401), at(math.pi - 0.401 + 1e-12), at(math.pi - 0.401 - 1e-15)], PLANE, **low)
ask("quality cosines of 1 and -1", "adaface", [0, 1, 0], [[2, 1], [3, -1], [-4, -2]], [[4, 2], [-6, 2], [1, 1]], **low)
ask("quality cosines of 1 and -1", "adaface", [0, 1, 0], [[2, 1], [3, -1], [-4, -2]], [[4, 2], [-6, 2], [1, 1]], **high)
ask("quality m=0", "adaface", [0] * 4, [at(1.0), at(5e-4), at(2e-3), at(math.pi - 5e-4)], PLANE, **dict(ADA, m=0.0))
ask("quality m=2 h=-1", "adaface", **norms([12.5, 20.0, 31.0, 19.0], 4, 5), **dict(ADA, m=2.0, h=-1.0))
ask("quality deviation 0", "adaface", [0, 1, 2], [[3, 4], [5, 0], [4, 3]], PLANE, **dict(ADA, norms=[5.0, 0.0]))
ask("quality zero rows", "adaface", [0, 1, 2], [[0, 0], [1, 2], [12, 9]], [[1, 1], [0, 0], [2, -1]], **ADA)
ask("quality norms of 1e-310 and 1e300", "adaface", [0, 1], [[1e-310, 2e-310], [3e300, 1e300]],
    [[1e-10, 1e-10], [2, -1]], **ADA)
ask("quality n=1", "adaface", [0, 0], [[1, 2], [-30, 1]], [[2, 1]], **ADA)
ask("quality smoothed ignored", "adaface", **dict(norms([12.5, 20.0, 31.0], 3, 4), y=[3, -1, 0]), **ADA, smoothing=0.1,
    ignore=-1)

# MagFace: margins by magnitude
ask("magnitude", "magface", **norms([20.0, 45.0, 80.0, 109.0], 4, 5), **MAG)
ask("magnitude", "magface", **norms([20.0, 45.0, 80.0, 109.0], 4, 5), **dict(MAG, **{"lambda": 0.0}))
ask("magnitude beyond la and ua", "magface", **norms([2.0, 9.9999, 111.0, 1e6], 4, 5), **MAG)
ask("magnitude of la and ua", "magface", [0, 1, 2], [[6, 8], [66, 88], [-8, 6]], PLANE, **MAG)
ask("magnitude an ulp from la and ua", "magface", [0, 1, 2, 0],
    [[math.nextafter(10.0, 99), 0], [0, math.nextafter(10.0, 0)], [math.nextafter(110.0, 0), 0],
     [0, math.nextafter(110.0, 999)]],
    PLANE, **MAG)
ask("magnitude confident", "magface", **near(4, 3, 4, 1e-3, 25), **MAG)
ask("magnitude confident", "magface", **near(4, 3, 4, 1e-3, 25), **dict(MAG, **{"lambda": 0.0}))
ask("magnitude easy", "magface", [0] * 4, [at(1.2, 20), at(1.7, 20), at(2.5, 60), [0, 30]], PLANE,
    **dict(MAG, easy="true"))
ask("magnitude cosines of 1 and -1", "magface", [0, 1, 0], [[20, 10], [30, -10], [-40, -20]],
    [[4, 2], [-6, 2], [1, 1]], **MAG)
ask("magnitude zero rows", "magface", [0, 1, 2], [[0, 0], [10, 20], [12, 9]], [[1, 1], [0, 0], [2, -1]], **MAG)
ask("magnitude n=1", "magface", [0, 0, 0], [[10, 20], [-300, 1], [1, 2]], [[2, 1]], **MAG)
ask("magnitude n=1", "magface", [0, 0], [[10, 20], [-300, 1]], [[2, 1]], **dict(MAG, **{"lambda": 0.0}))
ask("magnitude equal margins", "magface", **norms([20.0, 45.0], 3, 4), **dict(MAG, range=[10.0, 110.0, 0.5, 0.5]))
ask("magnitude la = ua", "magface", **norms([20.0, 45.0], 3, 4), **dict(MAG, range=[30.0, 30.0, 0.45, 0.8]))
ask("magnitude margins to pi", "magface", **norms([1.5, 2.5, 3.5], 3, 4), **dict(MAG, range=[1.0, 4.0, 0.0, math.pi]))
ask("magnitude norms of 1e-100 to 1e100", "magface", **norms([1e-100, 2.0, 1e100], 3, 4),
    **dict(MAG, range=[1e-150, 1e150, 0.45, 0.8]))
ask("magnitude subnormal", "magface", [0, 1], [[3e-320, 2e-310], [3e200, 4e205]], [[1e308, 1e308], [1e308, -9e307]],
    **dict(MAG, s=1.0))
ask("magnitude smoothed", "magface", **norms([20.0, 45.0, 80.0], 3, 4), **MAG, smoothing=0.1)
ask("magnitude smoothed n=1", "magface", [0, 0], [[10, 20], [-300, 1]], [[2, 1]], **MAG, smoothing=1.0)
ask("magnitude weighted ignored", "magface", **dict(norms([20.0, 45.0, 80.0], 3, 4), y=[0, -1, 2]), **MAG, ignore=-1,
    sampleWeights=[-1.0, 3.0, 0.5])
