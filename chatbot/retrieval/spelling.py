"""Spell a question as the documents are spelled, before anything else reads it: kana as kanji, typing errors repaired.

What is spelled in ordinary ways comes back as it is. It knows no answer and no desk.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, Protocol

from chatbot.japanese import READING, dictionary, katakana, normalise, words_of_normal
from chatbot.retrieval import kana
from chatbot.retrieval.expand import Glossary
from chatbot.retrieval.katakana_errors import distance, repaired_katakana
from chatbot.retrieval.query import is_function
from chatbot.retrieval.typing_errors import repaired_kanji
from chatbot.retrieval.unfold import unfold_kana
from chatbot.retrieval.vocabulary import Chunk, Vocabulary
from chatbot.retrieval.word_readings import KANJI, hiragana

MOST_CHUNKS = 20_000
"""Chunks whose words are learned."""
LONGEST_QUESTION = 300
"""A longer message is not a question with a slip; it is left alone, in characters."""
KANA_ONLY = 5
"""A message without kanji is read as kana from this many hiragana."""
EXPLAINED = 0.7
"""Share of the kana that known words must explain."""
STRETCH, WORD = 4, 4
"""A stretch of kana amid kanji is looked at from this length; nouns in it are spelled from this many kana together."""

_STRETCH = re.compile("[ぁ-んー0-9][ぁ-んー0-9 \u3000]*")
_KANA_STRETCH = re.compile(f"[ぁ-んー]{{{STRETCH},}}")
_ASKED_NOUN = re.compile("[一-龥]{2,}|相談したい")
_ROWS = {
    "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねのん", "h": "はひふへほ", "m": "まみむめも",
    "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ", "d": "だぢづでど", "b": "ばびぶべぼ", "y": "やゆよ",
    "w": "わを", "j": "じ", "f": "ふ", "p": "ぱぴぷぺぽ",
}  # fmt: skip
_SLIP = re.compile("(?<=[ぁ-ん])(?:" + "|".join(f"{letter}(?=[{row}])" for letter, row in _ROWS.items()) + ")")


class Store(Protocol):
    """What the speller needs of a library."""

    @property
    def generation(self) -> int:
        """How often what can be found has changed."""

    def written(self, limit: int) -> Sequence[Chunk]:
        """Return analysed chunks."""

    def document_frequency(self, field: Literal["words", "grams"], tokens: Sequence[str]) -> Mapping[str, int]:
        """Count the chunks that hold each token."""


class Speller:
    """Repairs questions to one library; may be shared between threads."""

    def __init__(
        self,
        store: Store,
        glossaries: Sequence[Glossary],
        names: Callable[[], Sequence[tuple[str, str]]],
        places: Callable[[str], Sequence[tuple[int, int]]],
    ) -> None:
        """Keep the parts.

        :param names: gives ``(place, reading)``.
        :param places: gives the spans of the places in a text, which are never altered.
        """
        self._store = store
        self._glossaries = glossaries
        self._names = names
        self._places = places
        self._lock = threading.Lock()
        self._known: tuple[int, Vocabulary] | None = None

    def repair(self, text: str) -> str:
        """Return a Japanese question in its usual spelling; the very same text where nothing is to be repaired."""
        if len(text) > LONGEST_QUESTION:
            return text
        folded = unicodedata.normalize("NFKC", text)
        unfolded = unicodedata.normalize("NFKC", unfold_kana(text))
        if unfolded != folded and not KANJI.search(folded) and (words := self._katakana_words(folded)):
            return text if words == folded else words
        typed = _SLIP.sub("", unfolded)
        read = self._repaired(self._amid_kanji(typed) if KANJI.search(typed) else self._read(typed))
        return text if read == folded else read

    def vocabulary(self) -> Vocabulary:
        """Return the words of the library as it is now; they are gathered anew after it has changed."""
        generation = self._store.generation
        with self._lock:
            if self._known is None or self._known[0] != generation:
                chunks = self._store.written(MOST_CHUNKS)
                self._known = (generation, Vocabulary(chunks, _terms(self._glossaries), self._names()))
            return self._known[1]

    # --- kana -------------------------------------------------------------------------------------------------------

    def _read(self, text: str) -> str:
        """Spell a message without kanji; katakana beside hiragana stays."""
        if len(re.findall("[ぁ-ん]", text)) < KANA_ONLY:
            return text
        vocabulary = self.vocabulary()
        spelled: list[str] = []
        position = explained = length = 0
        for stretch in _STRETCH.finditer(text):
            before = text[position : stretch.start()]
            typed, borders = kana.spaced(stretch[0])
            last = re.search("[ァ-ヶー]+$", before)
            pieces = kana.read(typed, vocabulary, borders, before=last[0] if last else "", kind="noun" if last else "")
            explained += sum(p.end - p.start for p in pieces if p.kind)
            length += len(typed)
            spelled += [before, "".join(p.surface for p in pieces)]
            position = stretch.end()
        return "".join([*spelled, text[position:]]) if explained >= EXPLAINED * length else text

    def _amid_kanji(self, text: str) -> str:
        """Spell nouns that stand in kana in a question with kanji (てんけん頻度)."""
        for stretch in _KANA_STRETCH.findall(text):
            if not self._read_like_a_noun(stretch):
                continue
            at = text.index(stretch)
            before = [w for w in words_of_normal(normalise(text[:at])) if w.content][-1:]
            vocabulary = self.vocabulary()
            pieces = kana.read(stretch, vocabulary, before=before[0].form if before else "", kind="noun")
            text = text[:at] + _nouns_spelled(stretch, pieces, vocabulary) + text[at + len(stretch) :]
        return text

    def _read_like_a_noun(self, stretch: str) -> bool:
        """Tell whether some part of a stretch is read like a noun of the library; asks its index alone."""
        parts = {
            READING + katakana(stretch[i:j])
            for i in range(len(stretch))
            for j in range(i + WORD, min(len(stretch), i + 12) + 1)
        }
        return any(self._store.document_frequency("words", sorted(parts)).values())

    def _katakana_words(self, text: str) -> str:
        """Return a message all in katakana that is made of katakana words, mistyped ones repaired; else nothing."""
        vocabulary = self.vocabulary()
        for typed, meant in repaired_katakana(normalise(text), vocabulary):
            text = text.replace(typed, meant)
        runs = re.findall("[ァ-ヶー]+", normalise(text))
        return text if all(vocabulary.holds(run) or dictionary().lookup(run) for run in runs) else ""

    # --- typing errors ----------------------------------------------------------------------------------------------

    def _repaired(self, text: str) -> str:
        normal = normalise(text)
        content = [w for w in words_of_normal(normal) if w.content and not is_function(w) and w.form.strip()]
        frequency = self._store.document_frequency("words", ["".join(w.form.split()) for w in content])
        single = any(len(w.surface) == 1 and KANJI.search(w.surface) for w in content)
        if all(frequency.values()) and not single:
            return text
        vocabulary = self.vocabulary()
        changes = repaired_katakana(normal, vocabulary)
        changes += repaired_kanji(normal, vocabulary, self._places(normal))
        for typed, meant in changes:
            text = text.replace(typed, meant)
        return text


def _nouns_spelled(stretch: str, pieces: Sequence[kana.Piece], vocabulary: Vocabulary) -> str:
    """Return a stretch with its nouns spelled, where they are long enough and not ordinary words in kana."""
    spelled: list[str] = []
    for index, piece in enumerate(pieces):
        typed = stretch[piece.start : piece.end]
        if piece.kind == "suffix" and len(typed) > 1 and spelled and KANJI.search(spelled[-1]):
            spelled.append(piece.surface)
            continue
        group = [p for p in pieces[max(0, index - 1) : index + 2] if p.kind == "noun"]
        long_enough = len(typed) >= 3 and sum(p.end - p.start for p in group) >= WORD
        noun = piece.kind == "noun" and long_enough and _means(typed, piece, vocabulary)
        asked = piece.kind == "asking" and len(typed) >= WORD and _ASKED_NOUN.fullmatch(piece.surface)
        spelled.append(piece.surface if noun or asked else typed)
    return "".join(spelled)


def _means(typed: str, piece: kana.Piece, vocabulary: Vocabulary) -> bool:
    """Tell whether a word typed in kana is to be spelled: neither another word, nor one that is written in kana."""
    if not vocabulary.holds(piece.surface):
        return False
    known = {m.normalized_form() for m in dictionary().lookup(typed)}
    return not known or (piece.form in known and not vocabulary.holds(typed))


def _terms(glossaries: Sequence[Glossary]) -> list[tuple[str, str]]:
    """Return (term, reading) of the registers; the last hiragana form of an entry is its reading."""
    found: dict[tuple[str, str], None] = {}
    for glossary in glossaries:
        for entry in glossary.entries:
            read = entry.spoken[-1] if entry.spoken and re.fullmatch("[ぁ-んー]{3,}", entry.spoken[-1]) else ""
            if not _slip_of(entry.term, entry.forms):
                found[entry.term, read if read != hiragana(entry.term) else ""] = None
            usual = (form for form in (*entry.forms, *entry.spoken) if not _slip_of(form, entry.forms))
            found.update(dict.fromkeys((form, "") for form in usual if form != entry.term))
    return list(found)


def _slip_of(form: str, forms: Sequence[str]) -> bool:
    """Tell whether a form is a term mistyped in one place: the registers list some, which are no words to repair to."""
    return any(form != term and len(form) == len(term) and distance(form, term, 1) == 1 for term in forms)
