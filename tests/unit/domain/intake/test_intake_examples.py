"""What is said of the examples people give, for every product of the sample runbook."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.intake.examples import Given, check_examples, good
from bot.domain.intake.findings import Check, Finding, TicketPart
from bot.domain.intake.kinds import Catalogue, ExamplesWanted, IdKind, Shape
from bot.domain.intake.reading import Reading
from bot.domain.intake.scanner import read_field
from bot.runbook import intake_rules
from bot.runbook.phone_numbers import phone_fault
from tests.fixtures.desk import sample
from tests.unit.domain.intake.intake_table import SOURCE, H, Row, rows

NOW = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)
PROVIDER = sample().provider
CATALOGUE = PROVIDER.catalogue
ROWS = list(rows())


def asked_by(form: str) -> ExamplesWanted:
    product, _, abridged = form.partition(" ")
    return intake_rules.asked(PROVIDER.product(product), abridged=bool(abridged))


def readings(form: str, text: str) -> tuple[Reading, ...]:
    wanted = CATALOGUE.accepted(asked_by(form))
    return read_field(text, CATALOGUE, wanted, phone_fault).readings


def findings(form: str, text: str) -> list[Finding]:
    given = Given(readings(form, text), NOW - timedelta(hours=1))
    return check_examples(given, asked_by(form), CATALOGUE, NOW)


def test_the_table_is_as_long_as_promised_and_knows_every_product() -> None:
    assert len(ROWS) >= 150
    forms = {row[0].split()[0] for row in ROWS}
    assert {"voice", "messaging", "flex", "video", "email", "authy", "studio", "other"} <= forms


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}: {row[1][:50]}")
def test_each_example_gets_the_right_answer(row: Row) -> None:
    form, text, said = row
    sentences = [finding.sentence for finding in findings(form, text)]
    if said:
        assert any(said in sentence for sentence in sentences), sentences
    else:
        assert sentences == []


def test_the_examples_of_the_document_are_in_the_table() -> None:
    voice = PROVIDER.product("voice").sample
    assert voice is not None
    assert all(line in voice.body for line in SOURCE[0][1].split())
    assert len(SOURCE[3][1].split(".")[0]) == len("SM") + 31


def test_every_product_without_a_guideline_of_its_own_takes_any_sid() -> None:
    for product in PROVIDER.products:
        if product.questions == PROVIDER.common.questions:
            assert findings(product.id, f"XX{H} YY{H}") == []
            assert findings(product.id, "") == []


def test_numbers_and_a_time_stand_for_an_example_that_is_hard_to_get() -> None:
    given = Given((), NOW - timedelta(hours=1), "+14155551212", "+14155551213")
    assert check_examples(given, asked_by("voice abridged"), CATALOGUE, NOW) == []
    only_one = Given((), NOW, "+14155551212", "")
    assert [each.check for each in check_examples(only_one, asked_by("voice"), CATALOGUE, NOW)] == [
        Check.NONE
    ]


def test_numbers_that_cannot_be_dialled_are_told_where_they_stand() -> None:
    fault = (TicketPart.TO, "415 has no country code.")
    given = Given((), NOW, "+14155551212", "415", (fault,))
    found = check_examples(given, asked_by("voice abridged"), CATALOGUE, NOW)
    assert [(each.part, each.check) for each in found] == [
        (TicketPart.TO, Check.NUMBER),
        (TicketPart.EXAMPLES, Check.NONE),
    ]


def test_only_well_shaped_examples_of_a_kind_asked_for_can_be_looked_up() -> None:
    text = f"CA{H} CA{H} CA{H[:-1]} SM{H} nothing"
    assert [each.text for each in good(readings("voice", text), asked_by("voice"), CATALOGUE)] == [f"CA{H}"]
    anything = good(readings("studio", f"FW{H} CA{H} +14155551212"), asked_by("studio"), CATALOGUE)
    assert [each.text for each in anything] == [f"FW{H}", f"CA{H}"]


def test_the_same_number_written_twice_is_one_example() -> None:
    found = findings("authy", "+1 111 111 1111\n+1-111-111-1111")
    assert [each.check for each in found] == [Check.DUPLICATE]


def test_a_runbook_without_phones_and_mails_takes_them_for_words() -> None:
    call = IdKind("call", "Call SID", Shape.SID, ("CA",))
    bare = Catalogue({"call": call}, {"voice": ("call",)}, {"voice": "Voice"})
    typed = read_field("+14155551212 maya@partiful.com", bare, (call,), phone_fault)
    assert [each.recognised for each in typed.readings] == [False, False]
    found = check_examples(Given(typed.readings, NOW), ExamplesWanted(("call",)), bare, NOW)
    assert {each.check for each in found} == {Check.NO_ID}
    assert "+14155551212" in found[0].sentence


def test_without_an_upper_limit_the_lower_one_is_told() -> None:
    asked = ExamplesWanted(("call",), at_least=2, ask="Give two.")
    found = check_examples(Given(readings("voice", f"CA{H}"), NOW), asked, CATALOGUE, NOW)
    assert [each.sentence for each in found] == ["1 example so far; 2 are asked for."]
    silent = check_examples(Given(), ExamplesWanted(("call",)), CATALOGUE, NOW)
    assert [each.sentence for each in silent] == ["No examples yet. Here we ask for a Call SID (CA…)."]


OTHER = H[::-1]


@pytest.mark.parametrize(
    "context",
    [
        f"AC{H}",
        f"AC{H[:-1]}",
        f"MG{H}",
        f"NO{H}",
        f"IS{H}",
        f"CA{H}",
        "+14155551212",
        "+1 (415) 555-1212 and +442079460000",
        f"https://x.test/Accounts/AC{H}/Messages",
    ],
)
def test_what_stands_beside_enough_good_examples_is_no_mistake(context: str) -> None:
    assert [one.sentence for one in findings("messaging", f"SM{H} {context} SM{OTHER}")] == []


@pytest.mark.parametrize("context", [f"AC{H}", f"MG{H}", "+14155551212"])
def test_an_account_beside_a_good_example_is_no_mistake_though_one_more_is_asked_for(context: str) -> None:
    [finding] = findings("messaging", f"SM{H} {context}")
    assert finding.check is Check.TOO_FEW


@pytest.mark.parametrize(
    ("text", "check"),
    [(f"AC{H}", Check.KIND), (f"SM{H} CA{H}", Check.KIND), (f"SM{H} SM{OTHER} SM{H[:-1]}", Check.SHAPE)],
)
def test_what_was_meant_and_is_wrong_is_still_told(text: str, check: Check) -> None:
    assert check in {finding.check for finding in findings("messaging", text)}
