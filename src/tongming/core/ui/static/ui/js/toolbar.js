// Display choices and reading aloud. The server reads the same cookie, so a choice also holds without this script.
const COOKIE = "tongming_view";
const NAMES = ["view", "contrast", "size", "reading"];
const root = document.documentElement;

function stored() {
  const pair = document.cookie.split("; ").find((part) => part.startsWith(`${COOKIE}=`));
  const text = pair ? decodeURIComponent(pair.slice(COOKIE.length + 1)).replaceAll('"', "") : "";
  return Object.fromEntries(text.split("&").map((part) => part.split("=")));
}

function store(name, value) {
  if (value) root.dataset[name] = value;
  else delete root.dataset[name];
  const text = NAMES.filter((key) => root.dataset[key]).map((key) => `${key}=${root.dataset[key]}`).join("&");
  const age = text ? 31536000 : 0;
  document.cookie = `${COOKIE}=${encodeURIComponent(text)}; path=/; max-age=${age}; samesite=lax`;
}

function refresh(bar) {
  for (const button of bar.querySelectorAll("[data-switch]")) {
    button.setAttribute("aria-pressed", String(root.dataset[button.dataset.switch] === button.dataset.value));
  }
  for (const button of bar.querySelectorAll("[data-cycle]")) {
    const values = button.dataset.values.split(",");
    const place = Math.max(0, values.indexOf(root.dataset[button.dataset.cycle] || ""));
    button.textContent = button.dataset.labels.split(",")[place];
  }
}

function next(button) {
  const values = button.dataset.values.split(",");
  return values[(values.indexOf(root.dataset[button.dataset.cycle] || "") + 1) % values.length];
}

// Reads paragraph by paragraph, because browsers break off long utterances, and marks the one being read.
class Reader {
  constructor(button) {
    this.button = button;
    this.queue = [];
  }

  start() {
    const source = document.querySelector("[data-read-text], .document-body, main");
    const parts = [...source.querySelectorAll("h1, h2, h3, h4, p, li, td, th, dt, dd")];
    this.queue = parts.filter((part) => part.innerText.trim() && !part.querySelector("p, li"));
    this.say(true);
    this.step();
  }

  step() {
    this.clear();
    this.part = this.queue.shift();
    if (!this.part) { this.say(false); return; }
    this.part.classList.add("is-read-aloud");
    this.part.scrollIntoView({ block: "nearest" });
    const utterance = new SpeechSynthesisUtterance(this.part.innerText);
    utterance.lang = "zh-CN";
    utterance.rate = root.dataset.view === "elder" ? 0.8 : 1;
    utterance.onend = () => this.step();
    speechSynthesis.speak(utterance);
  }

  stop() {
    this.queue = [];
    speechSynthesis.cancel();
    this.clear();
    this.say(false);
  }

  clear() {
    this.part?.classList.remove("is-read-aloud");
  }

  say(on) {
    this.button.setAttribute("aria-pressed", String(on));
    this.button.textContent = on ? this.button.dataset.on : this.button.dataset.off;
  }
}

const choices = stored();
for (const name of NAMES) if (choices[name] && !root.dataset[name]) root.dataset[name] = choices[name];

for (const bar of document.querySelectorAll("[data-toolbar]")) {
  bar.querySelector("[data-toolbar-buttons]").hidden = false;
  refresh(bar);
  for (const button of bar.querySelectorAll("[data-switch]")) {
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") === "true";
      store(button.dataset.switch, on ? "" : button.dataset.value);
      refresh(bar);
    });
  }
  for (const button of bar.querySelectorAll("[data-cycle]")) {
    button.addEventListener("click", () => { store(button.dataset.cycle, next(button)); refresh(bar); });
  }
  const aloud = bar.querySelector("[data-read-aloud]");
  if (aloud && "speechSynthesis" in window) {
    const reader = new Reader(aloud);
    aloud.hidden = false;
    aloud.addEventListener("click", () => (aloud.getAttribute("aria-pressed") === "true" ? reader.stop() : reader.start()));
    addEventListener("pagehide", () => reader.stop());
  }
}
