"""What kind of thing a mail is, before asking what it says: a person's reply, a machine's, a bounce, a calendar's.

Rules: RFC 3834 (automatic), RFC 3464 (bounces), RFC 8098 (receipts), RFC 5546 (calendar answers), and the habits of
Exchange. The headers alone mostly tell; a person's mail must never be taken for a machine's, so subjects count only
when anchored and only in the forms that clients write.
"""

from __future__ import annotations

import re

from mailflow.mail import Mail
from mailflow.parsers import bounce, calendar, html, intros
from mailflow.parsers.lines import Line
from mailflow.replies import Sort

MAX_WORDS = 6000
_PARTLY = ("nested too deeply", "too many parts")  # the words before may have been read
# Microsoft 365's verdict: spam, or a kind of phishing.
_JUDGED_SPAM = re.compile(r"\bSFV:(?:SPM|SKB)\b|\bCAT:(?:H?PHI?SH|HPHISH|MALW|SPM|HSPM)\b", re.I)
_REPLY_PREFIX = r"(?:(?:sv|re|vs|fwd?|aw|vb|rv|tr)(?:\[\d+\])?\s*:\s*)"
_IS_REPLY = re.compile(rf"\s*{_REPLY_PREFIX}", re.I)
# The form in which programs write it: before a colon and the subject that they answer, or as the whole subject.
_AUTO_SUBJECT = re.compile(
    r"\s*(?:\[?(?:ekstern|external)\]?:?\s*)?(?:"
    r"(?:automatisk (?:svar|besvarelse|svarmeddelelse)|auto-?svar|automatic reply|automatische antwort|auto-?reply|automatiskt svar|automatisch antwoord|out of (?:the )?office(?: auto-?reply)?"
    r"|fraværsbesked|fraværsmeddelelse|vacation reply|auto(?:matic)?[ -]response|réponse automatique|respuesta automática|risposta automatica)"
    r"\s*(?::|$))",
    re.I,
)
# A person may begin a subject so: it counts only when the words below it are a machine's.
_AWAY_SUBJECT = re.compile(
    r"\s*(?:automatisk (?:svar|besvarelse)|auto-?svar|automatic reply|auto-?reply|out of (?:the )?office|away from my mail|on (?:vacation|leave|holiday)|fravær\w*|fravaer\w*|frånvarande|ikke til stede|ude af (?:huset|kontoret)"
    r"|ferie|på ferie|holder ferie|jeg (?:er|holder)|kvittering|tak for din (?:mail|henvendelse)|vi har modtaget|ej på kontoret|borte fra kontoret|.{0,60}\b(?:ikke på kontoret|ikke paa kontoret|out of (?:the )?office|på ferie)\b)",
    re.I,
)
# Topics that a person may choose too: they count only when the words below do as machines do, and answer nothing.
_ABSENCE_SUBJECT = re.compile(
    r"\s*(?:(?:jeg (?:er|har|holder) |er |holder )?(?:på |i )?(?:barsel|orlov|kursus|tjenesterejse|sygdom|sygemeldt|syg|sygemelding|bortrejst|semester|föräldraledig)\b"
    r"|frånvaro|\w{0,12}ferie\b|jeg arbejder ikke|ikke på arbejde|kontoret (?:er|holder) lukket|holder lukket)",
    re.I,
)
_TICKET_SUBJECT = re.compile(
    r"\s*\W?(?:sag|sagsnr|ticket|case|request|incident|henvendelse)\w{0,8}\W{0,3}[a-z-]{0,6}\d", re.I
)
_HAS_LEFT_IT = re.compile(
    r"\btak for (?:din|jeres|deres) (?:mail|e-?mail|henvendelse|besked)|\btack för (?:ditt|er) (?:mejl|mail)|\b(?:kontakte?|henvend(?:e dig)?|kontakta)\b|\blæser ikke\b|\bvil(?:l)? blive? (?:læst|besvaret|videresendt)"
    r"|\bautomatisk|\bvidere(?:sendes|stilles)",
    re.I,
)
_REGISTERED = re.compile(
    r"\b(?:har fået|fik|tildelt|with|dit|din|jeres) (?:\w+ )?(?:sags|ticket|case)-?(?:nummer|nr|number|id)|\ber (?:nu |blevet )?(?:registreret|journaliseret)|\b(?:henvendelse|mail) er modtaget",
    re.I,
)
_TAKES_A_STANCE = re.compile(
    r"\b(?:fint?|ok|okay|ja|nej|enig|indforstået|tiltræder|ret|rettes?|rettelse\w*|ændr\w*|mangler|forkert|ingen|kommentar\w*|deltag\w+|kommer (?:desværre )?ikke|meld\w+|stiller|opstill\w+)\b",
    re.I,
)
# Who is away and answers all the same.
_ANSWERS_ALL_THE_SAME = re.compile(
    r"\b(?:fint? for (?:mig|os)|(?:er|ser|lyder) (?:\w+ )?(?:fint?|ok|okay)|ok(?:ay)? (?:for|herfra|fra)|enig|indforstået|tiltræder|rettes|rettelser?|forkert|kommentar\w*|deltager? (?:\w+ ){0,2}ikke|ikke (?:\w+ ){0,2}deltage|stiller op)\b",
    re.I,
)
_SAYS_SO_AT_ONCE = re.compile(
    r"\W*(?:(?:dette|det her) er (?:et|en) (?:automatisk|auto)|denne (?:e-?mail|mail|besked|meddelelse) er (?:\w+ )?automatisk|this is an auto)",
    re.I,
)
_DELIVERED_SUBJECT = re.compile(
    r"\s*(?:leveret|delivered|relayed|videresendt|afleveret|levererat|levert)\s*(?::|$)", re.I
)
_SAYS_SO = re.compile(
    r"(?:^|[.!?:\n*(]\s*)(?:(?:bemærk|obs|nb|note)\s*[:!]?\s*)?(?:(?:dette|det her|dette her) er (?:et|en) (?:automatisk|auto)|denne (?:e-?mail|mail|besked|meddelelse) er (?:sendt |genereret |afsendt |dannet )?automatisk|this is an auto(?:mat|-?(?:reply|gener|respon))"
    r"|this (?:e-?mail|message) (?:was|is|has been) (?:sent |generated )?automatically|detta är ett automat|dette er et autosvar|(?:svaret|mailen|beskeden) er (?:sendt |dannet )?automatisk|du modtager dette svar automatisk"
    r"|\[?(?:automatisk (?:svar|genereret)|auto-?svar)\]?\s*[:.\n])"
    r"|(?:kan ikke besvar(?:e|es).{0,40}|da (?:den|mailen) er )(?:sendt|dannet|genereret) automatisk",
    re.I,
)
_AWAY = re.compile(
    r"\bjeg (?:er|har|holder|vender|læser|laeser|svarer|besvarer|træffes)\b.{0,80}\b(?:ferie|fri|orlov|barsel|kontoret|tilbage|rejse|bortrejst|bortreist|bortrest|afrejst|kursus|ude af huset|fraværende|optaget|hjemme|retur|mandag|igen|fratrådt|sygemeldt|begrænset adgang|ikke (?:mails?|min mail))\b"
    r"|\bi(?:'m| am| will be)\b.{0,60}\b(?:out of|away|on (?:vacation|leave|holiday)|back)\b|\b(?:vil blive|will be) (?:læst|read)\b|\b(?:vi har|har) modtaget din (?:henvendelse|mail)\b|\bi (?:mit )?fravær\b",
    re.I,
)
_ABSENT_SUBJECT = re.compile(
    r"\s*(?:fraværende|fravaerende|frånvarande|ikke til stede|ikke på kontoret|ikke paa kontoret)\s*:", re.I
)
# What an answer of a person's would name: who is away writes that he is, and no more.
_ANSWERS = re.compile(
    r"referat|godkend|bemærkning|indsigelse|\bpunkt\b|\bpkt\b|indstil|deltager gerne|tilmeld|\bafbud\b|approve|object",
    re.I,
)
_NAMED = re.compile(r"[\"”“'»«][^\"”“'»«\n]{0,200}[\"”“'»«]")
_RECALLS = re.compile(r"(?:vil gerne|ønsker at|would like to) (?:tilbagekalde|recall)|tilbagekaldelse|recall", re.I)
_BY_HAND = re.compile(r"^\s*(?:sendt fra min|sent from my|hent outlook|get outlook)\b|^>", re.I | re.M)
_AUTO_HEADERS = (
    "x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-mail-autoreply", "x-autogenerated", "x-autoreply-from",
    "x-vacation", "delivered-by-the-graces-of", "x-amazon-auto-reply", "x-loop-autoresponder", "x-facebook-notify",
)  # fmt: skip
_BOUNCE_SUBJECT = re.compile(
    r"\s*(?:undeliver(?:ed|able)|kan ikke leveres|ikke leveret|ikke leverbar|kunne ikke leveres|levering(?:en)? mislykkedes|mail delivery (?:failed|failure|subsystem|system)"
    r"|delivery (?:status notification|failure|failed|has failed|report)|failure notice|returned mail|undelivered mail returned|meddelelsen kunne ikke leveres"
    r"|mislykket levering|leveringsfejl|oleverbart|kan inte levereras|kan ikke leveres|unzustellbar|non remis|message undeliverable|mail could not be delivered"
    r"|delayed mail|warning: (?:could not send|message)|forsinket)",
    re.I,
)
_MACHINE_LOCAL = re.compile(
    r"(?:mailer-?daemon|postmaster|mail-?daemon|microsoftexchange[0-9a-f]*|bounces?(?:[+-].*)?|double-bounce|mdaemon)$",
    re.I,
)
_RECEIPT_SUBJECT = re.compile(
    r"\s*(?:læst|read|not read|ikke læst|lest|läst|return receipt(?: \(displayed\))?|kvittering for læsning|læsekvittering)\s*(?::|\()",
    re.I,
)
_WAS_READ = re.compile(
    r"\bblev (?:læst|slettet uden)|\bwas (?:read|deleted without)|\bthis is a return receipt|\bkvittering for (?:den |at )|\bble lest\b|\blästes\b|er blevet (?:læst|vist)",
    re.I,
)
_RECALL_SUBJECT = re.compile(
    r"\s*(?:tilbagekald(?:elsesrapport|else)?\s*:|rapport om tilbagekald|message recall report|recall (?:report|success|failure)|recall\s*:|message recall\b|tilbakekall(?:ing)?\s*:|återkall(?:a)?\s*:|.{1,80} (?:vil gerne|ønsker at) tilbagekalde meddelelsen)",
    re.I,
)
_NOREPLY = re.compile(r"(?:no-?reply|do-?not-?reply|ikke-?svar|noreply|donotreply|svar-?ikke)\b", re.I)


