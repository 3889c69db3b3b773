// What a person does in Thunderbird with an invitation, as functions that run inside it with its own rights.
// Each waits for what the program says of itself, never for a time; "until" gives up with the name of what did not come.

const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");

const LoginInfo = Components.Constructor("@mozilla.org/login-manager/loginInfo;1", "nsILoginInfo", "init");

function mainWindow() {
  return Services.wm.getMostRecentWindow("mail:3pane");
}

const pause = (milliseconds) => new Promise((next) => mainWindow().setTimeout(next, milliseconds));

async function until(ask, what, milliseconds = 40000) {
  const end = Date.now() + milliseconds;
  let trouble = "";
  for (;;) {
    try {
      const found = await Promise.race([ask(), pause(5000)]); // what never ends is asked again
      if (found) {
        return found;
      }
    } catch (error) {
      trouble = ` (${error})`; // half of the window is there before the other half
    }
    if (Date.now() > end) {
      throw new Error(`${what} did not come${trouble}`);
    }
    await pause(50);
  }
}

function imapServer() {
  return MailServices.accounts.accounts.find((one) => one.incomingServer.type === "imap").incomingServer;
}

// The mail view inside the first tab, and the page inside it that shows one message.
async function panes() {
  const tabs = await until(() => mainWindow().document.getElementById("tabmail"), "the main window");
  const list = await until(() => tabs.currentAbout3Pane, "the list of mails");
  await until(() => list.hasDOMContentLoaded, "the script of the list of mails");
  await list.hasDOMContentLoaded.promise; // it selects a folder last, which would undo a selection of ours
  return { list, message: list.messageBrowser?.contentWindow };
}

async function logIn(password) {
  const user = imapServer().username;
  for (const origin of ["imap://127.0.0.1", "smtp://127.0.0.1"]) {
    await Services.logins.addLoginAsync(new LoginInfo(origin, null, origin, user, password, "", ""));
  }
  await panes();
  await until(() => cal.manager.getCalendars().length, "the calendar");
  return Services.locale.appLocaleAsBCP47;
}

async function fetchMail(inbox) {
  inbox.QueryInterface(Ci.nsIMsgImapMailFolder);
  await new Promise((done) => {
    inbox.updateFolderWithListener(null, { OnStartRunningUrl() {}, OnStopRunningUrl: (_url, status) => done(status) });
  });
}

// Open the mail with this Message-ID (without brackets) and read the bar above it.
async function show(messageId) {
  const server = imapServer();
  server.performExpand(null);
  const inbox = await until(() => server.rootFolder.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox), "the inbox");
  const find = () => [...inbox.messages].find((one) => one.messageId === messageId);
  const { list } = await panes();
  let looks = 0;
  const page = await until(async () => {
    if (looks++ % 20 === 0) {
      await fetchMail(inbox);
      if (list.gDBView) {
        list.threadTree.selectedIndex = -1; // a folder that was still being opened has forgotten what was selected
      }
    }
    const header = find(); // looked up each time: opening the folder may give it another database
    list.selectMessage(header);
    const inner = list.messageBrowser?.contentWindow;
    return inner?.gMessage?.messageKey === header.messageKey && inner.msgLoaded && inner;
  }, `the mail ${messageId}`);
  await until(() => page.calImipBar.itipItem, "the bar of the invitation");
  return bar(page);
}

function bar(page) {
  const visible = (one) => !one.hidden && one.getBoundingClientRect().width > 0;
  const whole = page.document.getElementById("imip-bar");
  return {
    shown: !whole.collapsed && whole.getBoundingClientRect().height > 0,
    label: whole.querySelector(".msgNotificationBarText").textContent.trim(),
    buttons: page.calImipBar.getButtons().filter((one) => one.id && visible(one)).map((one) => [one.id, one.label]),
    text: page.document.getElementById("messagepane").contentDocument.body.innerText,
  };
}

// Press a button of the bar; dialogs are answered with their first button, and told.
async function press(id) {
  const page = (await panes()).message;
  const button = page.document.getElementById(id);
  if (button.hidden) {
    throw new Error(`${id} is not shown`);
  }
  const dialogs = [];
  const watch = {
    observe(subject, topic) {
      if (topic !== "domwindowopened") {
        return;
      }
      subject.addEventListener("load", () => {
        dialogs.push(subject.location.href.split("/").at(-1));
        subject.setTimeout(() => subject.document.querySelector("dialog")?.acceptDialog(), 0);
      }, { once: true });
    },
  };
  Services.ww.registerNotification(watch);
  try {
    mainWindow().setTimeout(() => button.doCommand(), 0); // a modal dialog would hold this script up
    await until(() => button.hidden, "what follows the button");
  } finally {
    Services.ww.unregisterNotification(watch);
  }
  return dialogs;
}

// Everything in the calendar, times in UTC.
async function events() {
  const found = [];
  for (const calendar of cal.manager.getCalendars()) {
    for (const item of await calendar.getItemsAsArray(Ci.calICalendar.ITEM_FILTER_ALL_ITEMS, 0, null, null)) {
      found.push({
        uid: item.id,
        title: item.title,
        start: item.startDate.getInTimezone(cal.dtz.UTC).icalString,
        end: item.endDate.getInTimezone(cal.dtz.UTC).icalString,
        sequence: Number(item.getProperty("SEQUENCE") ?? 0),
        location: item.getProperty("LOCATION") ?? "",
        description: item.getProperty("DESCRIPTION") ?? "",
        answers: Object.fromEntries(item.getAttendees().map((one) => [one.id, one.participationStatus])),
      });
    }
  }
  return found;
}

// The mail on the screen in a tab of its own, in a window of this size, without what stands beside it.
async function enlarge(width, height) {
  const uri = (await panes()).message.gMessageURI;
  const window = mainWindow();
  window.resizeTo(width, height);
  window.document.getElementById("today-pane-panel").hidden = true;
  const tab = window.document.getElementById("tabmail").openTab("mailMessageTab", { messageURI: uri });
  await until(() => tab.chromeBrowser.contentWindow.calImipBar?.itipItem, "the mail in its tab");
}
