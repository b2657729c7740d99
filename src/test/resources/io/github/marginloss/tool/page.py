"""Makes batch.npz and straight.npz, as the Python of docs/reference-from-python.md saves them, beside this file.

    python3 src/test/resources/io/github/marginloss/tool/page.py        (numpy 2.4)
"""

import os
import pathlib
import re

here = pathlib.Path(__file__).resolve().parent
page = (here.parents[6] / "docs/reference-from-python.md").read_text(encoding="utf-8")
blocks = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
program = next(block for block in blocks if "def arcface" in block)
straight = re.sub(r"^    dc\[i, y\] \*= .*\n", "", program, flags=re.MULTILINE)
assert straight != program
os.chdir(here)
for code, name in ((straight, "straight.npz"), (program, "batch.npz")):  # either program saves a batch.npz as well
    save = next(block for block in blocks if f'savez("{name}"' in block and "loss=loss" in block)
    exec(code + save, {})
