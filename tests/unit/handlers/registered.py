"""A Bolt app with our listeners on it, and nothing behind them."""

from dataclasses import dataclass, field
from typing import Any, cast

from slack_bolt import App

import handlers
from bot.services import Services


@dataclass
class Recorder:
    """Stands where Bolt's App does, and notes what is registered."""

    commands: set[str] = field(default_factory=set)
    shortcuts: set[str] = field(default_factory=set)
    actions: set[str] = field(default_factory=set)
    views: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    listeners: list[Any] = field(default_factory=list)

    def command(self, name: str) -> Any:
        return self._noting(self.commands, name)

    def shortcut(self, name: str) -> Any:
        return self._noting(self.shortcuts, name)

    def action(self, name: str) -> Any:
        return self._noting(self.actions, name)

    def view(self, name: str) -> Any:
        return self._noting(self.views, name)

    def event(self, name: str) -> Any:
        return self._noting(self.events, name)

    def use(self, middleware: Any) -> None:
        pass

    def error(self, listener: Any) -> None:
        pass

    def _noting(self, names: set[str], name: str) -> Any:
        assert name not in names, f"{name} has two listeners: the second would never be asked"
        names.add(name)

        def take(*listeners: Any, ack: Any = None, lazy: Any = ()) -> None:
            self.listeners += [*listeners, *([ack] if ack else []), *lazy]

        return take


def registered() -> Recorder:
    """Return what our listeners are registered for."""
    recorder = Recorder()
    handlers.register(cast(App, recorder), cast(Services, None))
    return recorder
