"""Web pages that a browser saved as one file (MHTML): the first HTML part is the page, pictures are left out."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

from chatbot.errors import LoadError
from chatbot.ingest.html import read_html
from chatbot.ingest.loaded import Loaded


def load_mhtml(path: Path) -> Loaded:
    """Read an .mht or .mhtml file as one page."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    for part in message.walk():
        if isinstance(part, EmailMessage) and part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return read_html(payload)
    raise LoadError("damaged", "保存したWebページとして読み取れません。ブラウザーで開けるか確認してください。")
