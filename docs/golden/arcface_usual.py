"""The usual ArcFace in PyTorch, with acos of a clamped cosine: put your own in its place. README.md is beside this file."""

import torch
import torch.nn.functional as F


def arcface(x, w, y, s, m):
    """Tensors x (m, d), w (n, d), y (m); returns the mean loss."""
    cos = F.linear(F.normalize(x), F.normalize(w)).clamp(-1, 1)
    target = torch.cos(torch.acos(cos) + m)
    one_hot = F.one_hot(y, w.shape[0]).bool()
    return F.cross_entropy(s * torch.where(one_hot, target, cos), y)


TORCH = True  # for grade.py