def sort(mail: Mail) -> tuple[Sort, str]:
    """The sort of a mail and the rule that told, in plain English."""
    unread = mail.unreadable not in ("", "winmail.dat") and not (mail.unreadable in _PARTLY and _words(mail))
    if unread and not _machine(mail):
        return Sort.BROKEN, f"it cannot be read: {mail.unreadable}"
    if not mail.headers and not mail.text and not mail.html:
        return Sort.BROKEN, "there is no message in it"
    kinds = {attachment.content_type for attachment in mail.attachments}
    content_type = mail.header("content-type").lower()
    if mail.calendar:
        method = calendar.method(mail.calendar)
        if method in ("REPLY", "COUNTER"):
            return Sort.CALENDAR, f"it holds a calendar part with METHOD:{method} (RFC 5546)"
        if method in ("REQUEST", "CANCEL", "ADD", "REFRESH", "DECLINECOUNTER") and not mail.in_reply_to:
            return Sort.OTHER, f"it is a calendar message with METHOD:{method}, not an answer"
    if "message/disposition-notification" in kinds or "disposition-notification" in content_type:
        return Sort.RECEIPT, "it holds a disposition notification (RFC 8098)"
    if (
        "message/delivery-status" in kinds
        or "message/global-delivery-status" in kinds
        or "report-type=delivery-status" in content_type.replace('"', "").replace(" ", "")
    ):
        return _report(mail)
    subject = mail.subject
    if _RECALL_SUBJECT.match(subject) and (not _words(mail) or _RECALLS.search(mail.text or mail.html[:20_000])):
        return Sort.OTHER, "its subject is that of a recalled message"
    machine = _machine(mail)
    if machine and _BOUNCE_SUBJECT.match(subject):
        return _report(mail)
    if machine and _DELIVERED_SUBJECT.match(subject):
        return Sort.OTHER, "a mail system tells that something was delivered"
    submitted = mail.header("auto-submitted").split(";")[0].strip().lower()
    if _RECEIPT_SUBJECT.match(subject) and (
        submitted not in ("", "no") or mail.return_path == "" or not _words(mail) or _WAS_READ.search(mail.text[:2000])
    ):
        return Sort.RECEIPT, "its subject is that of a read receipt and nothing is written in it"
    threaded = bool(mail.in_reply_to or mail.references or _IS_REPLY.match(subject))
    if submitted == "auto-generated" and not threaded and not _away(mail):
        return Sort.OTHER, "Auto-Submitted: auto-generated, and it answers nothing (RFC 3834 section 5.1)"
    if submitted not in ("", "no"):
        return Sort.AUTO, f"Auto-Submitted: {submitted} (RFC 3834)"
    for name in _AUTO_HEADERS:
        if mail.header(name) and mail.header(name).strip().lower() not in ("no", "false", "0"):
            return Sort.AUTO, f"it has the header {name}"
    if mail.header("precedence").strip().lower() in ("auto_reply", "auto-reply"):
        return Sort.AUTO, "Precedence: auto_reply"
    automatic = _automatic(mail)
    if automatic:
        return Sort.AUTO, automatic
    if machine and not threaded:
        return _report(mail, sure=False)
    if mail.return_path == "":
        return Sort.AUTO, "it has a null return path (RFC 3834 section 5)"
    if mail.from_ and _NOREPLY.match(mail.from_.address.split("@")[0]):
        return Sort.OTHER, "it comes from an address that takes no replies"
    if not threaded and (mail.header("list-unsubscribe") or mail.header("feedback-id") or mail.header("list-id")):
        return Sort.OTHER, "it is a mailing to a list, and answers nothing"
    if not threaded and mail.header("precedence").strip().lower() in ("bulk", "junk"):
        return Sort.OTHER, "it is bulk mail, and answers nothing"
    if not threaded and (
        mail.header("x-spam-flag").strip().lower() == "yes"
        or _JUDGED_SPAM.search(mail.header("x-forefront-antispam-report"))
    ):
        return Sort.OTHER, "the mail server calls it spam"
    return Sort.REPLY, "a person wrote it: nothing says that a machine did"


