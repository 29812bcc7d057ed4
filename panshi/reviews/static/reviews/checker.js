/* j and k, or the arrows, walk the claims; the number in the text follows. Enter opens the records, c the other figures.
   Nothing here is needed: marks and claims are links to each other. */
(() => {
  const visible = () => [...document.querySelectorAll("#checked .claims > li[id^='claim-']")].filter((claim) => claim.offsetParent);
  const marked = (claim) => document.getElementById(claim.id.replace("claim-", "number-"));
  const lookAt = (claim, focus) => {
    for (const here of document.querySelectorAll("#checked .here")) here.classList.remove("here");
    claim.classList.add("here");
    const number = marked(claim);
    if (number) { number.classList.add("here"); number.scrollIntoView({ block: "center" }); }
    if (focus) { claim.focus({ preventScroll: true }); claim.scrollIntoView({ block: "nearest" }); }
  };
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input:not([type='radio']), textarea, select, [contenteditable], dialog") || event.ctrlKey || event.metaKey || event.altKey) return;
    const claims = visible(), at = claims.findIndex((claim) => claim.classList.contains("here"));
    const step = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    // Arrows scroll the page until a claim has been chosen with j, k or a click.
    if (step && claims.length && (at >= 0 || event.key === "j" || event.key === "k")) {
      if (event.target.type === "radio") return;
      event.preventDefault();
      lookAt(claims[at < 0 ? 0 : Math.min(claims.length - 1, Math.max(0, at + step))], true);
    }
    if (at < 0 || event.target.closest("a, button, summary, input")) return;
    const first = claims[at].querySelector(".why a"), chooser = claims[at].querySelector(".chooser");
    if (event.key === "Enter" && first) first.click();
    if (event.key === "c" && chooser) { chooser.open = !chooser.open; const inside = chooser.open && chooser.querySelector("button"); if (inside) { event.preventDefault(); inside.focus(); } }
    if (event.key === "Escape") { claims[at].classList.remove("here"); const number = marked(claims[at]); if (number) number.classList.remove("here"); }
  });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("#checked mark");
    if (!mark) return;
    const claim = document.getElementById(mark.id.replace("number-", "claim-"));
    if (!claim) return;
    if (!claim.offsetParent) document.querySelector("#checked [name='show'][value='all']").checked = true;
    event.preventDefault();
    lookAt(claim, true);
  });
  // Another unit or period chosen at the top holds the same text against it: the text goes along.
  document.addEventListener("click", (event) => {
    const again = document.getElementById("again");
    const link = event.target.closest("header.top .pick a[href], dialog a[href]");
    if (!again || !link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const to = new URL(link.href, location.href);
    if (to.pathname !== location.pathname || to.hash || link.hasAttribute("hx-get") || !to.searchParams.has("unit")) return;
    event.preventDefault();
    again.action = to.href;
    again.requestSubmit();
  });
  // A download leaves the page where it is: its form may be sent again.
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || button.name !== "format") return;
    setTimeout(() => { delete event.target.dataset.sent; button.removeAttribute("aria-busy"); }, 1500);
  });
  const keys = () => { for (const shown of document.querySelectorAll("#checked .keys")) shown.hidden = false; };
  document.addEventListener("htmx:afterSettle", keys);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", keys); else keys();
})();
