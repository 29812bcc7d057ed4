/* Texts written with their headings and lists in sight, and uploads with a bar. Without scripts a plain field and form do. */
(() => {
  const area = document.querySelector("textarea[data-writes]");
  if (area) {
    const written = document.createElement("div"), label = document.querySelector(`label[for="${area.id}"]`), tools = document.querySelector(".tools");
    written.className = "written prose reading";
    written.contentEditable = "true";
    written.setAttribute("role", "textbox");
    written.setAttribute("aria-multiline", "true");
    label.id = area.id + "_label";
    written.setAttribute("aria-labelledby", label.id);
    const plain = !/<[a-z]/i.test(area.value);
    // What stands in the field was cleaned by the site when it was kept; what comes back from a refused form was not, so it is
    // read as a document that runs nothing and only its text and tags are taken.
    const parsed = new DOMParser().parseFromString(area.value, "text/html").body;
    for (const bad of parsed.querySelectorAll("script, style, iframe, object, embed, link, meta, form")) bad.remove();
    for (const each of parsed.querySelectorAll("*")) for (const { name } of [...each.attributes]) if (/^on|^style$|^class$/i.test(name)) each.removeAttribute(name);
    if (plain) for (const line of area.value.split("\n").filter((line) => line.trim())) { const p = document.createElement("p"); p.textContent = line; written.append(p); }
    else written.append(...parsed.childNodes);
    area.hidden = true;
    area.required = false;
    area.before(tools, written);
    tools.hidden = false;
    const keep = () => { area.value = written.textContent.trim() || written.querySelector("img") ? written.innerHTML : ""; };
    written.addEventListener("input", keep);
    written.addEventListener("paste", () => window.setTimeout(keep, 0));
    for (const button of tools.querySelectorAll("[data-does]")) button.addEventListener("click", () => {
      written.focus();
      document.execCommand(button.dataset.does, false, button.dataset.with || null);
      keep();
    });
    area.form.addEventListener("submit", keep, true);
  }

  const form = document.querySelector("form[data-uploads]");
  if (!form) return;
  const working = form.querySelector(".working"), [words, number] = working.querySelectorAll("b, .num"), bar = working.querySelector("progress");
  form.addEventListener("submit", (event) => {
    const file = form.elements.file.files[0];
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    working.hidden = false;
    if (file.size > Number(form.dataset.most) * 2 ** 20) { words.textContent = form.dataset.large; number.textContent = ""; return; }
    const button = form.querySelector("button.main"), call = new XMLHttpRequest();
    button.disabled = true;
    words.textContent = form.dataset.sending;
    call.upload.addEventListener("progress", (beat) => {
      const share = beat.lengthComputable ? Math.floor((100 * beat.loaded) / beat.total) : 0;
      bar.value = share;
      number.textContent = share + " %";
      if (share === 100) words.textContent = form.dataset.checking;
    });
    call.addEventListener("load", () => {
      if (call.status === 200 && call.responseURL !== window.location.href) { window.location.assign(call.responseURL); return; }
      // The page with what was wrong takes this one's place; it comes from the site itself.
      const said = new DOMParser().parseFromString(call.responseText, "text/html"), page = said.getElementById("page");
      if (page) { document.getElementById("page").replaceWith(page); window.scrollTo(0, 0); }
    });
    for (const name of ["error", "abort"]) call.addEventListener(name, () => {
      button.disabled = false;
      words.textContent = name === "error" ? form.dataset.broken : "";
      working.hidden = name === "abort";
    });
    working.querySelector("[data-stops]").onclick = () => call.abort();
    call.open("POST", window.location.href);
    call.send(new FormData(form));
  }, true);
})();
