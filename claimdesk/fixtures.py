"""The articles that ship with claimdesk, all made up."""

from importlib.resources import files
from pathlib import Path


def fixtures() -> Path:
    """Their folder: inside an installed package, beside it in a checkout."""
    package = Path(str(files("claimdesk")))
    installed = package / "_fixtures"
    return installed if installed.is_dir() else package.parent / "fixtures"
