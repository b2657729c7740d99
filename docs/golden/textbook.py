"""The losses in numpy as textbooks have them, for grade.py: put your own in place of them. Every function returns the
loss, the mean over the samples, and its gradients, in the order of its arguments. What is not an argument of each loss
is in **targets: smoothing=0.1 and ignore=[-1], of a case that has them."""

import numpy as np


def unit(rows):
    norm = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / norm, norm


def counted(y, ignore):
    """Which samples count, a class for each of them, and 1 over their number."""
    counts = ~np.isin(y, ignore)
    return counts, np.where(counts, y, 0), 1 / max(counts.sum(), 1)


def entropy(z, y, smoothing=0, ignore=()):
    """The mean of the losses of the samples, and its slopes. q: 1 - smoothing for the target, and the rest for all."""
    counts, y, by = counted(y, ignore)
    z = z - z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    q = np.full_like(z, smoothing / z.shape[1])
    q[np.arange(len(y)), y] += 1 - smoothing
    by = by * counts[:, None].astype(z.dtype)
    return -(by * q * log_p).sum(), by * (np.exp(log_p) - q)


def softmax(x, w, b, y, **targets):
    """b may be None."""
    loss, g = entropy(x @ w.T + (0 if b is None else b), y, **targets)
    return loss, g @ w, g.T @ x, g.sum(axis=0)


def cosine(x, w, y, s, psi, ignore=(), **targets):
    """s = None: the norm of x. psi: the target's cosine to psi and its slope by the cosine, and by the norm of x."""
    label = counted(y, ignore)[1]
    (x, x_norm), (w, w_norm), target = unit(x), unit(w), (np.arange(len(y)), label)
    cos = np.clip(x @ w.T, -1, 1)
    r = x_norm if s is None else s
    f, slope = cos.copy(), np.ones_like(cos)
    f[target], slope[target], *by_norm = psi(cos[target])
    loss, g = entropy(r * f, y, ignore=ignore, **targets)
    across = g * r * slope
    dx = (across @ w - x * (across * cos).sum(axis=1)[:, None]) / x_norm
    if s is None:
        dx += x * (g * f).sum(axis=1)[:, None]
    if by_norm:
        dx += x * (g[target] * s * by_norm[0])[:, None]
    dw = (across.T @ x - w * (across * cos).sum(axis=0)[:, None]) / w_norm
    return loss, dx, dw


def nsoftmax(x, w, y, s, **targets):
    return cosine(x, w, y, s, lambda c: (c, np.ones_like(c)), **targets)


def cosface(x, w, y, s, m, **targets):
    return cosine(x, w, y, s, lambda c: (c - m, np.ones_like(c)), **targets)


def rotated(c, m):
    theta = np.arccos(c)
    return np.cos(theta + m), np.sin(theta + m) / np.sqrt(1 - c * c)


def arcface(x, w, y, s, m, **targets):
    return cosine(x, w, y, s, lambda c: rotated(c, m), **targets)


def past_pi(c, m, value, slope):
    inside = np.arccos(c) + m < np.pi
    return [np.where(inside, a, b) for a, b in zip(rotated(c, m), (value, slope))]


def arcface_threshold(x, w, y, s, m, **targets):
    return cosine(x, w, y, s, lambda c: past_pi(c, m, c - m * np.sin(m), 1), **targets)


def arcface_continuous(x, w, y, s, m, **targets):
    return cosine(x, w, y, s, lambda c: past_pi(c, m, c - (1 - np.cos(m)), 1), **targets)


def arcface_clamp(x, w, y, s, m, **targets):
    return cosine(x, w, y, s, lambda c: past_pi(c, m, -1, 0), **targets)


def arcface_easy(x, w, y, s, m, **targets):
    return cosine(x, w, y, s, lambda c: [np.where(c > 0, a, b) for a, b in zip(rotated(c, m), (c, 1))], **targets)


