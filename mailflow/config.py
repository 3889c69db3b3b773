"""The configuration as typed values (TOML, read with msgspec). Every key is documented in config/mailflow.toml."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Days = Annotated[int, Meta(ge=0, le=366)]
Count = Annotated[int, Meta(ge=1, le=10_000)]
Port = Annotated[int, Meta(ge=1, le=65_535)]
ClockTime = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z")]  # "08:00"
Words = Annotated[str, Meta(min_length=1)]


class Secret(msgspec.Struct, forbid_unknown_fields=True, repr_omit_defaults=True):
    """Where a secret is kept: exactly one of file, systemd credential or command. The value is never in here."""

    file: str = ""
    credential: str = ""  # a name below $CREDENTIALS_DIRECTORY (systemd LoadCredential=)
    command: list[str] = []


class Association(msgspec.Struct, forbid_unknown_fields=True):
    name: Words
    short: str = ""
    timezone: str = "Europe/Copenhagen"
    secretariat: str = "Sekretariatet"  # signs the letters
    secretary: list[str] = []  # addresses that get mailflow's own notices; default: the mailbox's address


class Store(msgspec.Struct, forbid_unknown_fields=True):
    url: str = ""  # SQLAlchemy URL; "" = SQLite in $XDG_DATA_HOME/mailflow/mailflow.db
    password: Secret | None = None  # for a PostgreSQL URL without one


class Server(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What IMAP and SMTP have in common."""

    host: Words
    port: Port
    tls: Literal["implicit", "starttls", "none"]  # "none" is refused outside loopback
    auth: Literal["password", "oauth", "none"] = "password"
    user: str = ""
    password: Secret | None = None
    ca_file: str = ""  # an extra certificate authority


class Imap(Server, kw_only=True, forbid_unknown_fields=True):
    port: Port = 993
    tls: Literal["implicit", "starttls", "none"] = "implicit"
    address: str  # the mailbox's own address: From of every letter
    exclude: list[str] = []  # folders never read, named in the certificate
    move_to: str = ""  # move mail that was matched to a case here; "" = leave it
    poll_seconds: Annotated[int, Meta(ge=1, le=300)] = 60  # at least one look in five minutes
    authserv_id: str = ""  # whose Authentication-Results to trust (RFC 8601); "" = nobody's
    microsoft365: bool = False  # accept Microsoft's Authentication-Results without an authserv-id


class Smtp(Server, kw_only=True, forbid_unknown_fields=True):
    port: Port = 587
    tls: Literal["implicit", "starttls", "none"] = "starttls"
    per_minute: Count = 25
    witness: Literal["copy", "sent-folder", "none"] = "copy"
    sent_folder: str = ""  # "" = the folder with the \Sent attribute


class OAuth(msgspec.Struct, forbid_unknown_fields=True):
    """Client credentials (RFC 6749 section 4.4). ``tenant`` is Microsoft's; ``token_url`` any other issuer."""

    client_id: Words
    client_secret: Secret
    tenant: str = ""
    token_url: str = ""
    scope: str = "https://outlook.office365.com/.default"


class MinutesRule(msgspec.Struct, forbid_unknown_fields=True):
    days: Annotated[int, Meta(ge=1, le=366)] = 7
    count_from: Literal["meeting", "sending"] = "meeting"
    minimum_days: Days = 3  # full days after sending
    grace_hours: Annotated[int, Meta(ge=0, le=168)] = 2
    reminder_days: Days = 2  # before the deadline; 0 = none
    dismissal_days: Days = 2  # publication waits so long after an objection was dismissed
    publish_from: ClockTime = "08:00"
    publish_to: ClockTime = "16:00"
    oldest_days: Annotated[int, Meta(ge=1, le=3_650)] = 120  # a meeting longer past than this needs --meeting-date


class EventsRule(msgspec.Struct, forbid_unknown_fields=True):
    invite: bool = False  # the daemon does by itself what mailflow send-invites does


class ActionsRule(msgspec.Struct, forbid_unknown_fields=True):
    remind_days: Days = (
        3  # so many days before its day the secretariat is reminded of an action; 0 = never, nor after it
    )


