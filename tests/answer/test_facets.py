"""What kind of thing a question asks for."""

from __future__ import annotations

import pytest

from chatbot.answer.facets import Facet, facets_of, fits, subject_of
from chatbot.japanese import normalise


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        ("区分を全部教えて", "list"),
        ("参加した自治体は何団体ですか", "number"),
        ("いつ開催されましたか", "date"),
        ("座長は誰ですか", "person"),
        ("共同発注とは", "definition"),
        ("先行する事例は", "example"),
        ("点検の手順は", "procedure"),
        ("二つの違いは", "compare"),
        ("なぜ老朽化が進むのですか", "reason"),
        ("どこの市で行われましたか", "place"),
        ("委託料はいくらですか", "money"),
    ],
)
def test_wording_tells_the_facet(text: str, facet: Facet) -> None:
    """Each kind of thing has its own wording."""
    assert facet in facets_of(normalise(text))


@pytest.mark.parametrize("text", ["群マネはどんなものですか", "共同発注って、どのような制度？"])
def test_what_one_thing_is_asks_for_no_list(text: str) -> None:
    """どのような asks for a list, but not where it asks what one thing is."""
    assert facets_of(normalise(text)) == {"definition"}
    assert "list" in facets_of(normalise("どのような制度がありますか"))


def test_plain_words_ask_for_nothing_special() -> None:
    """A heading-like question has no facet."""
    assert facets_of("橋梁の点検") == frozenset()


@pytest.mark.parametrize(
    ("text", "subject"), [("共同発注とは何ですか", "共同発注"), ("「予防保全」の意味は", "予防保全"), ("とは", "")]
)
def test_subject_of_a_definition(text: str, subject: str) -> None:
    """The term whose definition is asked for stands before the asking words."""
    assert subject_of(normalise(text)) == subject


def test_fitting_forms_score_higher() -> None:
    """A segment that holds the kind of value asked for fits better than one that lacks it."""
    assert fits(frozenset({"number"}), "5団体") > 0 > fits(frozenset({"number"}), "多くの団体")
    assert fits(frozenset({"date"}), "令和7年5月12日") > 0 > fits(frozenset({"date"}), "春")
    definition: frozenset[Facet] = frozenset({"definition"})
    assert fits(definition, "共同発注とは、まとめる方法である。", "共同発注") > fits(
        definition, "共同発注を進める。", "共同発注"
    )
    assert fits(frozenset({"list"}), "論点は、次の3つである。") > fits(frozenset({"list"}), "論点は、費用である。")
    assert fits(frozenset(), "5団体") == 0.0
