// Saves each criterion as it is changed, and again until it is taken when the line fails. The server takes a save once by its key.
(() => {
  const wait = [1000, 3000, 8000, 20000, 60000];
  for (const form of document.querySelectorAll("form[data-sheet]")) {
    const status = form.querySelector("[role=status]");
    if (!status) continue;
    let tries = 0, timer = 0, running = false, again = false;
    const say = (what) => { status.textContent = status.dataset[what]; };
    const save = async () => {
      if (running) { again = true; return; }
      running = true; again = false; clearTimeout(timer); say("saidSaving");
      const photo = form.elements.photo;
      try {
        const sent = new FormData(form);
        if (!photo.files.length) sent.delete("photo");
        const got = await fetch(location.href, { method: "POST", body: sent, headers: { "X-Saved-By": "script" } });
        if (got.status >= 500) throw new Error("busy");
        if (got.status !== 204) { say("saidRefused"); } else { say("saidSaved"); tries = 0; photo.value = ""; form.elements.key.value = crypto.randomUUID ? crypto.randomUUID() : form.elements.key.value; }
      } catch {
        say("saidWaiting");
        timer = setTimeout(save, wait[Math.min(tries++, wait.length - 1)]);
      } finally {
        running = false;
        if (again) save();
      }
    };
    form.addEventListener("change", save);
    window.addEventListener("online", () => { if (tries) save(); });
  }
})();
