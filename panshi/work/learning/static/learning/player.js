/* The player. What is done is kept in the browser until the site has taken it: running totals under a key of this opening, so that
   nothing counts twice however often it is sent. Time is this page's own, counted while it is looked at. */
(() => {
  const player = document.getElementById("player");
  if (!player) return;
  const shelf = "panshi-study:", key = player.elements.key.value, told = player.dataset;
  const saved = document.getElementById("saved"), trouble = document.getElementById("trouble");
  const state = { seconds: 0, part: Number(told.part), place: told.place, turn: 0, item: "", items: {}, said: false };
  let since = document.visibilityState === "visible" ? performance.now() : null, whole = 0, changed = false, sending = false, pause = 0, left = false;

  const count = () => {
    if (since !== null) { const now = performance.now(); whole += now - since; since = now; }
    state.seconds = Math.floor(whole / 1000);
  };
  const body = (url, kept) => {
    const form = new FormData();
    form.append("csrfmiddlewaretoken", player.elements.csrfmiddlewaretoken.value);
    form.append("key", kept.key);
    for (const name of ["seconds", "part", "place", "turn", "item"]) form.append(name, kept[name]);
    form.append("items", JSON.stringify(kept.items));
    if (kept.said) form.append("said", "1");
    return form;
  };
  const store = () => {
    try { localStorage.setItem(shelf + key, JSON.stringify({ url: told.note, key, ...state })); } catch { /* full or forbidden: the beats still go */ }
  };
  const note = (change) => { Object.assign(state, change); changed = true; count(); store(); };
  const say = (text) => { if (saved.textContent !== text) saved.textContent = text; };

  const show = (answer) => {
    document.getElementById("part").textContent = answer.part;
    document.getElementById("bar").value = answer.part;
    for (const id of answer.done) { const line = player.querySelector(`li[data-id="${CSS.escape(id)}"] .tag`); if (line) line.hidden = false; }
    if (!answer.studied) return;
    told.studied = "1";
    document.getElementById("studied").hidden = false;
    document.getElementById("whole").hidden = !answer.completed;
    const open = document.getElementById("open"), onward = document.getElementById("onward");
    if (open) open.hidden = true;
    onward.href = answer.next;
    onward.textContent = told[answer.leads];
  };

  const send = async () => {
    if (sending) return;
    sending = true;
    count();
    state.turn += 1;
    const sent = JSON.stringify(state), kept = { key, ...state };
    changed = false;
    try {
      const answer = await fetch(told.note, { method: "POST", body: body(told.note, kept), headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (answer.redirected) throw new Error("signed out");
      if (answer.status >= 500 || answer.status === 429) throw new Error("broken");
      const reply = await answer.json();
      if (!answer.ok) { trouble.hidden = false; trouble.querySelector("p").textContent = reply.detail; localStorage.removeItem(shelf + key); return; }
      trouble.hidden = true;
      pause = 0;
      show(reply);
      say(told.saved);
      if (!changed && sent === JSON.stringify(state)) localStorage.removeItem(shelf + key);
    } catch (error) {
      changed = true;
      store();
      pause = Math.min(60000, pause ? pause * 2 : 2000);
      say(error.message === "signed out" ? told.signedOut : told.unsaved);
      window.setTimeout(send, pause);
    } finally {
      sending = false;
      if (changed && !pause) window.setTimeout(send, 0);
    }
  };
  const beacon = () => {
    if (left) return;
    count();
    state.turn += 1;
    store();
    navigator.sendBeacon(told.note, body(told.note, { key, ...state }));
  };

  window.setInterval(() => { if (document.visibilityState === "visible" || changed) send(); }, 15000);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") { count(); since = null; beacon(); } else since = performance.now();
  });
  window.addEventListener("pagehide", beacon);
  window.addEventListener("online", () => { pause = 0; send(); });

  // What other openings left here when the line or the battery failed.
  const rest = async () => {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(shelf) || name === shelf + key) continue;
      try {
        const kept = JSON.parse(localStorage.getItem(name));
        const answer = await fetch(kept.url, { method: "POST", body: body(kept.url, kept), headers: { Accept: "application/json" }, credentials: "same-origin" });
        if (!answer.redirected && answer.status < 500) localStorage.removeItem(name);
        if (answer.ok && kept.url === told.note) show(await answer.json());
      } catch (error) { if (error instanceof SyntaxError) localStorage.removeItem(name); }
    }
  };
  rest();

  // A text: goes on where one was, and knows how far one has come.
  const reading = document.getElementById("reading");
  if (reading) {
    const far = () => { const box = reading.getBoundingClientRect(); return Math.max(0, Math.min(1, (window.innerHeight - box.top) / box.height)); };
    const at = Number(told.place) || 0;
    if (at > 0.05 && at < 0.97) window.scrollTo({ top: reading.offsetTop + reading.offsetHeight * at - window.innerHeight });
    let waits = 0;
    window.addEventListener("scroll", () => {
      window.clearTimeout(waits);
      waits = window.setTimeout(() => { const share = far(); note({ place: share.toFixed(3), part: Math.max(state.part, Math.min(99, Math.floor(share * 100))) }); }, 300);
    }, { passive: true });
  }

  // A video: what was played counts, in whatever order; its place is the second and the spans played so far.
  const video = document.getElementById("video");
  if (video) {
    const [second, spans] = told.place.split("|"), before = (spans || "").split(",").filter(Boolean).map((span) => span.split("-").map(Number));
    const merged = () => {
      const all = before.slice(), played = video.played;
      for (let n = 0; n < played.length; n++) all.push([played.start(n), played.end(n)]);
      all.sort((one, other) => one[0] - other[0]);
      const found = [];
      for (const [from, to] of all) { const last = found[found.length - 1]; if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to); else found.push([from, to]); }
      return found;
    };
    const seen = () => {
      const found = merged(), length = video.duration || 0;
      const share = length ? found.reduce((sum, [from, to]) => sum + to - from, 0) / length : 0;
      note({ part: Math.max(state.part, Math.min(100, Math.round(share * 100))), place: video.currentTime.toFixed(1) + "|" + found.map(([from, to]) => from.toFixed(1) + "-" + to.toFixed(1)).join(",") });
    };
    const resume = () => { const at = Number(second) || 0; if (at > 1 && at < video.duration - 2) video.currentTime = at; };
    if (video.readyState >= 1) resume(); else video.addEventListener("loadedmetadata", resume, { once: true });
    video.addEventListener("timeupdate", () => { if (Math.floor(video.currentTime) % 5 === 0) seen(); });
    for (const name of ["pause", "ended"]) video.addEventListener(name, () => { seen(); send(); });
  }

  // A package: what its runtime says comes as messages from its frame, or from a frame within it.
  const frame = document.getElementById("package");
  const within = (source) => { for (let at = source, n = 0; at && n < 8; at = at.parent, n++) { if (at === frame.contentWindow) return true; if (at === window) return false; } return false; };
  if (frame) {
    state.item = frame.dataset.item;
    window.addEventListener("message", (event) => {
      const said = event.data;
      if (!said || said.panshi !== "item" || typeof said.item !== "string" || !within(event.source)) return;
      note({ items: { ...state.items, [said.item]: said.state } });
      pause = 0;
      send();
    });
    if (told.carrier === "cmi5") window.setInterval(() => { if (!told.studied && document.visibilityState === "visible") send(); }, 3000);
  }
  // Leaving closes the package first: it may have something to say when it goes, and that has to arrive.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-leaves], .rooms a, .bar-bottom a");
    if (!link || !frame || event.ctrlKey || event.metaKey || event.shiftKey || !link.href) return;
    event.preventDefault();
    const go = () => { beacon(); left = true; window.location.assign(link.href); };
    frame.src = "about:blank";
    window.setTimeout(go, 250);
  });

  player.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const button = document.getElementById("done");
    if (button) button.setAttribute("aria-busy", "true");
    note({ said: true });
    pause = 0;
    send().finally(() => {
      delete player.dataset.sent;
      if (button) button.removeAttribute("aria-busy");
    });
  }, true);
})();