def _away(mail: Mail) -> bool:
    """Whether its subject or its words are those of somebody who is away: programs that answer for one write that too."""
    words = " ".join((mail.text or html.words(mail.html[:200_000]))[:MAX_WORDS].split())
    return bool(
        _AUTO_SUBJECT.match(mail.subject)
        or _AWAY_SUBJECT.match(mail.subject)
        or _AWAY.search(words)
        or _SAYS_SO.search(words)
    )


def _automatic(mail: Mail) -> str:
    """Why a mail without any of the headers is automatic all the same, by its subject and its words; "" if it is not."""
    named = _AUTO_SUBJECT.match(mail.subject)
    answers = _IS_REPLY.match(mail.subject)
    if answers and not named and "utomat" not in mail.text:
        return ""
    away = named or not answers and _AWAY_SUBJECT.match(mail.subject)
    topic = "" if answers or away else _topic(mail.subject)
    hinted = away or topic
    words = mail.text[:MAX_WORDS]
    if not words.strip() and mail.html and (hinted or "utomati" in mail.html):
        words = html.words(mail.html[:200_000])[:MAX_WORDS]
    words = "\n".join(" ".join(line.split()) for line in words.split("\n") if line.strip())
    if named:
        why = "its subject is that of an automatic answer"
    elif _ABSENT_SUBJECT.match(mail.subject) and not _ANSWERS.search(_NAMED.sub("", words)):
        why = "its subject is that of somebody who is away"
    elif not answers and _SAYS_SO.search(words):
        why = "it says that it is automatic"
    elif answers and _SAYS_SO_AT_ONCE.match(words) and not _ANSWERS.search(_NAMED.sub("", words)):
        why = "it begins by saying that it is automatic"
    elif hinted and _speaks_up(topic, words):
        return ""
    elif hinted and (not words or (topic or _AWAY.search(words)) and not _ANSWERS.search(_NAMED.sub("", words))):
        why = "its subject and its words are those of an automatic answer"
    else:
        return ""
    return "" if _BY_HAND.search(words) or _quotes(words) else why


