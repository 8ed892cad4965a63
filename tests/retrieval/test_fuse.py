"""Two ranked lists become one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chatbot.retrieval.fuse import fuse

SCORES = st.dictionaries(st.sampled_from("abcdef"), st.floats(0, 100))


@given(SCORES, SCORES)
def test_nothing_found_is_lost(lexical: dict[str, float], dense: dict[str, float]) -> None:
    """Whatever either list holds is in the fused one, unless all lexical scores are nothing."""
    fused = fuse(lexical, dense, dense_weight=0.5)
    kept = set(lexical) if any(lexical.values()) else set()
    assert set(fused) == kept | set(dense)


@given(SCORES)
def test_without_vectors_the_lexical_order_stands(lexical: dict[str, float]) -> None:
    """Without vectors the order is the lexical one, and the best scores 1."""
    fused = fuse(lexical, {}, dense_weight=0.5)
    assert all(abs(s - 1.0) < 1e-9 for c, s in fused.items() if lexical[c] == max(lexical.values()))
    assert sorted(fused, key=lambda c: (-fused[c], c)) == sorted(
        fused, key=lambda c: (-lexical[c] / max(lexical.values()), c)
    )


def test_vectors_add_by_their_weight() -> None:
    """A similarity adds its weighted share; a negative one takes nothing away, a weight of nothing adds nothing."""
    assert fuse({"a": 2.0, "b": 1.0}, {"b": 0.8, "c": -0.3}, dense_weight=0.5) == {"a": 1.0, "b": 0.9, "c": 0.0}
    assert fuse({"a": 2.0}, {"b": 0.8}, dense_weight=0.0) == {"a": 1.0}
