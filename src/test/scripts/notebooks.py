"""Executes notebooks: python notebooks.py FOLDER NOTEBOOK...

Checks that each was committed without outputs, runs it where it lies, and leaves the executed copy and its figures in
FOLDER. Ends with the first error.
"""

import base64
import os
import pathlib
import re
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

# Of one cell, in seconds.
LONGEST = 1800


def require_stripped(path, notebook):
    for number, cell in enumerate(notebook.cells):
        if cell.get("outputs") or cell.get("execution_count"):
            sys.exit(f"FAILED {path}: cell {number} was committed with its output; "
                     f"jupyter nbconvert --clear-output --inplace {path}")


def figures(notebook):
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                yield base64.b64decode(output.data["image/png"])


def main(folder, *paths):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    # The code beside the notebooks is looked for where they lie; nothing is left there.
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    for path in map(pathlib.Path, paths):
        begin = time.monotonic()
        notebook = nbformat.read(path, 4)
        nbformat.validate(notebook)
        require_stripped(path, notebook)
        failure = None
        try:
            NotebookClient(notebook, timeout=LONGEST, kernel_name="python3", extra_arguments=["--IPKernelApp.log_level=ERROR"],
                           resources={"metadata": {"path": str(path.parent)}}).execute()
        except CellExecutionError as error:
            failure = error
        nbformat.write(notebook, folder / path.name)
        drawn = 0
        for drawn, png in enumerate(figures(notebook), 1):
            (folder / f"{path.stem}-{drawn}.png").write_bytes(png)
        if failure:
            sys.exit(f"FAILED {path}:\n" + re.sub(r"\x1b\[[\d;]*m", "", str(failure)))
        print(f"{path}: executed in {time.monotonic() - begin:.0f} s, {drawn} figures", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