def _speaks_up(topic: str, words: str) -> bool:
    """Whether a person answers in words under a subject that machines use too, or a machine would have said more."""
    if not topic:
        return _ANSWERS_ALL_THE_SAME.search(words) is not None
    machine = _HAS_LEFT_IT if topic == "away" else _REGISTERED
    return _TAKES_A_STANCE.search(words) is not None or machine.search(words) is None


def _topic(subject: str) -> str:
    """ "away" or "ticket" where a subject that answers none speaks of that; else ""."""
    if _ABSENCE_SUBJECT.match(subject):
        return "away"
    return "ticket" if _TICKET_SUBJECT.match(subject) else ""


def _quotes(words: str) -> bool:
    """Whether a mail is quoted in it, as a person's mail program does: no program that answers for one does."""
    lines = [Line(line, 0) for line in words.split("\n")[:400]]
    return any(intros.header_block(lines, index) or intros.is_intro(line.bare) for index, line in enumerate(lines))


def _words(mail: Mail) -> bool:
    return bool(mail.text.strip() or mail.html.strip())


def _machine(mail: Mail) -> bool:
    """From a mail system: its address says so, and the return path does not speak against it."""
    if mail.from_ is None:
        return mail.return_path == "" and bool(_BOUNCE_SUBJECT.match(mail.subject))
    return bool(_MACHINE_LOCAL.match(mail.from_.address.rsplit("@", 1)[0]))


def _report(mail: Mail, sure: bool = True) -> tuple[Sort, str]:
    """``sure``: its form or its subject says that it tells of a delivery."""
    found = bounce.read(mail)
    if found.failed and (sure or found.diagnosed) or found.unknown and sure:
        return Sort.BOUNCE, found.why
    return (
        Sort.OTHER,
        found.why if found.failed or not found.unknown else "a mail system wrote it, and not of a delivery",
    )
