"""What pdfium leaves out, read by pypdf: whole files that it cannot open, and characters of fonts that are not there.

pdfium drops a text object of one character when the font is neither in the file nor on this machine (its glyph has no
box). Old Japanese PDFs set every character of a heading so, and servers often have no Japanese font.
"""

from __future__ import annotations

import io
import time
import unicodedata
from pathlib import Path
from typing import Any

from chatbot.errors import LoadError
from chatbot.ingest.deadline import time_limit
from chatbot.ingest.loaded import tidy

_FILE_SECONDS = 40.0
_PAGE_SECONDS = 10.0
_MAX_TEXT_OBJECTS = 20_000


class Encrypted(Exception):
    """The file wants a password."""


def all_pages(path: Path, max_pages: int) -> list[str | None]:
    """Return the text of every page, None for a broken one; LoadError where the file cannot be read at all."""
    import pypdf

    try:
        with time_limit(_FILE_SECONDS), path.open("rb") as file:
            reader = pypdf.PdfReader(file)
            if reader.is_encrypted and not reader.decrypt(""):
                raise Encrypted
            return [_text(page) for page, _ in zip(reader.pages, range(max_pages + 1), strict=False)]
    except (Encrypted, MemoryError):
        raise
    except Exception as error:  # the last resort for broken files: pypdf raises whatever its parser met
        raise LoadError("damaged", "PDFとして読み取れません。") from error


class PageRescue:
    """Compares single pages of one file with pypdf's reading while the time for it lasts."""

    def __init__(self, path: Path) -> None:
        """Open nothing yet: most files have no gaps."""
        self._path = path
        self._reader: Any = None
        self._seconds_left = _FILE_SECONDS

    def fuller_text(self, index: int, page: Any, textpage: Any, text: str) -> str | None:
        """Return pypdf's text of the page where pdfium's lacks letters that it has; None where nothing is left out."""
        if self._seconds_left <= 0 or not _has_gaps(page, textpage):
            return None
        started = time.monotonic()
        try:
            with time_limit(min(_PAGE_SECONDS, self._seconds_left)):
                other = _text(self._open().pages[index]) or ""
        except MemoryError:
            raise
        except Exception:  # pdfium's text is still good
            return None
        finally:
            self._seconds_left -= time.monotonic() - started
        return other if _letters(other) - _letters(text) else None

    def _open(self) -> Any:
        import pypdf

        if self._reader is None:
            self._reader = pypdf.PdfReader(io.BytesIO(self._path.read_bytes()))
            if self._reader.is_encrypted:
                self._reader.decrypt("")
        return self._reader


def _has_gaps(page: Any, textpage: Any) -> bool:
    """Tell whether a text object of a font that is not embedded gave no character."""
    import pypdfium2.raw as raw

    objects = page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=3)
    for _, item in zip(range(_MAX_TEXT_OBJECTS), objects, strict=False):
        # The length counts UTF-16 bytes with the closing zero: 2 is nothing.
        if raw.FPDFTextObj_GetText(item, textpage, None, 0) <= 2:
            font = raw.FPDFTextObj_GetFont(item)
            if font and raw.FPDFFont_GetIsEmbedded(font) == 0:
                return True
    return False


def _letters(text: str) -> set[str]:
    return {character for character in unicodedata.normalize("NFKC", text) if character.isalnum()}


def _text(page: Any) -> str | None:
    try:
        return tidy(page.extract_text()).replace("\f", "\n")
    except (TimeoutError, MemoryError):
        raise
    except Exception:  # one broken page must not cost the others
        return None
