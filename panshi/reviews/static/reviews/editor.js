/* A figure chosen goes in where the cursor stands; a mistake leads to its line, a sentence pointed out to its place. Without scripts it goes to the text's end. */
(() => {
  document.addEventListener("click", (event) => {
    const pick = event.target.closest("[data-inserts]");
    if (pick) {
      const text = document.getElementById(pick.dataset.inserts);
      event.preventDefault();
      text.setRangeText(pick.value, text.selectionStart, text.selectionEnd, "end");
      text.focus();
      text.dispatchEvent(new Event("input", { bubbles: true }));
      text.dispatchEvent(new Event("inserted", { bubbles: true }));
    }
    const passage = event.target.closest("[data-passage]");
    if (passage) {
      const text = document.getElementById("id_text"), begin = Number(passage.dataset.passage);
      event.preventDefault();
      text.scrollIntoView({ block: "nearest" });
      text.focus();
      text.setSelectionRange(begin, Number(passage.dataset.until));
      text.scrollTop = (begin / Math.max(1, text.value.length)) * text.scrollHeight - text.clientHeight / 3;
    }
    const line = event.target.closest("[data-line]");
    if (line) {
      const text = document.getElementById("id_text");
      const lines = text.value.split("\n"), number = Number(line.dataset.line);
      const start = lines.slice(0, number - 1).join("\n").length + (number > 1 ? 1 : 0);
      event.preventDefault();
      text.focus();
      text.setSelectionRange(start, start + (lines[number - 1] || "").length);
    }
  });
})();
