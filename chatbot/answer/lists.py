"""Lists that are asked for as such: of a number of things, below a heading, a numbered series, the people of a body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.answer.blocks import LIST_ITEMS, SENTENCE, below, children, context_leads, run_after, siblings
from chatbot.answer.candidates import Candidate
from chatbot.answer.facets import Facet
from chatbot.answer.series import series_in
from chatbot.japanese import normalise, words
from chatbot.retrieval.rerank import Scored

HEADED = 0.75
"""A heading announces the list asked for when it holds at least this share of the question's words."""
ELSE = 0.1
"""What each word that the question does not hold takes off a label."""
HEADED_OWN = 0.3
"""… with the headings above it, and this share by itself."""
NAMED_SHARE = 0.4
NAMED_OWN = 0.2
"""The same two shares for a label that holds no other word than the question's."""
LABEL_LENGTH = 12
LABELLED_AMONG = 4
MEMBERS = 3
"""A label of at most this length names a list above one of so many best candidates; it has so many members at least."""
DEEPEST = 3
"""Lists within lists are looked through down to here."""
_SET_ASIDE = re.compile(
    r"(?:^|[、。?はがをでに「『\s])([^、。?はがをでに「」『』\s]{2,14})[」』]?(?:の(?:ほか|他)|以外)(?:に|は|で|の|も|を|何|、|$)"
)
MEMBER_LENGTH = 40
"""What is set aside is a member of a list where it is no longer than this."""
KIND_OWN = 0.2
"""Headings that end in one word are kinds of what is asked about where each holds this share of the question itself."""
COUNTED_OWN = 0.5
"""A label of a list of as many members as asked for holds at least this share of the question by itself."""
RUN_OWN = 0.55
"""The lines right after one are its list, if as many as asked for, where it holds this share of the question itself;"""
RUN_ALONE = 0.85
"""… without a number, this share."""
EXAMPLES = 0.5
"""How far a label that says that examples follow comes before others where they are asked for."""
EXAMPLES_SHARE = 0.4
"""The share with the headings above it that such a label holds, with no other word than the question's."""
_EXAMPLES = re.compile("例(?!え|会)")
_STEPS = re.compile("手順|流れ|進め方|段階|ステップ|プロセス|方法|順")
"""Words of a heading below which steps stand."""
_SORTS = frozenset({"種類", "分類", "類型", "区分", "一覧", "内訳"})
"""Words behind the name of a thing that only say that there are several kinds of it."""
APART = 3
"""So many other lines may stand between the people of one body, or between them and the line that names it."""
_OTHERS = re.compile("傍聴|事務局|出席者|会場|検討会|委員会|研究会|協議会|部会")
"""Where the people of one body end."""
_BODY = re.compile("委員|メンバー|構成員|名簿|出席者|アドバイザー")
_SEVERAL = re.compile("メンバー|先生方|顔ぶれ|名簿|構成員|委員|方々|全員|誰と誰|誰々|[1-9][0-9]?(?:人|名)")
_NAMED = re.compile(
    r"^[一-龥々ヶ]{1,4}[ \u3000](?![^ \u3000]{0,4}[課室係局市町村県はの])[一-龥々ぁ-んァ-ヶー]{1,4}.{0,40}"
    r"(?:大学|教授|参与|研究|センター|協会|機構|会社|会長|[都道府県市町村]|局)"
    r"|^.{0,20}氏名[:：] ?[一-龥々]"
)
_CHAIR_ALONE = re.compile(r"(?:委員長|座長|会長)(?:は(?!除|のぞ|抜|いら|別)|って|の(?:名前|氏名))")


def _about(label: Candidate, *, examples: bool = False) -> float:
    """Order labels: first what holds the question and little else, or says that the ``examples`` asked for follow."""
    scored = label.scored
    announces = examples and _EXAMPLES.search(scored.segment.text) is not None
    return ELSE * scored.new_words - scored.own - scored.grams - EXAMPLES * announces


