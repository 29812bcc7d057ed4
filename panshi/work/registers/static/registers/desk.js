/* Keys on the verifier's desk: j and k go down and up, v verifies, b sends back, x selects, o opens. Forms do the same without. */
(() => {
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;
  const items = () => [...desk.querySelectorAll("[data-item]")];
  let here = -1;
  const go = (place, focus = true) => {
    const all = items();
    if (!all.length) return;
    here = Math.max(0, Math.min(place, all.length - 1));
    all.forEach((item, at) => item.classList.toggle("here", at === here));
    if (focus) { all[here].focus({ preventScroll: true }); all[here].scrollIntoView({ block: "nearest" }); }
  };
  const next = (from, step) => {
    const all = items();
    let place = from + step;
    while (all[place] && all[place].hasAttribute("data-done")) place += step;
    return all[place] ? place : from;
  };
  const acts = {
    j: () => go(here < 0 ? 0 : next(here, 1)),
    k: () => go(here < 0 ? 0 : next(here, -1)),
    v: (item) => { const form = item.querySelector("form[data-verify]"); if (form) form.requestSubmit(); },
    b: (item) => { const back = item.querySelector("details[data-back]"); if (back) { back.open = true; back.querySelector("select").focus(); } },
    x: (item) => { const box = item.querySelector("input[type=checkbox]:not(:disabled)"); if (box) box.checked = !box.checked; },
    o: (item) => { const link = item.querySelector("h3 a"); if (link) link.click(); },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select, dialog")) {
      if (event.key === "Escape" && desk.contains(event.target)) { const back = event.target.closest("details"); if (back) back.open = false; go(here); }
      return;
    }
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    if (here < 0 && event.key !== "j" && event.key !== "k") { go(0); return; }
    act(items()[here]);
  });
  desk.addEventListener("focusin", (event) => { const item = event.target.closest("[data-item]"); if (item) go(items().indexOf(item), false); });
  // Done in its place: on to the next one that waits.
  document.addEventListener("htmx:afterSwap", () => { if (here >= 0 && items()[here] && items()[here].hasAttribute("data-done")) go(next(here, 1)); });
})();
