"""The tables set by a real LaTeX: what is written compiles, and every number stands on the page."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from multipriv.report.content import report_of
from multipriv.report.loading import load
from multipriv.report.tables import latex
from tests.report.tiny import half, make_dataset, make_run, refuse, right

ENGINE = next((path for name in ("pdflatex", "tectonic") if (path := shutil.which(name))), None)
pytestmark = [pytest.mark.heavy, pytest.mark.skipif(ENGINE is None, reason="needs pdflatex or tectonic")]
PAGE = r"""\documentclass{article}
\usepackage[paperwidth=60cm,paperheight=30cm,margin=1cm]{geometry}
\usepackage{booktabs}
\begin{document}
%s
\end{document}
"""


def test_both_tables_compile(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path / "data")
    make_run(tmp_path / "logs/a", dataset, "acme/half_&_half #1 100% {x} ~y^2 \\z", half)
    make_run(tmp_path / "logs/b", dataset, "acme/right", right)
    make_run(tmp_path / "logs/c", dataset, "multipriv/refuser", refuse)
    runs, _ = load([tmp_path / "logs"])
    tables = report_of(runs).tables
    (tmp_path / "page.tex").write_text(PAGE % "\n\n".join(latex(table) for table in tables), "utf-8")
    assert ENGINE is not None
    command = [ENGINE, *(["-interaction=nonstopmode", "-halt-on-error"] if "pdflatex" in ENGINE else []), "page.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout[-2000:]
    assert (tmp_path / "page.pdf").stat().st_size > 1000
    assert not re.search(r"Misplaced|Extra alignment|Undefined", done.stdout)
