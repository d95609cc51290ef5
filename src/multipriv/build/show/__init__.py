"""Shows what is in a data set: a person's pictures, a question with its evidence, a kind; as PNG or HTML."""

from collections.abc import Callable
from pathlib import Path

from multipriv.build.show.sheet import Sheet, kind_sheet, overview_sheet, profile_sheet, question_sheet
from multipriv.build.suites import BuildError
from multipriv.dataset import Dataset


def show(directory: Path, out: Path, *, profile: str | None = None, question: str | None = None, kind: str | None = None) -> None:
    """Write a sheet of one profile, question or kind of the data set in `directory` (of all kinds, if none is named) to `out`.

    Raises:
        DatasetError: no data set, or a damaged one.
        BuildError: unknown id, more than one asked for, or a suffix other than .png and .html.
        OSError: `out` cannot be written.
    """
    render = _renderer(out)
    if sum(asked is not None for asked in (profile, question, kind)) > 1:
        raise BuildError("say one of --profile, --question, --kind")
    opened = Dataset.open(directory)
    content = render(_sheet(opened, profile, question, kind), opened)
    draft = out.with_name(f"{out.name}.draft")
    draft.write_bytes(content)
    draft.replace(out)


def _renderer(out: Path) -> Callable[[Sheet, Dataset], bytes]:
    if out.is_dir():
        raise BuildError(f"{out}: is a folder; name a .png or .html file")
    if out.suffix == ".png":
        from multipriv.build.show.as_png import render
    elif out.suffix == ".html":
        from multipriv.build.show.as_html import render
    else:
        raise BuildError(f"{out}: write to a .png or .html file")
    return render


def _sheet(opened: Dataset, profile: str | None, question: str | None, kind: str | None) -> Sheet:
    if profile is not None:
        return profile_sheet(opened, profile)
    if question is not None:
        return question_sheet(opened, question)
    return overview_sheet(opened) if kind is None else kind_sheet(opened, kind)
