"""The runbook to be read: a product's guideline, or what is said of support, phones, chat and more."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.blocks.values import Guide, GuideSection, LinkLine, Words
from bot.domain.intake.kinds import ExamplesWanted
from bot.domain.permission import Action, Actor, require
from bot.domain.sla import Priority
from bot.errors import NotFound
from bot.runbook import Account, Note, Product, Provider, Question, Sla, Text, intake_rules
from bot.runbook.products import Point
from bot.services.service import ForPeople
from bot.steps import choices
from bot.steps.intake.intake_forms import words_with_links

_HOUR = 3600


class Guides(ForPeople):
    """Use cases of reading the runbook."""

    def about(self, topic: str, actor: Actor, account: str | None = None) -> Guide:
        """Return the guideline of a product or a topic, by id or name; without a topic, what there is.

        What is promised is told as the account's contract has it.
        Raises NotFound for what the runbook says nothing of.
        """
        require(actor, Action.READ_GUIDE)
        provider, wanted = self.runbook.provider, topic.strip()
        if not wanted:
            return _contents(provider)
        if wanted.casefold() in PROMISED:
            return PROMISED[wanted.casefold()](self, self.runbook.terms(account))
        if wanted.casefold() in PLAIN:
            return PLAIN[wanted.casefold()](self)
        try:
            return _product(provider, provider.product(wanted))
        except NotFound:
            known = ", ".join([*(product.id for product in provider.products[:6]), *TOPICS])
            told = f"There is no guide to “{wanted[:40]}”. There are, among others: {known}."
            raise NotFound(told) from None

    def _support(self) -> Guide:
        """Return what the plan is and includes."""
        support = self.runbook.provider.support
        if support is None:
            return Guide("Support")
        intro = self._section("", support.intro)
        includes = self._section(support.name, support.about, points=support.includes)
        rest = self._section("", support.troubleshooting, support.availability)
        return Guide(support.name, (intro, includes, rest))

    def _console(self) -> Guide:
        """Return how tickets are filed in the console, and who gets them."""
        told = self.runbook.provider.console
        accounts = self._section("Accounts", told.accounts, told.access)
        return Guide("Console", (accounts, self._section("Tickets", told.submit, points=told.assignment)))

    def _priorities(self, terms: Account | Provider) -> Guide:
        """Return the priorities, what each means and promises."""
        sla = terms.sla
        targets = [_target(sla, priority) for priority in Priority]
        section = GuideSection("", self._words(sla.about), tuple(targets))
        return Guide("Priorities", (section, self._section("", sla.definitions)))

    def _pending(self, terms: Account | Provider) -> Guide:
        """Return what silence leads to."""
        return Guide("Pending", (self._section("", *terms.pending.about),))

    def _phone(self) -> Guide:
        """Return the numbers and how calls go; the PIN is elsewhere."""
        provider = self.runbook.provider
        numbers = [f"{phone.country}: {phone.number} ({phone.kind})" for phone in provider.phones]
        listed = GuideSection("Numbers", points=tuple((0, _plain(number)) for number in numbers))
        return Guide("Phone", (self._section("", points=provider.calls), listed))

    def _chat(self) -> Guide:
        """Return what the channel is for and what it does not promise."""
        told = self.runbook.provider.chat
        return Guide("Chat", (self._section("", told.purpose, told.disclaimer, told.slack, told.teams),))

    def _incidents(self) -> Guide:
        """Return where outages are told of."""
        told = self.runbook.provider.incidents
        return Guide("Incidents", (self._section("", told.status, told.afterwards),))

    def _escalation(self, terms: Account | Provider) -> Guide:
        """Return when and how to escalate."""
        told = terms.escalation
        reasons = tuple((0, _plain(sentence)) for sentence in told.reasons.values())
        choose = GuideSection("", self._words(told.console) + self._words(told.choose), reasons)
        return Guide("Escalation", (self._section("", told.about), choose, self._section("", told.please)))

    def _resources(self) -> Guide:
        """Return where to learn more, and every link that is known."""
        provider = self.runbook.provider
        learn = tuple(
            GuideSection("", ((LinkLine(each.name, provider.link(each.link)),), *self._words(each.about)))
            for each in provider.resources
        )
        links = [(LinkLine(link.name or name, link.url),) for name, link in provider.links.items()]
        return Guide("Resources", (*learn, GuideSection("Links", points=tuple((0, link) for link in links))))

    def _products(self) -> Guide:
        """Return the products by family."""
        families: dict[str, list[str]] = {}
        for product in self.runbook.provider.products:
            families.setdefault(product.family or "Others", []).append(product.full_name or product.name)
        return Guide(
            "Products",
            tuple(
                GuideSection(family, points=tuple((0, _plain(name)) for name in names))
                for family, names in families.items()
            ),
        )

    def _words(self, *texts: Text | None) -> tuple[Words, ...]:
        return tuple(words_with_links(self.runbook.provider, text) for text in texts if text)

    def _section(self, title: str, *texts: Text | None, points: Iterable[Text] = ()) -> GuideSection:
        listed = tuple((0, words_with_links(self.runbook.provider, point)) for point in points)
        return GuideSection(title, self._words(*texts), listed)


PLAIN: dict[str, Callable[[Guides], Guide]] = {
    "support": Guides._support,
    "console": Guides._console,
    "phone": Guides._phone,
    "chat": Guides._chat,
    "incidents": Guides._incidents,
    "resources": Guides._resources,
    "products": Guides._products,
}
PROMISED: dict[str, Callable[[Guides, Account | Provider], Guide]] = {
    "priorities": Guides._priorities,
    "pending": Guides._pending,
    "escalation": Guides._escalation,
}
TOPICS = (*PROMISED, *PLAIN)


def _target(sla: Sla, priority: Priority) -> tuple[int, Words]:
    choice = choices.priority(sla, priority)
    return 0, _plain(f"{priority}: {choice.meaning}, answered {choice.promise}")


def _plain(text: str) -> Words:
    return (LinkLine(text, None),)


def _contents(provider: Provider) -> Guide:
    texts = [
        words_with_links(provider, text) for text in (provider.guidelines, provider.also_guidelines) if text
    ]
    common = provider.common.questions
    products = [product for product in provider.products if product.questions != common]
    listed = tuple((0, _plain(f"guide {product.id}: {product.name} tickets")) for product in products)
    topics = tuple((0, _plain(f"guide {topic}")) for topic in TOPICS)
    return Guide("Guidelines", (GuideSection("", tuple(texts), listed), GuideSection("More", points=topics)))


def _product(provider: Provider, product: Product) -> Guide:
    asked = _asked(provider, product, abridged=False)
    detailed = GuideSection("Questions", asked, tuple(_questions(provider, product.questions)), numbered=True)
    sections = [detailed, *_abridged(provider, product)]
    if product.sample:
        sample = f"Subject: {product.sample.subject}\n\n{product.sample.body}"
        sections.append(GuideSection("Example ticket", sample=sample))
    sections += [_note(provider, note) for note in product.notes]
    return Guide(f"{product.full_name or product.name} tickets", tuple(sections))


def _asked(provider: Provider, product: Product, *, abridged: bool) -> tuple[Words, ...]:
    """Say in one line which IDs are asked for, how many, how fresh."""
    asked = intake_rules.asked(product, abridged=abridged)
    kinds = " or ".join(kind.described for kind in provider.catalogue.accepted(asked)) or "any SID"
    about = intake_rules.rule_of(product, abridged=abridged).within_about
    only = f" where it is about {', '.join(about)}" if about else ""
    return (_plain(f"Example IDs: {kinds}{_limits(asked, only)}."),)


def _limits(asked: ExamplesWanted, only: str) -> str:
    count = f"{asked.at_least}-{asked.at_most}" if asked.at_most else f"at least {asked.at_least}"
    words = f"; {count}" if asked.required else f"; {count}, if there are any"
    if asked.within:
        words += f", from the past {int(asked.within.total_seconds() // _HOUR)} hours{only}"
    if asked.best_effort:
        words += f" (best effort up to {int(asked.best_effort.total_seconds() // _HOUR)})"
    return f"{words}; instead: {', '.join(asked.instead)}" if asked.instead else words


def _questions(provider: Provider, questions: Sequence[Question]) -> Iterator[tuple[int, Words]]:
    for question in questions:
        yield 0, words_with_links(provider, question.ask)
        yield from _points(provider, question.points, 1)


def _points(provider: Provider, points: Sequence[Point], depth: int) -> Iterator[tuple[int, Words]]:
    for point in points:
        yield depth, words_with_links(provider, point.text)
        yield from _points(provider, point.points, depth + 1)


def _abridged(provider: Provider, product: Product) -> list[GuideSection]:
    short = product.abridged
    if short is None:
        return []
    texts = [words_with_links(provider, text) for text in (short.intro,) if text]
    points = tuple(_questions(provider, short.questions))
    asked = _asked(provider, product, abridged=True)
    after = [words_with_links(provider, text) for text in (short.note,) if text]
    first = GuideSection("Abridged", (*texts, *asked), points, numbered=True)
    return [first, GuideSection("", tuple(after), sample=str(short.sample or ""))]


def _note(provider: Provider, note: Note) -> GuideSection:
    texts = [words_with_links(provider, text) for text in note.text]
    steps = note.steps or note.points
    points = tuple((0, words_with_links(provider, text)) for text in steps)
    reminder = (words_with_links(provider, note.reminder),) if note.reminder else ()
    return GuideSection(note.title, (*texts, *reminder), points, numbered=bool(note.steps))
