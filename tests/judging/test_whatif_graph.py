"""The signed graph: what leads to what, how it is matched, and what is never claimed."""

from __future__ import annotations

import datetime as dt
from itertools import permutations
from types import SimpleNamespace

import pytest

from legation.judging.whatif import leading, matching, precedents, walking
from legation.judging.whatif.graph import Asked, EdgeKind, NodeKind, graph
from legation.judging.whatif.mentions import Setting
from legation.judging.whatif.parsing import parse
from legation.knowledge.names import resolve
from legation.model import Article, CodedArticle, Condition, Holder
from legation.model.article import content_hash
from legation.model.assumption import AddedLink

DAY = dt.date(2025, 10, 26)


def told(*conditions: tuple[str, str, str], before: str = "") -> CodedArticle:
    """An article of sentences "then, if" with the condition of each coded."""
    text = before
    places = []
    for if_, then, _ in conditions:
        sentence = f"{then} {if_}."
        places.append((len(text), len(text) + len(sentence)))
        text += f"{sentence} "
    article = Article(
        id=content_hash(text)[:16], title="What may come", text=text, published="2025-10-14"
    )
    author = Holder(name="author")
    return CodedArticle(
        article=article,
        coder="test",
        conditions=tuple(
            Condition(if_=if_, then=then, sign=sign, holder=author, evidence=(article.quote(*at),))
            for (if_, then, sign), at in zip(conditions, places, strict=True)
        ),
    )


def led(words: str, made, cases=()):
    return leading.led(parse(words), made, cases)


def test_the_end_of_a_war_exposes_a_tie_and_says_that_it_has_no_size():
    made = graph(
        [
            told(
                (
                    "in case the conflict in Ukraine should end",
                    "Pyongyang’s ties with Moscow remain vulnerable",
                    "+",
                )
            )
        ]
    )
    found = led("war in Ukraine ends", made)
    assert found.ties == {("PRK", "RUS"): "-"}
    (line,) = found.lines
    assert (line.sign, line.after) == ("-", "exposed; no magnitude: no precedent in the record")
    assert line.because.startswith("Pyongyang’s ties with Moscow")
    assert line.assumed


def test_a_bloc_and_a_missing_side_are_read_from_the_article_and_that_is_said():
    made = graph(
        [
            told(
                (
                    "A return to nuclear testing",
                    "would hamper engagement with a bloc that also courts Japan",
                    "-",
                ),
                before="North Korea has few friends. ASEAN stayed open to North Korea. ",
            )
        ]
    )
    cases = precedents.found(parse("DPRK nuclear test"), DAY)
    found = led("DPRK nuclear test", made, cases)
    assert found.ties == {("ASEAN", "PRK"): "-"}
    assert "the bloc is ASEAN, named last before it" in found.lines[0].before
    assert "North Korea, which the article names most" in found.lines[0].before
    assert "no estimate: 6 precedents" in found.lines[0].after
    assert led("Pakistan nuclear test", made).lines == []


@pytest.mark.parametrize(
    ("if_", "then", "sign", "expected"),
    [
        ("if Iran tests a nuclear weapon", "Iran’s ties with China will not weaken", "+", "+"),
        ("if Iran tests a nuclear weapon", "talks between Iran and China would resume", "+", "+"),
        ("if Iran tests a nuclear weapon", "Iran–China relations may change", "?", "?"),
        ("unless Iran tests a nuclear weapon", "Iran’s ties with China will deepen", "-", "-"),
        ("unless Iran tests a nuclear weapon", "Iran’s ties with China will change", "-", "?"),
        ("if Iran tests a nuclear weapon, Iran’s ties with China will sour", "", "+", "-"),
        (
            "if Iran tests a nuclear weapon",
            "Iran’s ties with China will be put to the test",
            "+",
            "?",
        ),
        (
            "if Iran tests a nuclear weapon",
            "Iran’s ties with China will not be as before",
            "-",
            "-",
        ),
        ("if Iran tests a nuclear weapon over China", "relations would sour", "+", "-"),
        ("unless Iran tests a nuclear weapon", "Iran’s ties with China will weaken", "-", "+"),
    ],
)
def test_signs_multiply_along_a_sentence(if_, then, sign, expected):
    found = led("Iran nuclear test", graph([told((if_, then, sign))]))
    assert found.ties == {("CHN", "IRN"): expected}