def counted_list(
    ranked: Sequence[Candidate], reading: Sequence[Candidate], count: int
) -> tuple[Candidate, list[Candidate]] | None:
    """Find a list of just as many members as the question says there are."""
    for block in _kinds(reading):
        if len(block) == count:
            return block[0], block
    for label in sorted(ranked[:100], key=_about):
        if label.scored.own < (COUNTED_OWN if label.scored.new_words else NAMED_OWN):
            continue
        under = below(label, reading)
        name = label.scored.segment.text
        right_below = [c for c in under if c.scored.segment.heading[-1] == name]
        listed = [] if _titles(label, under) else right_below
        ranks = [[c for c in right_below if c.scored.segment.level == level] for level in range(DEEPEST)]
        headings = _alike(label, children(label, reading))
        for block in (under if right_below else [], listed, headings, *ranks):
            if len(block) == count:
                return label, block
    for candidate in ranked[:8]:
        block = siblings(candidate, reading)
        if len(block) == count and context_leads(block) and candidate.scored.segment.kind != "heading":
            return candidate, block
    for line in ranked[:8]:
        if line.scored.own >= RUN_OWN and len(block := run_after(line, reading)) == count:
            return line, block
    return None


def _kinds(reading: Sequence[Candidate]) -> list[list[Candidate]]:
    """Return the headings of one rank below one heading that end in one word of the question: kinds of one thing."""
    found: dict[tuple[str, int, tuple[str, ...], str], list[Candidate]] = {}
    for candidate in reading:
        scored, kind = candidate.scored, _last_word(candidate)
        asked = kind in scored.covered and scored.own >= KIND_OWN and not candidate.elsewhere
        if asked and scored.segment.kind == "heading":
            rank = (candidate.order[0], scored.segment.level, scored.segment.heading, kind)
            found.setdefault(rank, []).append(candidate)
    return sorted(found.values(), key=lambda block: -max(c.value for c in block))


def _alike(label: Candidate, block: list[Candidate]) -> list[Candidate]:
    """Return headings that end in the same word as the heading above them: kinds of one thing (…効果); else none."""
    kind = _last_word(label)
    return block if kind and all(_last_word(c) == kind for c in block) else []


def _last_word(candidate: Candidate) -> str:
    said = [w for w in words(candidate.scored.segment.text) if w.content and w.form not in _SORTS]
    return said[-1].form if said else ""


def _heads(label: Scored, *, examples: bool) -> bool:
    """Tell whether a label holds nearly the whole question, or is a word of it below a heading that holds the rest.

    One that says that examples follow needs less where ``examples`` are asked for.
    """
    if label.share >= HEADED and label.own >= HEADED_OWN:
        return True
    share = EXAMPLES_SHARE if examples and _EXAMPLES.search(label.segment.text) else NAMED_SHARE
    return not label.new_words and label.own >= NAMED_OWN and label.share >= share


def _before_run(line: Scored, facets: frozenset[Facet]) -> bool:
    """Tell whether a line that is neither a heading nor a sentence holds nearly the whole question for a list."""
    phrase = line.segment.kind == "sentence" and not SENTENCE.search(line.segment.text)
    return phrase and "list" in facets and "definition" not in facets and line.own >= RUN_ALONE


def _titles(label: Candidate, block: Sequence[Candidate]) -> bool:
    """Tell whether a label is the title of more than a list: there is too much below it, and not all right below."""
    name = label.scored.segment.text
    return len(block) > LIST_ITEMS and any(c.scored.segment.heading[-1] != name for c in block)


def headed_list(
    ranked: Sequence[Candidate], reading: Sequence[Candidate], facets: frozenset[Facet]
) -> tuple[Candidate, list[Candidate]] | None:
    """Find a label that holds nearly the whole question and has a list below it."""
    examples = "example" in facets
    labels = [
        c
        for c in ranked
        if _heads(c.scored, examples=examples)
        and (c.scored.label or c.scored.segment.kind == "heading" or _before_run(c.scored, facets))
        and (facets & {"list", "example"} or _STEPS.search(c.scored.segment.text))
    ]
    for label in sorted(labels, key=lambda c: _about(c, examples=examples)):
        block = below(label, reading)
        if _titles(label, block):
            continue
        if _before_run(label.scored, facets):
            block = run_after(label, reading)
        members = [c for c in block if c.scored.segment.kind != "sentence" or not c.scored.segment.text.endswith("。")]
        if len(members) >= 2:
            return label, block
    return None


