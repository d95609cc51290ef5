"""Time and memory of the report on 50 models x 7,200 generated verdicts. From the root: python -m benchmarks.report [models]"""

import resource
import sys
import tempfile
import time
from pathlib import Path

from tests.risk.generated_verdicts import verdicts

from multipriv.report.content import report_of
from multipriv.report.runs import Run
from multipriv.report.writing import write_report

DATASET = {"suite": "paper", "seed": 7, "digest": "0" * 64}


def main() -> None:
    models = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    runs = []
    for number in range(models):
        table = verdicts(f"lab/model-{number}", 0.2 + 0.6 * number / models, clusters=40, per_cluster=10)
        runs.append(Run(str(number), f"lab/model-{number}", "plain", "none", DATASET, len(table), len(table), table))
    start = time.process_time()
    report = report_of(runs)
    print(f"counted in {time.process_time() - start:.1f} CPU s")
    with tempfile.TemporaryDirectory() as folder:
        page = write_report(report, Path(folder) / "report")[0]
        print(f"written after {time.process_time() - start:.1f} CPU s, index.html {page.stat().st_size / 1e6:.2f} MB")
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