def test_a_condition_of_the_opposite_is_shown_and_nothing_follows_from_it():
    made = graph(
        [told(("if the war in Ukraine continues", "Russia’s ties with China will deepen", "+"))]
    )
    found = led("war in Ukraine ends", made)
    assert found.ties == {}
    assert "the opposite" in found.lines[0].after
    assert found.lines[0].sign == ""


def test_opposed_paths_are_ambiguous_and_links_chain():
    made = graph(
        [
            told(
                ("If India visits China", "India’s ties with China will deepen", "+"),
                ("If India visits China", "India’s ties with China will sour", "+"),
                ("If India visits China", "a border accord of India and China follows", "+"),
                (
                    "if a border accord of India and China follows",
                    "trade between India and China grows",
                    "+",
                ),
            )
        ]
    )
    found = led("India visits China", made)
    assert found.ties[("CHN", "IND")] == walking.AMBIGUOUS
    assert {line.sign for line in found.lines if "tie of" in line.what} == {walking.AMBIGUOUS}
    assert any(line.what.startswith("by way of: a border accord") for line in found.lines)


def test_a_cycle_is_shown_and_never_looped():
    made = graph(
        [
            told(
                ("If Chad threatens Mali", "Mali closes its border with Chad", "+"),
                ("If Mali closes its border with Chad", "Niger arms Chad", "+"),
                ("if Niger arms Chad", "Mali closes its border with Chad", "+"),
            )
        ]
    )
    found = led("Chad threatens Mali", made)
    cycles = [line for line in found.lines if line.what.startswith("a cycle: ")]
    assert len(cycles) == 1
    assert "Niger arms Chad" in cycles[0].what
    assert len(walking.cycles(made)) == 1


def test_what_an_analyst_adds_is_marked_and_carries_as_worded():
    link = AddedLink(
        id="ml_1",
        cause="Peru leaves APEC",
        effect="Peru’s ties with Chile weaken",
        sign="-",
        who="ada",
        why="my own view",
        known=DAY,
    )
    found = led("Peru leaves APEC", graph([], added=[link]))
    assert found.ties == {("CHL", "PER"): "+"}
    assert found.lines[0].holder == "ada (added by an analyst)"


def test_links_and_interests_are_read_where_a_coder_gives_them():
    text = "Since Oman shut its port, Yemen’s trade with India has weakened. India wants calm seas."
    article = Article(id="a" * 16, title="Ports", text=text, published="2025-10-14")
    expert = Holder(name="Ada Lee")
    link = SimpleNamespace(
        cause="Oman threatens Yemen",
        effect="Yemen’s trade with India has weakened",
        sign="-",
        strength="helped to",
        condition="while prices are low",
        holder=expert,
        evidence=(article.quote(0, 65),),
    )
    interest = SimpleNamespace(
        actor=SimpleNamespace(code="IND", name="India"),
        what="calm seas",
        kind="goal",
        holder=None,
        evidence=(article.quote(66, len(text)),),
    )
    coded = SimpleNamespace(article=article, conditions=(), links=(link,), interests=(interest,))
    made = graph([coded])
    found = led("Oman threatens Yemen", made)
    assert found.ties == {("IND", "YEM"): "-"}
    assert found.lines[0].holder == "Ada Lee"
    assert "on condition: while prices are low" in found.lines[0].before
    (wants,) = [edge for edge in made.edges if edge.kind is EdgeKind.HOLDS]
    assert (made.nodes[wants.source].label, made.nodes[wants.target].label) == (
        "India",
        "goal: calm seas",
    )


