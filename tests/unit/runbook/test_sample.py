"""The sample runbook, as the bot reads it."""

import re
from datetime import UTC, date, datetime, timedelta

import phonenumbers
import pytest

from bot.domain.escalation import Reason
from bot.domain.routing import Absence, route
from bot.domain.sla import Priority, RunsOn, Target
from bot.errors import NotFound
from bot.runbook import OTHER, Input, Runbook, load
from bot.runbook.countries import regions
from tests.unit.runbook.sample_facts import SAMPLE

TUESDAY = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)  # 10:00 in New York


@pytest.fixture(scope="module")
def book() -> Runbook:
    return load(SAMPLE, {"PARTIFUL_SUPPORT_PIN": "no PIN at all"})


def test_the_promises_are_the_contract_s(book: Runbook) -> None:
    sla = book.provider.sla
    assert sla.targets == {
        Priority.P1: Target(Priority.P1, "Business Critical", timedelta(hours=1), RunsOn.ALWAYS),
        Priority.P2: Target(Priority.P2, "Degraded Service", timedelta(hours=2), RunsOn.BUSINESS),
        Priority.P3: Target(Priority.P3, "General Issue", timedelta(hours=3), RunsOn.BUSINESS),
    }
    assert (sla.console, sla.next_response, sla.nudge_at) == ("required", True, (0.5, 0.8, 1.0))


def test_silence_notice_and_escalation_are_typed(book: Runbook) -> None:
    provider = book.provider
    assert (provider.pending.remind_days, provider.pending.solve_days) == (5, 10)
    assert provider.notice.every is not None
    assert (provider.notice.every.weekdays, provider.notice.every.at) == ((0,), "09:00")
    assert str(provider.notice.every) == "Mon 09:00"
    assert provider.notice.quiet_if_silent_for == timedelta(days=7)
    assert (provider.escalation.step, provider.escalation.repeat) == (
        timedelta(minutes=15),
        timedelta(minutes=30),
    )
    assert set(provider.escalation.reasons) == set(Reason)


def test_the_team_answers_by_its_hours_and_absences(book: Runbook) -> None:
    account = book.account("partiful")
    assert route(account.team(), TUESDAY).name == "Cierra Simms"
    away = {"U0CIERRA": [Absence.of_days(date(2026, 3, 2), date(2026, 3, 6), "America/New_York")]}
    assert route(account.team(away), TUESDAY).name == "Kirk McCalla"
    saturday = TUESDAY + timedelta(days=4)
    assert route(account.team(), saturday).name == "Personalized Support Engineers"
    assert account.team().zone == "America/New_York"


def test_the_account_knows_its_people_and_places(book: Runbook) -> None:
    account = book.account("Partiful")
    assert account is book.account_for_channel("C0PARTIFUL")
    assert (account.prefix, account.channel.name, account.triage_id) == (
        "PARTIFUL",
        "tam-partiful",
        "C0TRIAGE",
    )
    assert account.staff_ids() == {"U0CIERRA", "U0KIRK", "U0RALPH", "U0JAY"}
    assert [person.name for person in account.people()] == [
        "Cierra Simms",
        "Kirk McCalla",
        "Ralph Esposito",
        "Jay Moore",
    ]
    assert account.manager is not None
    assert account.manager.email == "esposito@twilio.com"


def test_an_account_that_nobody_knows_is_not_found_and_the_known_are_named(book: Runbook) -> None:
    with pytest.raises(NotFound, match="The runbook knows: partiful"):
        book.account("paritful")
    assert book.account_for_channel("C0ELSE") is None


def test_every_phone_number_is_valid_in_its_country(book: Runbook) -> None:
    assert len(book.provider.phones) == 16
    for phone in book.provider.phones:
        region = regions()[phone.country]
        assert phonenumbers.is_valid_number_for_region(phonenumbers.parse(phone.number, region), region), (
            phone
        )


def test_products_without_questions_of_their_own_share_the_common_ones(book: Runbook) -> None:
    provider = book.provider
    own = {product.id for product in provider.products if product.questions != provider.common.questions}
    assert own == {"voice", "messaging", "flex", "video", "email", "authy"}
    assert provider.product("studio").examples == provider.common.examples
    assert provider.product(OTHER).name == "Other"


def test_a_product_is_found_by_id_name_or_full_name_in_any_case(book: Runbook) -> None:
    for name in ("voice", "Voice", "programmable VOICE"):
        assert book.provider.product(name).id == "voice"
    with pytest.raises(NotFound, match="no product “telegraph”"):
        book.provider.product("telegraph")


def test_every_guideline_has_one_description_and_at_most_one_field_for_examples(book: Runbook) -> None:
    for product in book.provider.products:
        forms = [product.questions, *([product.abridged.questions] if product.abridged else [])]
        for questions in forms:
            inputs = [question.input for question in questions]
            assert inputs.count(Input.DESCRIPTION) == 1, product.id
            assert inputs.count(Input.EXAMPLES) <= 1, product.id


def test_the_windows_for_examples_are_those_of_the_document(book: Runbook) -> None:
    rules = {}
    for product in book.provider.products[:6]:
        forms = {"detailed": product.examples}
        if product.abridged:
            forms["abridged"] = product.abridged.examples
        for form, rule in forms.items():
            limits = (rule.at_least, rule.at_most, rule.within, rule.best_effort)
            rules[f"{product.id} {form}"] = limits
    hours = timedelta(hours=1)
    assert rules["voice detailed"] == (2, 3, 24 * hours, 48 * hours)
    assert rules["voice abridged"] == (1, None, 24 * hours, 48 * hours)
    assert rules["messaging detailed"] == (2, 3, 72 * hours, None)
    assert rules["messaging abridged"] == (1, None, 48 * hours, None)
    assert rules["authy detailed"] == (1, None, 48 * hours, None)
    assert rules["authy abridged"] == (1, None, None, None)
    assert rules["flex detailed"][2] is rules["video detailed"][2] is rules["email detailed"][2] is None


def test_reasons_for_a_window_are_the_guideline_s_own_words(book: Runbook) -> None:
    for product in book.provider.products:
        said = str([(question.ask, question.points) for question in product.questions])
        for reason in (product.examples.why_age, product.examples.why_count):
            assert reason is None or repr(str(reason))[1:-1] in said or str(reason) in said, product.id


def test_the_sample_tickets_hold_ids_of_the_kinds_they_are_samples_of(book: Runbook) -> None:
    kinds = book.provider.example_kinds
    for product_id, wanted in (("voice", 3), ("messaging", 3)):
        product = book.provider.product(product_id)
        assert product.sample is not None
        (prefix,) = {prefix for kind in product.examples.kinds for prefix in kinds[kind].prefixes[:1]}
        assert len(re.findall(rf"\b{prefix}[0-9A-Fa-f]{{32}}\b", product.sample.body)) == wanted


def test_links_without_an_address_stay_without_one(book: Runbook) -> None:
    unknown = {name for name, link in book.provider.links.items() if link.url is None}
    assert unknown == {
        "help_center",
        "create_account",
        "console_roles",
        "dtmf",
        "voice_trace",
        "call_sid",
        "message_sid",
        "flex_log_level",
        "teammates",
        "teammate_permissions",
    }
    assert book.provider.link("console") == "https://www.twilio.com/console/support/tickets/create"
    assert book.provider.link("voice_trace") is book.provider.link("nowhere") is None


def test_the_version_changes_with_the_content_and_only_with_it(book: Runbook) -> None:
    assert load(SAMPLE, None).version == book.version
    assert re.fullmatch(r"[0-9a-f]{12}", book.version)
