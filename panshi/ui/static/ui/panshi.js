/* What a page gains when scripts run; none of it is needed to read or to send a form. */
(() => {
  const byId = (id) => document.getElementById(id);

  // Dialogs: any element with data-opens="id"; a list fetched by htmx opens when it has arrived.
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener && byId(opener.dataset.opens)) { event.preventDefault(); byId(opener.dataset.opens).showModal(); return; }
    if (event.target.closest("[data-closes]")) { event.target.closest("dialog").close(); return; }
    if (event.target.matches("dialog[open]")) event.target.close();
    if (event.target.closest("[data-prints]")) window.print();
    for (const open of document.querySelectorAll("details.pick[open], .bar-bottom details[open]"))
      if (!open.contains(event.target)) open.open = false;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const source = event.detail.requestConfig && event.detail.requestConfig.elt;
    const opens = source && source.dataset.opensAfter && byId(source.dataset.opensAfter);
    if (opens && !opens.open) { opens.showModal(); const first = opens.querySelector("[autofocus], input[type=search]"); if (first) first.focus(); }
  });

  // Keys: / to search, Escape closes what is open and gives the focus back.
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const find = byId("find");
      if (find && find.offsetParent) { event.preventDefault(); find.focus(); find.select(); }
    }
    if (event.key === "Escape")
      for (const open of document.querySelectorAll("details.pick[open], .bar-bottom details[open]")) { open.open = false; open.querySelector("summary").focus(); }
  });

  // A form is sent once; what was typed in a long form is kept until it was taken, should the session end meanwhile.
  const drafts = (form) => "panshi-draft:" + location.pathname + ":" + form.dataset.keeps;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent === "1") { event.preventDefault(); return; }
    if (form.method === "post" && !form.hasAttribute("hx-post")) {
      form.dataset.sent = "1";
      const button = event.submitter;
      if (button) button.setAttribute("aria-busy", "true");
    }
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  });
  const kept = (field) => field.name && !["password", "file", "hidden", "submit", "button"].includes(field.type) && field.name !== "csrfmiddlewaretoken";
  const restore = (form) => {
    const saved = JSON.parse(sessionStorage.getItem(drafts(form)) || "null");
    if (!saved || form.querySelector("[aria-invalid]")) return;
    for (const field of form.elements) if (kept(field) && field.name in saved) {
      if (field.type === "checkbox" || field.type === "radio") field.checked = saved[field.name].includes(field.value);
      else if (!field.value) field.value = saved[field.name][0];
    }
  };
  const keep = (form) => {
    const saved = {};
    for (const field of form.elements) if (kept(field)) {
      if ((field.type === "checkbox" || field.type === "radio") && !field.checked) { saved[field.name] ||= []; continue; }
      (saved[field.name] ||= []).push(field.value);
    }
    sessionStorage.setItem(drafts(form), JSON.stringify(saved));
  };
  document.addEventListener("input", (event) => { const form = event.target.form; if (form && form.dataset.keeps) keep(form); });
  const start = () => {
    for (const form of document.querySelectorAll("form[data-keeps]")) restore(form);
    for (const done of document.querySelectorAll("[data-taken]"))
      for (const key of Object.keys(sessionStorage)) if (key.startsWith("panshi-draft:") && key.endsWith(":" + done.dataset.taken)) sessionStorage.removeItem(key);
    const wrong = document.querySelector(".summary[role=alert]");
    if (wrong) wrong.focus();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();

  // Files dropped on a zone go into its input.
  for (const name of ["dragover", "dragleave", "drop"]) document.addEventListener(name, (event) => {
    const zone = event.target.closest && event.target.closest(".drop-zone");
    if (!zone) return;
    event.preventDefault();
    zone.classList.toggle("over", name === "dragover");
    const input = zone.querySelector("input[type=file]");
    if (name === "drop" && input && event.dataTransfer.files.length) { input.files = event.dataTransfer.files; input.dispatchEvent(new Event("change", { bubbles: true })); }
  });
})();
