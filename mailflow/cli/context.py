"""What a command gets to work with. Each part is made when first asked for: ``mailflow init`` needs none."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mailflow import configfile, paths
from mailflow.clock import Clock
from mailflow.config import Config
from mailflow.errors import RefusedError
from mailflow.i18n import _

if TYPE_CHECKING:
    from mailflow.daemon import House
    from mailflow.site import Site
    from mailflow.store.apply import Office
    from mailflow.store.engine import Store


class Context:
    """``now`` stops the clock, which only a rehearsal allows."""

    def __init__(self, config_file: Path | None = None, now: datetime | None = None) -> None:
        self.config_file = paths.find_config(config_file)
        self.now = now

    @cached_property
    def config(self) -> Config:
        """Raises ``ConfigError``; ``RefusedError`` when somebody wants to turn the clock outside a rehearsal."""
        config = configfile.load(self.config_file)
        if self.now is not None and not config.rehearsal:
            raise RefusedError(
                _("Only a rehearsal may choose its own time, and this configuration is not one."),
                _("Leave out --now, or use a configuration of its own that says rehearsal = true."),
            )
        return config

    @cached_property
    def clock(self) -> Clock:
        return Clock(self.now if self.config.rehearsal else None)

    @property
    def data_folder(self) -> Path:
        return paths.data_folder(self.config_file)

    @cached_property
    def store(self) -> Store:
        from mailflow.cli import show, wiring

        show.use_zone(self.config.association.timezone)
        return wiring.open_store(self.config, self.clock, self.config_file)

    @cached_property
    def office(self) -> Office:
        from mailflow.cli import wiring

        return wiring.office(self.config, self.config_file)

    @cached_property
    def site(self) -> Site:
        from mailflow.cli import wiring

        return wiring.site(self.config)

    @cached_property
    def house(self) -> House:
        from mailflow.cli import wiring
        from mailflow.daemon import House

        return House(
            store=self.store,
            office=self.office,
            clock=self.clock,
            mailbox=wiring.mailbox(self.config),
            smtp=wiring.smtp(self.config),
            site=self.site,
        )

    def close(self) -> None:
        if "store" in self.__dict__:  # only if somebody asked for it
            self.store.close()
