"""What kind of text it is, told from its words."""

from legation.coding.tenor import paragraph_tenor, tenor


def test_a_long_text_that_asks_and_hears_experts_weighs_things():
    text = "Will the truce hold? Analysts in Accra doubt it. " + "The road stays shut. " * 90
    assert {"text long", "text asks few", "text of experts few"} <= tenor(text)


def test_a_short_dispatch_tells_things():
    assert tenor("The two ministers met in Lima on Monday.") == {
        "text short",
        "text asks none",
        "text of experts none",
    }


def test_we_in_a_quotation_is_not_the_texts_own_voice():
    assert "text of its own voice" not in tenor("“We shall see,” the envoy said.")
    assert "text of its own voice" in tenor("We shall see.")


def test_a_paragraph_knows_where_it_stands():
    assert "place first" in paragraph_tenor("Why now?", 0, 900)
    assert {"paragraph asks", "place early"} <= paragraph_tenor("Why now?", 300, 900)
    assert {"paragraph tells", "place late"} <= paragraph_tenor("It rained.", 600, 900)
