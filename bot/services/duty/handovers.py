"""Take people's word that they have what was handed over as shifts changed."""

from bot.domain.permission import Action, Actor, require
from bot.errors import AlreadySo, NotFound
from bot.services.service import ForPeople
from bot.steps.handover import briefs
from models.duty.brief import Brief


class Handovers(ForPeople):
    """Use cases of whoever was briefed."""

    def confirm(self, brief_id: str, actor: Actor) -> None:
        """Say that the actor has what a brief tells; raises NotFound, or AlreadySo once somebody said so."""
        with self.work() as work:
            require(actor, Action.TAKE)
            known = brief_id.isascii() and brief_id.isdigit() and len(brief_id) < 12
            brief = Brief.locked(work.session, int(brief_id)) if known else None
            if brief is None or brief.over_at is not None:
                raise NotFound("That brief is over: whoever has it now was told in a newer one.")
            if brief.had_at is not None:
                raise AlreadySo(f"{brief.had_by_name} has it already.", brief.had_at)
            briefs.confirm(work, brief, actor)
