/* Stands before a package's own scripts. Gives a sandboxed page what it expects of a browser, and the SCORM runtime its state;
   what changes is told at once to the page of the site that framed it, which keeps it and sends it on. */
(() => {
  const launch = window.PANSHI || {}, above = window.parent, whole = window.top;

  // A sandboxed page has no storage and no cookies; asking for them would throw.
  const memory = () => {
    const kept = new Map();
    return {
      get length() { return kept.size; }, key: (n) => [...kept.keys()][n] ?? null, clear: () => kept.clear(),
      getItem: (name) => kept.get(String(name)) ?? null, setItem: (name, value) => { kept.set(String(name), String(value)); },
      removeItem: (name) => { kept.delete(String(name)); },
    };
  };
  for (const name of ["localStorage", "sessionStorage"]) {
    try { void window[name].length; } catch { Object.defineProperty(window, name, { value: memory(), configurable: true }); }
  }
  try { void document.cookie; } catch {
    const jar = new Map();
    Object.defineProperty(document, "cookie", {
      configurable: true, get: () => [...jar].map((pair) => pair.join("=")).join("; "),
      set: (text) => { const [name, ...rest] = String(text).split(";")[0].split("="); jar.set(name.trim(), rest.join("=")); },
    });
  }

  const older = launch.carrier === "scorm12", newer = launch.carrier === "scorm2004";
  if (!older && !newer) return;
  const word = older ? "API" : "API_1484_11";
  try { if (above !== window && above[word]) return; } catch { /* another origin: this page has a runtime of its own */ }
  const Runtime = older ? window.Scorm12API : window.Scorm2004API;
  if (!Runtime) return;

  let turn = launch.turn;
  const tell = (state) => whole.postMessage({ panshi: "item", item: launch.item, state: { ...state, turn: ++turn } }, "*");
  if (launch.asset) { tell({ opened: true }); return; }
  const api = new (Runtime.Scorm12API || Runtime.Scorm2004API || Runtime)({
    autocommit: false, logLevel: 5, alwaysSendTotalTime: true, mastery_override: older && Boolean(launch.mastery),
  });
  // A package of several pages loads this anew on each: what the page before left stands in the frame's name.
  const mark = "panshi:" + launch.item + ":";
  let left = null;
  try { if (window.name.startsWith(mark)) left = JSON.parse(window.name.slice(mark.length)); } catch { left = null; }
  if (left) turn = Math.max(turn, left.turn);
  const begin = left ? { ...launch.cmi, ...left.cmi } : launch.cmi;
  try { api.loadFromJSON({ cmi: begin }, ""); } catch (error) { console.error(error); }
  window[word] = api;
  // What looks for the runtime in the frame above finds it there too. `parent` may be replaced, by the standard.
  let reachable = false;
  try { reachable = above === window || Boolean(above.document); } catch { reachable = false; }
  if (!reachable) {
    const stand = { [word]: api, postMessage: (...all) => above.postMessage(...all) };
    stand.parent = stand;
    window.parent = stand;
  }

  const render = (over) => {
    const cmi = api.getCommitObject(over).cmi;
    const core = older ? cmi.core : cmi;
    delete core.session_time;
    return cmi;
  };
  let waiting = 0, going = false, spoken = "";
  const report = (over) => {
    window.clearTimeout(waiting); waiting = 0;
    const cmi = render(over), text = JSON.stringify(cmi);
    if (text === spoken && !over) return;
    spoken = text;
    tell({ cmi });
    window.name = going ? mark + JSON.stringify({ turn, cmi }) : "";
  };
  const soon = () => { if (!waiting) waiting = window.setTimeout(() => report(false), 200); };
  const [set, commit, finish, start] = older ? ["LMSSetValue", "LMSCommit", "LMSFinish", "LMSInitialize"] : ["SetValue", "Commit", "Terminate", "Initialize"];
  api.on(start, () => { going = true; soon(); });
  api.on(set, soon);
  api.on(set + ".cmi.*", soon);
  api.on(commit, () => report(false));
  api.on(finish, () => { going = false; report(true); });
  if (left) { if (older) api.LMSInitialize(""); else api.Initialize(""); }
  window.addEventListener("pagehide", () => { if (waiting) report(false); });
})();
