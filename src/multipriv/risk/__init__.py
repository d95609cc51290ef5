"""From verdicts to risk: the published metrics, their uncertainty, comparisons and findings. Pure on the verdict table."""
