"""The glossary: what it finds in a text and what it adds."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.corpus_files import corpus_dir
from chatbot.japanese import normalise
from chatbot.retrieval.expand import COLLOQUIAL, Entry, Glossary

GLOSSARY = Glossary(
    [
        Entry("橋梁", ("橋梁", "道路橋"), ("はし",), weight=COLLOQUIAL),
        Entry("道路橋梁台帳", ("道路橋梁台帳", "台帳"), ()),
        Entry("pfi", ("pfi", "民間資金等活用事業"), ()),
    ]
)


def terms(text: str) -> list[str]:
    """Return the terms found in a matching form."""
    return [entry.term for entry, _, _, _ in GLOSSARY.find(text)]


def test_longest_form_wins() -> None:
    """A long term is found as itself, not as the short one inside it."""
    assert terms("道路橋梁台帳と橋梁") == ["道路橋梁台帳", "橋梁"]


@pytest.mark.parametrize(("text", "found"), [("pfi事業", ["pfi"]), ("pfix", []), ("spfi", []), ("pfi and", ["pfi"])])
def test_latin_forms_are_whole_words(text: str, found: list[str]) -> None:
    """A Latin abbreviation inside a longer Latin word is another word."""
    assert terms(text) == found


def test_expansion_adds_only_what_is_absent() -> None:
    """The other names of a term come in, the words that are there do not; what people say weighs less."""
    assert GLOSSARY.expand("道路橋の点検") == {"橋梁": 1.0}
    assert set(GLOSSARY.expand("はしの点検").values()) == {COLLOQUIAL}
    assert GLOSSARY.expand("何もない") == {}


@given(st.text(st.sampled_from("橋梁道路台帳はしpfi の"), max_size=30))
def test_spans_are_where_the_forms_stand(text: str) -> None:
    """Every span holds one of its entry's forms, and spans of different forms do not overlap."""
    spans = []
    for entry, _, start, end in GLOSSARY.find(text):
        assert text[start:end] in (*entry.forms, *entry.spoken)
        spans.append((start, end))
    distinct = sorted(set(spans))
    assert all(end <= start for (_, end), (start, _) in pairwise(distinct))


def test_files_of_the_corpus_load() -> None:
    """The packaged glossary and paraphrases are read, in matching form, with weights of at most 1."""
    for glossary in (
        Glossary.load(corpus_dir() / "glossary.csv"),
        Glossary.load_paraphrases(corpus_dir() / "paraphrases.csv"),
    ):
        assert glossary.entries
        for entry in glossary.entries:
            assert 0.0 < entry.weight <= 1.0
            assert all(form == normalise(form) for form in (*entry.forms, *entry.spoken))


def test_own_files_load(tmp_path: Path) -> None:
    """A paraphrase is found by what people say alone, and lends its official words with its weight."""
    path = tmp_path / "paraphrases.csv"
    path.write_text("everyday,official,weight\nお金の話,費用;経費,0.5\n", encoding="utf-8")
    paraphrases = Glossary.load_paraphrases(path)
    found = paraphrases.find("点検のお金の話")
    assert [(entry.forms, weight) for entry, weight, _, _ in found] == [(("費用", "経費"), 0.5)]
    assert paraphrases.find("点検の費用") == []


def test_foreign_forms_count_in_their_language() -> None:
    """A form of another language is found in questions of that language, and nowhere else."""
    glossary = Glossary([Entry("橋梁", ("橋梁",), (), {"en": ("bridge",), "zh": ("桥梁",)})])
    assert [e.term for e, _, _, _ in glossary.find_foreign("the bridge", "en")] == ["橋梁"]
    assert glossary.find_foreign("the bridge", "zh") == []
    assert glossary.find_foreign("the bridge", "ko") == []
    assert glossary.find("bridge") == []
