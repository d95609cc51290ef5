"""A data set on disk: its schema, how it is written whole or not at all, and how it is read back."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multipriv.dataset.manifest import Manifest
    from multipriv.dataset.reading import Dataset, DatasetError, read_people, read_pictures, read_questions
    from multipriv.dataset.writing import write_dataset

__all__ = ["Dataset", "DatasetError", "Manifest", "read_people", "read_pictures", "read_questions", "write_dataset"]


def __getattr__(name: str) -> Any:
    """Import pyarrow only when a data set is read or written."""
    if name not in __all__:
        raise AttributeError(name)
    from multipriv.dataset import manifest, reading, writing

    return next(vars(module)[name] for module in (manifest, reading, writing) if name in vars(module))
