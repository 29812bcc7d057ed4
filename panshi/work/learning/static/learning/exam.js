/* A paper: every answer is sent as it is given, waits in the browser while the line is down, and the time shown is the server's. */
(() => {
  const paper = document.getElementById("paper");
  if (!paper) return;
  const shelf = "panshi-paper:" + paper.dataset.attempt;
  const fields = [...paper.querySelectorAll("fieldset[data-place]")];
  const saved = document.getElementById("saved"), trouble = document.getElementById("trouble");
  const revision = (field) => paper.elements["r" + field.dataset.place];
  const waiting = new Map();   // place → true while its answer is not known to be kept
  let sending = false, pause = 0, over = false;
  document.getElementById("save").hidden = true;

  const values = (field) => [...new FormData(paper).getAll("q" + field.dataset.place)].map(String);
  const filled = (field) => values(field).some((value) => value.trim());
  const count = () => {
    const asked = fields.filter((field) => revision(field));
    document.getElementById("done").textContent = asked.filter(filled).length + " / " + asked.length;
  };
  const store = () => {
    const kept = {};
    for (const field of fields) if (waiting.has(field.dataset.place)) kept[field.dataset.place] = [Number(revision(field).value), values(field)];
    if (Object.keys(kept).length) localStorage.setItem(shelf, JSON.stringify(kept)); else localStorage.removeItem(shelf);
  };
  const put = (field, given) => {
    const named = [...field.querySelectorAll("[name=q" + field.dataset.place + "]")];
    named.forEach((each, at) => {
      if (each.type === "radio" || each.type === "checkbox") each.checked = given.includes(each.value);
      else each.value = given[at] || "";
    });
  };
  const say = (text) => { saved.textContent = text; };
  const stop = (text) => {
    over = true; say("");
    trouble.hidden = false; trouble.querySelector("p").textContent = text;
    for (const field of fields) field.disabled = true;
    document.getElementById("hand-in").disabled = true;
    trouble.scrollIntoView({ block: "center" });
  };

  // One answer after another, the oldest first; what failed is tried again, later and later.
  const send = async () => {
    if (sending || over || !waiting.size) return;
    sending = true;
    const place = waiting.keys().next().value, field = fields.find((each) => each.dataset.place === place);
    const body = new FormData();
    body.append("csrfmiddlewaretoken", paper.elements.csrfmiddlewaretoken.value);
    body.append("tab", paper.elements.tab.value);
    body.append("r" + place, revision(field).value);
    const sent = values(field);
    for (const value of sent) body.append("q" + place, value);
    say(paper.dataset.saving);
    try {
      const answer = await fetch(field.dataset.answer, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin" });
      const json = (answer.headers.get("Content-Type") || "").includes("json");
      if (answer.redirected || !json) throw new Error(answer.redirected ? "signed out" : "broken");
      const told = await answer.json();
      if (answer.status === 409) {
        localStorage.removeItem(shelf);
        stop(told.detail);
        if (told.code !== "taken-over") window.setTimeout(() => window.location.reload(), 3000);
        return;
      }
      if (!answer.ok && answer.status < 500 && answer.status !== 429) { waiting.delete(place); say(told.detail || paper.dataset.unsaved); return; }
      if (!answer.ok) throw new Error("refused");
      revision(field).value = Math.max(told.revision, Number(revision(field).value));
      if (JSON.stringify(sent) === JSON.stringify(values(field))) waiting.delete(place);
      if (told.left !== null) ends = performance.now() + told.left * 1000;
      pause = 0;
      if (!waiting.size) say(paper.dataset.saved);
    } catch (error) {
      pause = Math.min(30000, pause ? pause * 2 : 2000);
      say(error.message === "signed out" ? paper.dataset.signedOut : paper.dataset.unsaved);
    } finally {
      sending = false;
      store();
      if (waiting.size && !over) window.setTimeout(send, pause);
    }
  };
  let typing = 0;
  const note = (event) => {
    const field = event.target.closest("fieldset[data-place]");
    if (!field || over) return;
    waiting.set(field.dataset.place, true);
    store(); count();
    window.clearTimeout(typing);
    typing = window.setTimeout(send, event.type === "input" && event.target.matches("textarea, input.gap") ? 900 : 0);
  };
  paper.addEventListener("input", note);
  paper.addEventListener("change", note);
  window.addEventListener("online", () => { pause = 0; send(); });

  // What waited here when the page went away: newer than what the server has, it is sent; else it was kept already.
  try {
    const kept = JSON.parse(localStorage.getItem(shelf) || "{}");
    for (const field of fields) {
      const found = kept[field.dataset.place];
      if (found && found[0] >= Number(revision(field).value)) { put(field, found[1]); waiting.set(field.dataset.place, true); }
    }
  } catch { localStorage.removeItem(shelf); }
  count();
  if (waiting.size) send();

  // The time: counted down from what the server said, whatever the clock of this device shows.
  let ends = paper.dataset.left === "" ? null : performance.now() + Number(paper.dataset.left) * 1000;
  const time = document.getElementById("time");
  const tick = () => {
    if (ends === null || !time) return;
    const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
    const two = (number) => String(number).padStart(2, "0");
    time.textContent = (left >= 3600 ? Math.floor(left / 3600) + ":" : "") + two(Math.floor(left / 60) % 60) + ":" + two(left % 60);
    paper.querySelector(".clock").classList.toggle("short", left < 60);
    if (left === 0 && !over) { over = true; localStorage.removeItem(shelf); window.setTimeout(() => window.location.reload(), 1500); }
  };
  tick();
  window.setInterval(tick, 500);

  paper.addEventListener("submit", (event) => {
    const missing = fields.filter((field) => revision(field) && !filled(field)).map((field) => field.dataset.place);
    if (missing.length && !window.confirm(paper.dataset.ask + " " + missing.join(", "))) {
      event.preventDefault();
      window.setTimeout(() => { delete paper.dataset.sent; document.getElementById("hand-in").removeAttribute("aria-busy"); }, 0);
      return;
    }
    localStorage.removeItem(shelf);
  });
})();
