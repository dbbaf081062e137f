"""The guided tour, done by somebody new with the keyboard alone: the main job, the console and a call."""

from playwright.sync_api import expect

from tests.browser.tour.conftest import Newcomer


def test_the_whole_main_job_is_done_with_the_keyboard_alone(newcomer: Newcomer) -> None:
    newcomer.press("Start the tour")
    say_something(newcomer)
    open_a_ticket(newcomer)
    answer_it(newcomer)
    move_the_clock(newcomer)
    escalate_it(newcomer)
    look_into_the_console(newcomer)
    call_the_line(newcomer)
    expect(newcomer.tour).to_have_count(0)
    newcomer.page.reload()
    newcomer.page.get_by_role("main").wait_for()
    expect(newcomer.tour).to_have_count(0)


def say_something(newcomer: Newcomer) -> None:
    newcomer.follow("Write what is wrong", "SMS to Verizon is failing since 9 AM")
    newcomer.follow("Press its replies")
    newcomer.go_on("chat carries no SLA, a ticket does", "Next: Open a ticket from it")


def open_a_ticket(newcomer: Newcomer) -> None:
    newcomer.follow("Press “Open a ticket”")
    form = newcomer.page.get_by_role("dialog")
    expect(form.get_by_role("note")).to_contain_text("Choose a product")
    newcomer.focus("Product")
    for key in ("ArrowDown", "m", "e", "s", "s", "Enter"):
        newcomer.page.keyboard.press(key)
    newcomer.press("Open ticket")
    newcomer.says("The ticket is open")
    newcomer.picture("phone", phone=True)
    newcomer.go_on("The ticket is open", "Next: Answer it as Cierra")


def answer_it(newcomer: Newcomer) -> None:
    newcomer.follow("Act as Cierra Simms")
    newcomer.follow("Go to #tam-triage")
    newcomer.follow("Follow its link “customer's thread”")
    newcomer.follow("Write an answer", "Which carrier is it?")
    newcomer.go_on("stopped the clock in time", "Next: Move the clock")


def move_the_clock(newcomer: Newcomer) -> None:
    newcomer.follow("Go to #tam-triage")
    newcomer.follow("Press “Pending”")
    newcomer.follow("Open “what will happen”")
    newcomer.says("Press the time beside “Reminder to the customer”")
    newcomer.picture("light")
    newcomer.picture("dark", colours="dark")
    newcomer.follow("Press the time beside “Reminder to the customer”")
    newcomer.follow("Go to #tam-partiful")
    newcomer.follow("open Maya's thread again")
    thread = newcomer.page.get_by_role("complementary", name="Thread")
    expect(thread).to_contain_text("we have been waiting for your answer for 5 business days")
    newcomer.go_on("Maya was reminded", "Next: Escalate, and acknowledge")


def escalate_it(newcomer: Newcomer) -> None:
    newcomer.follow("Act as Maya Chen")
    newcomer.follow("Open the thread below Maya's message")
    newcomer.follow("press “Escalate”")
    expect(newcomer.page.get_by_role("dialog").get_by_role("note")).to_contain_text("Choose a reason")
    newcomer.focus("Response")
    newcomer.page.keyboard.press("ArrowDown")
    newcomer.press("Escalate")
    newcomer.follow("Act as Cierra Simms")
    newcomer.follow("Go to #tam-triage")
    newcomer.follow("press “Acknowledge”")
    newcomer.go_on("That is the whole job in Slack", "Next: Look into the console")


def look_into_the_console(newcomer: Newcomer) -> None:
    newcomer.follow("then “Console”")
    newcomer.press("Console")
    newcomer.follow("Act as Maya Chen")
    newcomer.follow("Write what is wrong under “New ticket”", "Voice is failing, too")
    newcomer.follow("Act as Cierra Simms")
    newcomer.follow("Write an answer below the ticket", "Which numbers?")
    newcomer.press("Send as Cierra Simms")
    newcomer.go_on("without the private notes", "Next: Call the support line")


def call_the_line(newcomer: Newcomer) -> None:
    newcomer.to_part("timebar")
    newcomer.press("Move 15 minutes on")  # by then nobody is rung about the escalation any more
    newcomer.follow("then “Phones and PagerDuty”")
    newcomer.press("Phones and PagerDuty")
    newcomer.follow("Act as Maya Chen")
    newcomer.follow("Press “Call”")
    newcomer.follow("press 0 four times")
    for key in ("0", "0", "0", "#"):
        newcomer.press(key)
    newcomer.follow("Press 1: that one")
    newcomer.follow("Press “Answer” there")
    newcomer.follow("Press 1 on that phone")
    newcomer.go_on("They talk", "Finish")
