"""Processes that tests start, such as kernels, import the package of this checkout wherever they stand."""

import os
from pathlib import Path

os.environ["PYTHONPATH"] = str(Path(__file__).parent / "src")
