"""``python -m tradestudy.report FOLDER``: execute the notebooks of a folder where they stand."""

import sys
from pathlib import Path

from tradestudy.report import store_outputs

if __name__ == "__main__":
    sys.exit("\n".join(store_outputs(Path(sys.argv[1]))) or 0)