class ForumsRule(msgspec.Struct, forbid_unknown_fields=True):
    warning: Annotated[int, Meta(ge=0, le=1_000)] = 90  # days before a term ends in which a successor is to be found
    confirm_days: Days = 10  # so many days apart a forum that has not confirmed an appointment is reminded; 0 = never
    confirm_reminders: Annotated[int, Meta(ge=0, le=10)] = 2  # so many times at most


class WordPress(msgspec.Struct, forbid_unknown_fields=True):
    address: Words  # https://www.fkt.example
    user: Words  # with the role Author: it can publish, change and delete posts of its own, and nothing else
    password: Secret  # an application password of that user
    category: Annotated[int, Meta(ge=0)] = 0  # the number of the category that posts go into; 0 = the site's default
    ca_file: str = ""


class Drupal(msgspec.Struct, forbid_unknown_fields=True):
    address: Words
    user: Words
    password: Secret
    type: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*\Z")] = "page"  # the content type's machine name
    field: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*\Z")] = "body"  # its text field
    format: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*\Z")] = "basic_html"  # the text format
    path: Annotated[str, Meta(pattern=r"^(/[A-Za-z0-9_-]+)+\Z")] = "/referater"  # pages get the alias path/page-name
    moderation: bool = (
        True  # drafts by core's Content Moderation; False = by "status", which needs "Administer content"
    )
    ca_file: str = ""


class Website(msgspec.Struct, forbid_unknown_fields=True):
    folder: str = ""  # the static site is written here; "" = $XDG_DATA_HOME/mailflow/site
    url: str = ""  # where the public finds that folder
    target: Literal["folder", "command", "wordpress", "drupal"] = "folder"  # where minutes and papers go
    command: list[str] = []  # run after each change of the folder, to carry it to where the public finds it
    command_seconds: Annotated[int, Meta(ge=1, le=3_600)] = 300
    wordpress: WordPress | None = None
    drupal: Drupal | None = None


class Alarm(msgspec.Struct, forbid_unknown_fields=True):
    """The second channel. Any of them; none and ``mailflow doctor`` warns."""

    command: list[str] = []  # gets the message on standard input
    url: str = ""  # the message is POSTed as text/plain
    smtp: Smtp | None = None
    to: list[str] = []


class Limits(msgspec.Struct, forbid_unknown_fields=True):
    automatic_per_hour: Count = 60
    # how long after it was written a letter may still go without a human's yes
    letter_hours: Annotated[int, Meta(ge=1, le=8_760)] = 24
    largest_mail_mb: Annotated[int, Meta(ge=1, le=150)] = 25


class Retention(msgspec.Struct, forbid_unknown_fields=True):
    """How long personal data is kept (GDPR article 5(1)(e)); 0 = until somebody says otherwise."""

    raw_mail_days: Annotated[int, Meta(ge=0, le=36_500)] = 365  # after a case has ended; the words of answers stay
    former_member_days: Annotated[int, Meta(ge=0, le=36_500)] = 0  # after somebody has left: then forgotten


class Config(msgspec.Struct, forbid_unknown_fields=True):
    association: Association
    imap: Imap
    smtp: Smtp
    store: Store = msgspec.field(default_factory=Store)
    oauth: OAuth | None = None
    minutes: MinutesRule = msgspec.field(default_factory=MinutesRule)
    events: EventsRule = msgspec.field(default_factory=EventsRule)
    actions: ActionsRule = msgspec.field(default_factory=ActionsRule)
    forums: ForumsRule = msgspec.field(default_factory=ForumsRule)
    website: Website = msgspec.field(default_factory=Website)
    alarm: Alarm = msgspec.field(default_factory=Alarm)
    limits: Limits = msgspec.field(default_factory=Limits)
    retention: Retention = msgspec.field(default_factory=Retention)
    language: Literal["da", "en"] = "da"
    rehearsal: bool = False
    templates: str = ""  # a folder whose templates win over the built-in ones; "" = templates/ beside the config

    @property
    def secretary(self) -> list[str]:
        """The addresses that get mailflow's notices."""
        return self.association.secretary or [self.imap.address]
