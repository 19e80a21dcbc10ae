"""Files in a form that a route reads itself."""

from litestar.datastructures import FormMultiDict, UploadFile

from claimdesk.errors import Invalid
from claimdesk.formats.reading import UNSAID, Sent

NAME_CHARS = 300


async def uploaded(fields: FormMultiDict, name: str = "file") -> Sent:
    """The file in a form. Raises Invalid where there is none."""
    found = fields.get(name)
    if not isinstance(found, UploadFile):
        raise Invalid(f"Send the article as a file in the form's field `{name}`.")
    return await as_sent(found)


async def as_sent(file: UploadFile) -> Sent:
    """A file of a form, with what the form says of it; a browser says little of most."""
    said = file.content_type or ""
    return Sent(
        content=await file.read(),
        content_type="" if said.partition(";")[0].strip().lower() in UNSAID else said,
        name=file.filename[-NAME_CHARS:],
    )


def number_of(value: object) -> int | None:
    """A field that is a number, null where it is left out. Raises Invalid."""
    if value in (None, ""):
        return None
    if not str(value).isascii() or not str(value).isdigit() or len(str(value)) > 9:
        raise Invalid("The desk is a number.")
    return int(str(value))
