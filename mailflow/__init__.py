"""mailflow: the secretariat's mailbox that runs itself."""

__version__ = "0.1.0"