def list_with(normal: str, ranked: Sequence[Candidate], reading: Sequence[Candidate]) -> list[Candidate]:
    """Return the list that holds what a question sets aside (Xのほかに), if its heading or members are asked about."""
    named = _SET_ASIDE.search(normal)
    for candidate in ranked if named else ():
        text = normalise(candidate.scored.segment.text)
        member = len(text) <= MEMBER_LENGTH and not text.endswith("。") and candidate.scored.segment.kind != "heading"
        if not named or not member or named[1] not in text or candidate.elsewhere:
            continue
        block = siblings(candidate, reading)
        others = [c for c in block if c is not candidate]
        headed = any(c.scored.own >= NAMED_OWN for c in _heading_of(candidate, reading))
        if len(block) >= MEMBERS and (headed or all(c.scored.own > 0 for c in others)):
            return block
    return []


def _heading_of(candidate: Candidate, reading: Sequence[Candidate]) -> list[Candidate]:
    heading = candidate.scored.segment.heading[-1:]
    return [c for c in reading if c.order[0] == candidate.order[0] and (c.scored.segment.text,) == heading]


def labelled_list(ranked: Sequence[Candidate], reading: Sequence[Candidate]) -> list[Candidate]:
    """Return what stands below a short label that only holds words of the question, near the best candidates.

    The heading above the label holds words of the question as well.
    """
    named = {c.scored.segment.text: c.scored for c in reading if c.scored.segment.kind == "heading" and c.scored.own}
    for candidate in ranked[:LABELLED_AMONG]:
        above, label = (named.get(text) for text in ("", "", *candidate.scored.segment.heading)[-2:])
        if candidate.elsewhere or not above or not label or label.new_words or len(label.segment.text) > LABEL_LENGTH:
            continue
        block = siblings(candidate, reading)
        if len(block) >= MEMBERS and not any(c.scored.segment.text.endswith("。") for c in block):
            return block
    return []


def series_near(ranked: Sequence[Candidate], reading: Sequence[Candidate], count: int | None) -> list[Candidate]:
    """Find the numbered series near the best candidates; with a count only one of that many members."""
    best: tuple[float, list[Candidate]] | None = None
    top = ranked[0]
    for series in series_in(reading):
        if count is not None and len(series) != count:
            continue
        near = series[0].order[0] == top.order[0] and abs(series[0].order[2] - top.order[2]) < 1500
        worth = max(c.value for c in series) + (0.3 if near and count else 0.0)
        if worth >= (0.45 if count else 0.8) * top.value and (best is None or worth > best[0]):
            best = (worth, series)
    return best[1] if best else []


def people_listed(normal: str, ranked: Sequence[Candidate], reading: Sequence[Candidate]) -> list[Candidate]:
    """Return the people told of beside the best line that names a body, where several are asked for."""
    if not _SEVERAL.search(normal) or _CHAIR_ALONE.search(normal):
        return []
    for body in ranked[:12]:
        if not _BODY.search(" ".join((*body.scored.segment.heading[-1:], body.scored.segment.text))):
            continue
        named = _run_of_people(body, reading)
        if len(named) > 1:
            return named
    return []


def _run_of_people(body: Candidate, reading: Sequence[Candidate]) -> list[Candidate]:
    """Return the people from the line that names their body onward, up to another body or other matters."""
    found: list[Candidate] = []
    since = 0
    at = reading.index(body)
    while at > 0 and reading[at - 1].order[:2] == body.order[:2] and _NAMED.match(reading[at - 1].scored.segment.text):
        at -= 1
    for candidate in reading[at:]:
        text = candidate.scored.segment.text
        if candidate.order[:2] != body.order[:2] or since > APART:
            break
        if _NAMED.match(text):
            found.append(candidate)
            since = 0
        elif candidate is not body and _OTHERS.search(text):
            break
        else:
            since += 1
    return found