def marginsoftmax_angular(x, w, y, s, m, ignore=(), **targets):
    """m: one margin a class."""
    return arcface(x, w, y, s, m[counted(y, ignore)[1]], ignore=ignore, **targets)


def marginsoftmax_cosine(x, w, y, s, m, ignore=(), **targets):
    return cosface(x, w, y, s, m[counted(y, ignore)[1]], ignore=ignore, **targets)


# the same with one margin a sample
elasticface_angular, elasticface_cosine = arcface, cosface


def adaface(x, w, y, s, m, h, norms, **targets):
    """norms: their mean and deviation. Nothing goes back through z."""
    z = np.clip(h * (np.clip(unit(x)[1][:, 0], 1e-3, 100) - norms[0]) / (norms[1] + 1e-3), -1, 1)

    def psi(c):
        theta = np.arccos(c) - m * z
        inside = (theta >= 1e-3) & (theta <= np.pi - 1e-3)
        slope = np.where(inside, np.sin(theta) / np.sqrt(1 - c * c), 0)
        return np.cos(np.clip(theta, 1e-3, np.pi - 1e-3)) - m * (1 + z), slope

    return cosine(x, w, y, s, psi, **targets)


def magface(x, w, y, s, range, lam, easy=False, ignore=(), **targets):
    """range: la, ua, lm, um. It adds lam times the mean of a / ua² + 1/a."""
    la, ua, lm, um = range
    (counts, _, by), (x_unit, norm) = counted(y, ignore), unit(x)
    a, m = np.clip(norm[:, 0], la, ua), np.interp(norm[:, 0], [la, ua], [lm, um]).astype(x.dtype)
    inside = (la < norm[:, 0]) & (norm[:, 0] < ua)
    growth = np.where(inside, (um - lm) / max(ua - la, 1e-300), 0)

    def psi(c):
        f, slope = rotated(c, m)
        margin = f, slope, -slope * np.sqrt(1 - c * c) * growth
        return [np.where(c > 0, a, b) for a, b in zip(margin, (c, 1, 0))] if easy else margin

    loss, dx, dw = cosine(x, w, y, s, psi, ignore=ignore, **targets)
    pull = lam * by * counts
    dx += x_unit * (pull * inside * (1 / ua**2 - 1 / a**2))[:, None]
    return loss + (pull * (a / ua**2 + 1 / a)).sum(), dx, dw


def magface_easy(x, w, y, s, range, lam, **targets):
    return magface(x, w, y, s, range, lam, easy=True, **targets)


def sphereface(x, w, y, t, lam, s, **targets):
    def psi(c):
        theta = np.arccos(c)
        k = np.floor(t * theta / np.pi)
        phi, slope = (-1) ** k * np.cos(t * theta) - 2 * k, (-1) ** k * t * np.sin(t * theta) / np.sqrt(1 - c * c)
        return (lam * c + phi) / (1 + lam), (lam + slope) / (1 + lam)

    return cosine(x, w, y, s, psi, **targets)


def combined(x, w, y, s, m1, m2, m3, **targets):
    def psi(c):
        theta = np.arccos(c)
        return np.cos(m1 * theta + m2) - m3, m1 * np.sin(m1 * theta + m2) / np.sqrt(1 - c * c)

    return cosine(x, w, y, s, psi, **targets)


def center(x, c, y, reduction, ignore=()):
    """reduction: "mean" or "sum"."""
    counts, y, by = counted(y, ignore)
    by = by if reduction == "mean" else 1
    apart, dc = (x - c[y]) * counts[:, None].astype(x.dtype), np.zeros_like(c)
    np.subtract.at(dc, y, by * apart)
    return by * (apart * apart).sum() / 2, by * apart, dc


def softmax_center(x, w, b, c, y, lam, reduction, ignore=(), **targets):
    loss, dx, dw, db = softmax(x, w, b, y, ignore=ignore, **targets)
    center_loss, center_dx, dc = center(x, c, y, reduction, ignore)
    return loss + lam * center_loss, dx + lam * center_dx, dw, db, lam * dc
