"""Small notebooks for tests of reports."""

import nbformat

PARAMETERS = 'start = ""\nend = ""\nas_of = ""\ndata_dir = ""\ntop = 5\npivot = "2025-05-12"\nsave_to = ""'


def write_notebook(folder, stem, *sources, parameters=PARAMETERS):
    cells = [nbformat.v4.new_markdown_cell(f"# Title of {stem}")]
    cells.append(nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]}))
    cells += [nbformat.v4.new_code_cell(s, metadata={"tags": ["findings"] if "Markdown" in s else []}) for s in sources]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), folder / f"{stem}.ipynb")
