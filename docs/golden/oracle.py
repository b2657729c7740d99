"""The right answers of golden cases, to the last bit: the formulas of README.md in mpmath, and nothing else. A case is
evaluated with 256, 8192 and more bits, until two precisions in a row round to the same doubles.

    python3 oracle.py                     answers oracle_cases.py, and writes golden-adaptive.txt
    python3 oracle.py --check golden.txt  compares the answers of a file with its own"""

import math
import pathlib
import sys
from fractions import Fraction

from mpmath import atan2, cos, exp, floor, log, log1p, mp, mpf, nstr, pi, sin, sqrt

from grade import cases, numbers

BITS = (256, 8192, 16384, 32768)


def real(q):
    return mpf(q.numerator) / q.denominator


def dot(a, b):
    return sum((p * q for p, q in zip(a, b)), Fraction(0))


def norm(v):
    return sqrt(sum((t * t for t in v), mpf(0)))


def double(v):
    """To nearest, ties to even. What the lower half of the bits says is taken for rounding errors."""
    with mp.workprec(mp.prec // 2):
        sign, man, exponent, bits = (+v)._mpf_
    if man == 0 or exponent + bits < -1200:
        return 0.0
    if exponent + bits > 1200:
        return -math.inf if sign else math.inf
    try:
        return (-1) ** sign * float(Fraction(int(man)) * Fraction(2) ** exponent)
    except OverflowError:
        return -math.inf if sign else math.inf


class Case:
    """What a case asks: exact numbers."""

    def __init__(self, lines):
        self.lines, self.loss = lines, lines["loss"][0][0]
        self.y = [int(label) for label in lines["y"][0]]
        self.X, self.W, self.C = (self.rows(key) if key in lines else [] for key in "XWC")
        self.b = self.rows("b")[0] if "b" in lines else None
        self.n = len(self.W or self.C)
        self.ignored = [int(label) for label in lines.get("ignore", [[]])[0]]
        self.smoothing = self.one("smoothing") if "smoothing" in lines else Fraction(0)

    def rows(self, key):
        return [[Fraction(v) for v in row] for row in numbers(self.lines, key)]

    def one(self, key):
        return self.rows(key)[0][0]

    def word(self, key):
        return self.lines[key][0][0]

    def margins(self, key):
        kind, *tokens = self.lines[key][0]
        return kind, [Fraction(float(token.split("|")[0])) for token in tokens]

    def coefficients(self, kind):
        """a_i; the mean is that of what is not ignored."""
        if "sampleWeights" in self.lines:
            return self.rows("sampleWeights")[0]
        count = sum(label not in self.ignored for label in self.y)
        return [Fraction(1, count) if kind == "mean" and count else Fraction(1)] * len(self.y)


class Psi:
    """ψ and its slopes by θ and by ‖x‖; what is added to the loss, with its slope by ‖x‖; 1/σ of README.md."""

    def __init__(self, value, slope, by_norm=0, added=0, added_slope=0, steep=1, kink=None):
        self.value, self.slope, self.by_norm, self.steep = value, slope, by_norm, steep
        self.added, self.added_slope, self.kink = added, added_slope, kink


def turned(theta, m):
    """cos(θ + m)."""
    return Psi(cos(theta + m), -sin(theta + m), steep=abs(sin(theta + m)), kink=m)


def arcface(theta, m, variant, positive):
    if variant == "easy" and not positive:
        return Psi(cos(theta), -sin(theta))
    if variant in ("pure", "easy") or theta + m < pi:
        return turned(theta, m)
    if variant == "clamp":
        return Psi(mpf(-1), mpf(0))
    down = m * sin(m) if variant == "threshold" else 1 - cos(m)
    return Psi(cos(theta) - down, -sin(theta))


def sphereface(theta, t, lam):
    k = floor(t * theta / pi)
    sign = -1 if k % 2 else 1
    slope = (-lam * sin(theta) - sign * t * sin(t * theta)) / (1 + lam)
    steep = abs(slope) / (t * t * sin(theta)) if sin(theta) else 1
    return Psi((lam * cos(theta) + sign * cos(t * theta) - 2 * k) / (1 + lam), slope, steep=steep)


def adaface(theta, m, h, mean, deviation, xx):
    """The norm is the double next to it; 1e-3 is a double as well. ẑ has no gradient."""
    length = Fraction(max(1e-3, min(100.0, double(sqrt(real(xx))))))
    z = max(Fraction(-1), min(Fraction(1), h * (length - mean) / (deviation + Fraction(1e-3))))
    g, least = real(-m * z), mpf(1e-3)
    down = real(m + m * z)
    if theta + g < least or theta + g > pi - least:
        return Psi(cos(least if theta + g < least else pi - least) - down, mpf(0))
    psi = turned(theta, g)
    psi.value -= down
    return psi


def magface(theta, la, ua, lm, um, lam, easy, positive, xx):
    inside = la * la < xx < ua * ua
    a = sqrt(real(xx)) if inside else real(la if xx <= la * la else ua)
    growth = (real(um) - real(lm)) / (real(ua) - real(la)) if inside else mpf(0)
    m = real(lm) + growth * (a - real(la)) if inside else real(lm if xx <= la * la else um)
    psi = arcface(theta, m, "easy" if easy else "pure", positive)
    psi.by_norm = psi.slope * growth if positive or not easy else 0  # θ + m(a): by a as by θ
    psi.added = real(lam) * (a / real(ua) ** 2 + 1 / a)
    psi.added_slope = real(lam) * (1 / real(ua) ** 2 - 1 / a**2) if inside else 0
    return psi


def margin(case, i, theta, positive, xx):
    """ψ of the target of sample i at its angle; positive: whether cos θ > 0."""
    y, loss = case.y[i], case.loss
    if loss == "nsoftmax":
        return Psi(cos(theta), -sin(theta))
    if loss == "sphereface":
        return sphereface(theta, int(case.word("t")), real(case.one("lambda")))
    if loss == "cosface":
        return Psi(cos(theta) - real(case.one("m")), -sin(theta))
    if loss == "arcface":
        return arcface(theta, real(case.one("m")), case.word("variant"), positive)
    if loss == "combined":
        m1, m2, m3 = (real(case.one(key)) for key in ("m1", "m2", "m3"))
        value, slope = cos(m1 * theta + m2) - m3, -m1 * sin(m1 * theta + m2)
        return Psi(value, slope, steep=abs(slope) / m1, kink=1)
    if loss == "adaface":
        return adaface(theta, case.one("m"), case.one("h"), *case.rows("norms")[0], xx)
    if loss == "magface":
        easy = case.word("easy") == "true"
        return magface(theta, *case.rows("range")[0], case.one("lambda"), easy, positive, xx)
    kind, m = case.margins("classMargins" if loss == "marginsoftmax" else "sampleMargins")
    m = real(m[y if loss == "marginsoftmax" else i])
    return turned(theta, m) if kind == "angular" else Psi(cos(theta) - m, -sin(theta))


class Logit:
    """z, and ∂z/∂x in the parts that count as terms of their own, and ∂z/∂w."""

    def __init__(self, z, by_x, by_w):
        self.z, self.by_x, self.by_w = z, by_x, by_w


def linear(case, i, j):
    x, w = case.X[i], case.W[j]
    z = real(dot(x, w) + (case.b[j] if case.b else 0))
    return Logit(z, [[real(v) for v in w]], [real(v) for v in x]), None


def cosine(case, i, j):
    """r cos θ, or r ψ(θ) of the target. With exact x·x, x·w and w·w, what is 0 is exactly 0."""
    x, w, target = case.X[i], case.W[j], j == case.y[i]
    xx, xw, ww = dot(x, x), dot(x, w), dot(w, w)
    there = xx * ww != 0
    c = real(xw) / sqrt(real(xx) * real(ww)) if there else mpf(0)
    s = sqrt(real(xx * ww - xw * xw)) / sqrt(real(xx) * real(ww)) if there else mpf(1)
    key = next((key for key in ("s", "fixedNorm") if key in case.lines), None)
    length = sqrt(real(xx))
    r = real(case.one(key)) if key else length
    psi = margin(case, i, atan2(s, c), xw > 0, xx) if target and case.y[i] not in case.ignored else Psi(c, -s)
    # ∂cos θ/∂x = (w/‖w‖ − cos θ x/‖x‖)/‖x‖; θ has no derivative at a cone, where that is 0
    by_cosine = r * psi.slope / -s if s else 0
    by_x = by_w = [mpf(0)] * len(x)
    if there:
        unit = sqrt(real(xx) * real(ww))
        by_x = [by_cosine * real(w[k] * xx - x[k] * xw) / (real(xx) * unit) for k in range(len(x))]
        by_w = [by_cosine * real(x[k] * ww - w[k] * xw) / (real(ww) * unit) for k in range(len(x))]
    parts = [by_x]
    along = r * psi.by_norm + (0 if key else psi.value)
    if xx and along:
        parts.append([along * real(v) / length for v in x])
    return Logit(r * psi.value, parts, by_w), psi


def size(case, i):
    """R, the size of the logits of a sample."""
    for key in ("s", "fixedNorm"):
        if key in case.lines:
            return real(case.one(key))
    length = sqrt(real(dot(case.X[i], case.X[i])))
    if case.loss.startswith("softmax"):
        longest = max(sqrt(real(dot(w, w))) for w in case.W)
        return longest * length + max(map(abs, map(real, case.b or [Fraction(0)])))
    return length * (2 * int(case.word("t")) + 1 if case.loss == "sphereface" else 1)


class Row:
    """A row of a gradient: its terms add up, and so do their norms."""

    def __init__(self, d):
        self.sum, self.terms, self.price, self.sigma = [mpf(0)] * d, mpf(0), mpf(0), mpf(1)

    def add(self, factor, vector, large=0, price=0):
        """large: what the factor consists of, if it is a difference."""
        self.sum = [a + factor * b for a, b in zip(self.sum, vector)]
        length = max(abs(factor), large) * norm(vector)
        self.terms += length
        self.price += (1 + price) * length


class Answer:
    """Everything that a case asks for, with the working precision."""

    def __init__(self, case):
        self.case, m, d, n = case, len(case.X), len(case.X[0]), case.n
        self.L, self.li, self.z = mpf(0), [mpf(0)] * m, []
        self.room, self.room_i, self.policies = mpf(0), [mpf(0)] * m, set()
        self.dX = [Row(d) for _ in range(m)]
        self.dW = [Row(d) for _ in range(n)] if case.W else []
        self.dC = [Row(d) for _ in range(n)] if case.C else []
        self.db = [Row(n)] if case.b else []
        for i in range(m):
            if case.loss != "center":
                self.softmax(i)
            if case.C and case.y[i] not in case.ignored:
                self.center(i)

    def loss(self, i, weight, a, value, wrong):
        """wrong: how far value may be off, in units of 4 eps."""
        self.li[i] += weight * value
        self.L += weight * a * value
        self.room_i[i] += abs(weight) * wrong
        self.room += abs(weight * a) * wrong

    def softmax(self, i):
        """l = log Σ exp z_j − Σ q_j z_j with q = (1 − ε) δ_y + ε/n, as log(1 + T) + ε/n Σ (z_y − z_j)."""
        case, y = self.case, self.case.y[i]
        logits = [(linear if case.loss.startswith("softmax") else cosine)(case, i, j) for j in range(case.n)]
        z = [logit.z for logit, _ in logits]
        self.z.append(z)
        if y in case.ignored:
            return
        psi, share = logits[y][1] or Psi(0, 0), real(case.smoothing) / case.n
        others = [j for j in range(case.n) if j != y]
        powers = {j: exp(z[j] - z[y]) for j in others}
        T = sum(powers.values(), mpf(0))
        a, R = real(case.coefficients("mean")[i]), size(case, i)
        value = log1p(T) + share * sum(z[y] - z[j] for j in others) + psi.added
        self.loss(i, 1, a, value, value + R * (T / (1 + T) + share * len(others)))
        for j, (logit, _) in enumerate(logits):
            # g = p − q, and p + q where it is the other classes that share
            p, q = (powers[j] / (1 + T), share) if j != y else (-T / (1 + T), -share * len(others))
            g, large = a * (p - q), abs(a) * (abs(p) + abs(q))
            for part in logit.by_x:
                self.dX[i].add(g, part, large, R)
            self.dW[j].add(g, logit.by_w, large, R)
            if case.b:
                self.db[0].add(g, [mpf(k == j) for k in range(case.n)], large, R)
        if psi.added_slope and any(case.X[i]):
            length = sqrt(real(dot(case.X[i], case.X[i])))
            self.dX[i].add(a * psi.added_slope, [real(v) / length for v in case.X[i]])
        for row in (self.dX[i], self.dW[y]):
            row.sigma = max(row.sigma, 1 / psi.steep) if psi.steep else mpf("inf")
        self.singular(i, psi)

    def center(self, i):
        """l = ½ ‖x − c‖²."""
        case, y = self.case, self.case.y[i]
        weight = real(case.one("lambda")) if case.loss != "center" else mpf(1)
        a = real(case.coefficients(case.word("centerReduction"))[i])
        apart = [real(p - q) for p, q in zip(case.X[i], case.C[y])]
        value = sum((v * v for v in apart), mpf(0)) / 2
        self.loss(i, weight, a, value, value)
        self.dX[i].add(weight * a, apart)
        self.dC[y].add(-weight * a, apart)

    def singular(self, i, psi):
        x, w, loss = self.case.X[i], self.case.W[self.case.y[i]], self.case.loss
        xx, xw, ww = dot(x, x), dot(x, w), dot(w, w)
        if loss.startswith("softmax"):
            return
        if not xx:
            self.policies.add("zero-x")
        if not all(map(any, self.case.W)):
            self.policies.add("zero-w")
        easy = self.case.lines.get("variant") == [["easy"]] or self.case.lines.get("easy") == [["true"]]
        if easy and xw == 0 and xx * ww:
            self.policies.add("jump")
        if psi.kink and xx * ww and xw * xw == xx * ww:
            self.policies.add("kink")
        if loss == "magface" and xx in [v * v for v in self.case.rows("range")[0][:2]]:
            self.policies.add("kink")

    def doubles(self):
        """The lines of the answer."""
        rows = lambda matrix: [[double(v) for v in row.sum] for row in matrix]
        out = {"out.z": [[double(v) for v in row] for row in self.z], "out.li": [[double(v) for v in self.li]],
               "out.L": [[double(self.L)]], "out.dX": rows(self.dX), "out.dW": rows(self.dW),
               "out.db": rows(self.db), "out.dC": rows(self.dC)}
        return {key: lines for key, lines in out.items() if lines}

    def policy(self, out):
        every = [v for key, lines in out.items() if key != "out.z" for line in lines for v in line]
        words = sorted(self.policies) + ["overflow"] * any(map(math.isinf, every))
        words += ["subnormal"] * any(v and abs(v) < sys.float_info.min for v in every)
        return ",".join(words) or "none"

    def tolerances(self, out):
        """tolP and kappa of README.md."""
        losses = [(self.L, self.room), *zip(self.li, self.room_i)]
        of_loss = max(4 * room / max(abs(v), mpf(2) ** -1022) if room else mpf(4) for v, room in losses)
        kappa, of_rows = mpf(1), mpf(4)
        for key in ("out.dX", "out.dW", "out.db", "out.dC"):
            for row, doubles in zip(getattr(self, key[4:]), out.get(key, [])):
                length = min(norm(row.sum), mpf(sys.float_info.max))
                if any(doubles):
                    kappa = max(kappa, row.terms / length)
                    if key != "out.dC":
                        of_rows = max(of_rows, 8 * (row.price / length + row.sigma))
                elif row.terms > mpf(2) ** -1022:
                    of_rows = mpf("inf")  # careful double leaves an eps of what cancels
        return [float(max(4, of_loss)), float(of_rows)], float(kappa)


def answer(case):
    """The lines that answer a case."""
    last = None
    for bits in BITS:
        with mp.workprec(bits):
            result = Answer(case)
            out = result.doubles()
            if out == last:
                tolerances, kappa = result.tolerances(out)
                head = {"policy": [[result.policy(out)]], "tolP": [tolerances], "kappa": [[kappa]]}
                digits = {"out.li25": [[nstr(v, 25) for v in result.li]], "out.L25": [[nstr(result.L, 25)]]}
                return {**head, **out, **digits}
            last = out
    raise ArithmeticError(f"{case.lines['case']}: {BITS[-1]} bits do not decide it")


def token(value):
    if isinstance(value, str):
        return value
    if not math.isfinite(value):
        return "|".join([str(value).replace("inf", "Infinity")] * 2)
    return f"{value + 0.0!r}|{(value + 0.0).hex()}"


def text(lines):
    return "".join(f"{key} {' '.join(map(token, line))}\n" for key, rows in lines.items() for line in rows)


def make():
    from oracle_cases import QUESTIONS
    print("# classification-loss golden vectors, format 1, set adaptive")
    for k, question in enumerate(QUESTIONS):
        lines = {"case": [[f"A{k:03d}"]], **question}
        shown = {key: [[token(v) for v in row] for row in rows] for key, rows in lines.items()}
        case = Case(shown)
        shape = {"shape": [[str(len(case.X)), str(len(case.X[0])), str(case.n)]]}
        print(text(shown) + text(shape) + text(answer(case)) + "end", flush=True)


def check(path):
    """Whether the answers of a file are the oracle's own; a zero has no sign."""
    wrong = 0
    for lines in cases(path):
        right = answer(Case(lines))
        differing = [key for key, rows in right.items()
                     if key in lines and key.startswith("out.") and "25" not in key and numbers(lines, key) != rows]
        wrong += bool(differing)
        if differing:
            print(lines["case"][0][0], *lines["about"][0], *differing, flush=True)
    print(f"{wrong} cases have other answers")
    return wrong > 0


if __name__ == "__main__":
    sys.exit(check(sys.argv[2]) if sys.argv[1:2] == ["--check"] else make())
