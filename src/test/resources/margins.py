"""Margins and their slopes at both sides of every branch point, from 80-digit arithmetic.

In src/test/resources: python3 margins.py > margins.txt       (mpmath 1.3.0)
"""
from mpmath import mp, mpf, cos, sin, floor, pi

mp.dps = 80


def words(v):
    """The two doubles of a double-double: v rounded, and what is left rounded. Below 1e-70, v is a zero's error."""
    v = v if abs(v) > mpf("1e-70") else mpf(0)
    hi = float(v)
    return hi.hex() + " " + float(v - mpf(hi)).hex()


def arcface(kind, m):
    m = mpf(m)

    def psi(v):
        before = cos(v + m), -sin(v + m)
        if kind == "EASY":
            return before if v < pi / 2 else (cos(v), -sin(v))
        if kind == "NONE" or v + m < pi:
            return before
        return {"LINEAR": (cos(v) - m * sin(m), -sin(v)),
                "CONTINUOUS": (cos(v) - (1 - cos(m)), -sin(v)),
                "CLAMP": (mpf(-1), mpf(0))}[kind]
    return psi, [pi / 2] if kind == "EASY" else [pi - m]


def sphereface(t, lam):
    def psi(v):
        k = min(int(floor(t * v / pi)), t - 1)
        phi = (-1) ** k * cos(t * v) - 2 * k
        return (lam * cos(v) + phi) / (1 + lam), -(lam * sin(v) + t * abs(sin(t * v))) / (1 + lam)
    return psi, [k * pi / t for k in range(1, t)]


def combined(m1, m2, m3):
    m1, m2, m3 = mpf(m1), mpf(m2), mpf(m3)
    return lambda v: (cos(m1 * v + m2) - m3, -m1 * sin(m1 * v + m2)), [pi / 2]


MARGINS = [("arcface %s %r" % (kind, m), arcface(kind, m))
           for kind in ("NONE", "LINEAR", "CONTINUOUS", "CLAMP", "EASY") for m in (0.5, 1e-8, 3.141592653589793)]
MARGINS += [("cosface 0.35", combined(1, 0, 0.35))]
MARGINS += [("sphereface %d %d" % p, sphereface(*p)) for p in ((1, 0), (2, 0), (3, 0), (4, 0), (4, 5), (7, 1))]
MARGINS += [("combined %r %r %r" % p, combined(*p)) for p in ((1.0, 0.3, 0.2), (0.9, 0.4, 0.0), (1.35, 0.0, 0.1))]

print("# margin; cos, sin, psi and slope as two doubles each, hi lo.  Made by margins.py")
for name, (psi, branches) in MARGINS:
    angles = [mpf(0), mpf("1e-20"), mpf("1e-8"), mpf("0.1"), mpf(1), pi / 2, mpf(2), pi - mpf("1e-8"), pi]
    for branch in branches:
        for gap in ("1e-3", "1e-9", "1e-20"):
            angles += [v for v in (branch - mpf(gap), branch + mpf(gap)) if 0 < v < pi]
    for v in angles:
        c = mpf(0) if v == pi / 2 else cos(v)
        s = mpf(0) if v == pi else sin(v)
        value, slope = psi(v)
        print("%s; %s %s %s %s" % (name, words(c), words(s), words(value), words(slope)))