def test_questions_and_actors_stand_in_the_graph():
    made = graph(
        [told(("if Oman visits Iran", "Iran’s ties with Oman will deepen", "+"))],
        [Asked(name="q", text="Will Iran and Oman sign?", sides=("IRN", "OMN"))],
    )
    kinds = {node.kind for node in made.nodes.values()}
    assert kinds == {NodeKind.STATEMENT, NodeKind.TIE, NodeKind.QUESTION, NodeKind.ACTOR}
    assert [e.target for e in made.edges if e.kind is EdgeKind.ASKS] == ["question:q"]


NAMES = ("Kenya", "Chile", "Norway")
CONDITIONS = (
    ("If {0} attacks {1}", "{1}’s ties with {2} will deepen", "+"),
    ("If {0} attacks {1}", "talks between {0} and {2} would stall", "+"),
    ("if talks between {0} and {2} would stall", "{2} could lose its dialogue with {1}", "+"),
)


def test_renaming_all_countries_leaves_the_structure_unchanged():
    shapes = set()
    for names in permutations(NAMES):
        article = told(*((i.format(*names), t.format(*names), s) for i, t, s in CONDITIONS))
        made = graph([article])
        codes = {resolve(name): str(at) for at, name in enumerate(names)}
        found = led(f"{names[0]} attacks {names[1]}", made)
        ties = sorted(("".join(sorted(codes[c] for c in k)), v) for k, v in found.ties.items())
        edges = sorted((e.kind.value, e.sign) for e in made.edges)
        lines = sorted((line.sign, line.after) for line in found.lines)
        shapes.add((tuple(ties), tuple(edges), tuple(lines)))
    assert len(shapes) == 1
    ((ties, _, _),) = shapes
    assert dict(ties) == {"12": walking.AMBIGUOUS, "02": "-"}


@pytest.mark.parametrize(
    ("assumed", "text", "matches"),
    [
        ("Vietnam chairs ASEAN (2027)", "once Vietnam takes the ASEAN chair", True),
        ("Vietnam chairs ASEAN (2027)", "once Laos takes the ASEAN chair", False),
        ("Vietnam chairs ASEAN (2027)", "once Vietnam takes the APEC chair", False),
        ("Indonesia leaves ASEAN", "should Indonesia quit ASEAN", True),
        ("Russia and North Korea break ties", "if Moscow severs relations with Pyongyang", True),
        ("Russia and North Korea break ties", "if Moscow severs relations with Seoul", False),
        ("sanctions on Iran end", "a lifting of sanctions on Iran", True),
        ("sanctions on Iran end", "a lifting of sanctions on Syria", False),
        ("Russia attacks Poland", "a Russian attack on Poland", True),
        ("Russia attacks Poland", "a Russian attack on Estonia", False),
        ("Trump and Kim Jong Un meet", "a meeting of Trump and Kim Jong Un", True),
        ("Trump and Kim Jong Un meet", "a meeting of Trump and Xi Jinping", False),
        ("war in Ukraine ends", "an end to the Gaza war", False),
        ("war in Ukraine ends", "once the fighting in Ukraine stops", True),
        ("war in Ukraine ends", "if peace comes to Ukraine", True),
        ("war in Ukraine ends", "if the fighting in Sudan stops", False),
        ("Ann Lee becomes foreign minister of Chile", "if Ann Lee takes office", True),
    ],
)
def test_words_match_by_actors_acts_and_content(assumed, text, matches):
    assert (matching.match(parse(assumed), text, Setting(text)) is not None) is matches


@pytest.mark.parametrize(
    ("assumed", "number"),
    [
        ("DPRK nuclear test", 6),
        ("Indian nuclear test", 3),
        ("US nuclear test", 1030),
        ("Norway nuclear test", 0),
        ("war in Ukraine ends", 0),
        ("Singapore chairs ASEAN (2027)", 2),
    ],
)
def test_precedents_are_counted_from_the_record(assumed, number):
    found = precedents.found(parse(assumed), DAY)
    assert sum(case.count for case in found) == number
    assert all(case.source for case in found)


def test_precedents_are_those_that_could_be_known():
    found = precedents.found(parse("DPRK nuclear test"), dt.date(2014, 1, 1))
    assert [case.when for case in found] == ["2006-10-09", "2009-05-25", "2013-02-12"]
