// read.mjs FILE.ics … : what ical.js and node-ical understand of each, as one JSON list; instants in UTC.
import fs from "node:fs";

import ICAL from "ical.js";
import nodeIcal from "node-ical";

const address = (value) => String(value).replace(/^mailto:/i, "");

function byIcalJs(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const named = new Set(calendar.getAllSubcomponents("vtimezone").map((one) => one.getFirstPropertyValue("tzid")));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(zone); // its own rules, not a database's
  }
  const meetings = calendar.getAllSubcomponents("vevent");
  const meeting = new ICAL.Event(meetings[0]);
  const organizer = meetings[0].getFirstProperty("organizer");
  return {
    method: calendar.getFirstPropertyValue("method"),
    meetings: meetings.length,
    zones: [...named],
    uid: meeting.uid,
    sequence: meeting.sequence,
    start: meeting.startDate.toJSDate().toISOString(),
    end: meeting.endDate.toJSDate().toISOString(),
    allDay: meeting.startDate.isDate,
    title: meeting.summary,
    place: meeting.location ?? "",
    description: meeting.description ?? "",
    status: meetings[0].getFirstPropertyValue("status"),
    organizer: organizer && address(organizer.getFirstValue()),
    attendees: meeting.attendees.map((one) => [
      address(one.getFirstValue()), one.getParameter("partstat"), one.getParameter("rsvp") ?? "",
    ]),
  };
}

function byNodeIcal(text) {
  const entries = Object.values(nodeIcal.sync.parseICS(text));
  const meetings = entries.filter((one) => one.type === "VEVENT");
  const meeting = meetings[0];
  const words = (value) => value?.val ?? value ?? "";
  const attendees = meeting.attendee === undefined ? [] : [meeting.attendee].flat();
  return {
    method: meeting.method,
    meetings: meetings.length,
    zones: entries.filter((one) => one.type === "VTIMEZONE").map((one) => one.tzid),
    uid: meeting.uid,
    sequence: Number(meeting.sequence),
    start: meeting.start.toISOString(),
    end: meeting.end.toISOString(),
    allDay: meeting.datetype === "date",
    title: words(meeting.summary),
    place: words(meeting.location),
    description: words(meeting.description),
    status: meeting.status,
    organizer: meeting.organizer && address(meeting.organizer.val),
    attendees: attendees.map((one) => [address(one.val), one.params.PARTSTAT, String(one.params.RSVP ?? "").toUpperCase()]),
  };
}

console.log(JSON.stringify(process.argv.slice(2).map((file) => {
  const text = fs.readFileSync(file, "utf8");
  return { "ical.js": byIcalJs(text), "node-ical": byNodeIcal(text) };
})));
