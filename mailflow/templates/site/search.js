"use strict";
(() => {
  const form = document.getElementById("soeg"), field = document.getElementById("ord");
  const said = document.getElementById("svar"), list = document.getElementById("fundne");
  const fold = (text) => text.normalize("NFC").toLowerCase().replace(/æ/g, "ae").replace(/ø/g, "oe").replace(/å/g, "aa")
    .normalize("NFD").replace(/\p{M}/gu, "");
  const day = new Intl.DateTimeFormat("da", { dateStyle: "long", timeZone: "UTC" });
  let index = null;
  const load = async () => {
    if (index === null) {
      const answer = await fetch("search.json");
      if (!answer.ok) throw new Error(String(answer.status));
      index = await answer.json();
    }
    return index;
  };
  const pagesWith = (known, word) => {
    const found = new Set();
    for (const [one, places] of Object.entries(known.words)) if (one.startsWith(word)) for (const place of places) found.add(place);
    return found;
  };
  const show = (known, text) => {
    const words = (fold(text).match(/[0-9a-z]+/g) || []).map((word) => word.slice(0, 40));
    list.replaceChildren();
    if (!words.length) { said.textContent = ""; return; }
    const all = words.map((word) => pagesWith(known, word));
    const found = [...all[0]].filter((place) => all.every((one) => one.has(place))).sort((a, b) => a - b);
    said.textContent = found.length === 0 ? "Intet fundet." : found.length === 1 ? "1 side fundet." : found.length + " sider fundet.";
    for (const place of found) {
      const [slug, title, body, date] = known.pages[place];
      const item = document.createElement("li"), link = document.createElement("a");
      const name = document.createElement("span"), when = document.createElement("span"), time = document.createElement("time");
      link.href = slug + ".html";
      name.className = "name"; name.textContent = title;
      when.className = "when"; time.dateTime = date; time.textContent = day.format(new Date(date + "T00:00:00Z"));
      when.append(body ? body + ", " : "", time);
      link.append(name, " ", when); item.append(link); list.append(item);
    }
  };
  const search = async () => {
    try { show(await load(), field.value); }
    catch { said.textContent = "Der kan ikke søges lige nu. Alle sider står i oversigten."; }
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  field.addEventListener("input", search);
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) { field.value = asked; search(); }
})();
