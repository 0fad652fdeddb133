// Suggestions while typing: an ARIA 1.2 combobox with a list box. The form works the same without it.
// The address answers {"suggestions": [{"text": "…", "url": "…", "kind": "…"}]}.
const WAIT = 150;

class Suggestions {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=search]");
    this.list = document.createElement("ul");
    this.list.id = `${this.input.id}-suggestions`;
    this.list.className = "suggestions";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "检索建议");
    this.list.hidden = true;
    this.said = document.createElement("span");
    this.said.className = "visually-hidden";
    this.said.setAttribute("role", "status");
    form.append(this.list, this.said);
    this.active = -1;
    this.prepare();
  }

  prepare() {
    const { input, list } = this;
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    })) input.setAttribute(name, value);
    input.addEventListener("input", (event) => { if (!event.isComposing) this.ask(); });
    input.addEventListener("compositionend", () => this.ask());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take(option);
    });
  }

  ask() {
    clearTimeout(this.timer);
    this.running?.abort();
    const text = this.input.value.trim();
    if (!text) { this.close(); return; }
    this.timer = setTimeout(() => this.fetch(text), WAIT);
  }

  async fetch(text) {
    this.running = new AbortController();
    const url = new URL(this.form.dataset.suggestUrl, location.href);
    url.searchParams.set("q", text);
    try {
      const answer = await fetch(url, { signal: this.running.signal, headers: { Accept: "application/json" } });
      if (answer.ok) this.show((await answer.json()).suggestions ?? []);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(suggestions) {
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...suggestions.map((suggestion, place) => this.option(suggestion, place)));
    const open = suggestions.length > 0;
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.said.textContent = open ? `有 ${suggestions.length} 条建议，用上下键选择` : "没有建议";
  }

  option(suggestion, place) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${place}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.url = suggestion.url ?? "";
    option.dataset.text = suggestion.text;
    const text = document.createElement("span");
    text.textContent = suggestion.text;
    option.append(text);
    if (suggestion.kind) {
      const kind = document.createElement("small");
      kind.textContent = suggestion.kind;
      option.append(kind);
    }
    return option;
  }

  key(event) {
    if (event.isComposing) return;
    const open = !this.list.hidden;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) {
      event.preventDefault();
      if (open) this.move(moves[event.key]);
      else this.ask();
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && open && this.active >= 0) {
      event.preventDefault();
      this.take(this.list.children[this.active]);
    }
  }

  move(step) {
    const options = [...this.list.children];
    // One place beyond the ends stands for the text as typed.
    this.active = ((this.active + 1 + step + options.length + 1) % (options.length + 1)) - 1;
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === this.active)));
    if (this.active < 0) this.input.removeAttribute("aria-activedescendant");
    else {
      this.input.setAttribute("aria-activedescendant", options[this.active].id);
      options[this.active].scrollIntoView({ block: "nearest" });
    }
  }

  take(option) {
    this.close();
    if (option.dataset.url) location.assign(option.dataset.url);
    else {
      this.input.value = option.dataset.text;
      this.form.requestSubmit();
    }
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

for (const form of document.querySelectorAll("form[data-suggest-url]")) {
  if (form.dataset.suggestUrl) new Suggestions(form);
}

// A change between 查, 答 and 办 takes the typed words along.
for (const tab of document.querySelectorAll("[data-search-tab]")) {
  tab.addEventListener("click", () => {
    const typed = tab.closest(".search-bar").querySelector("input[type=search]").value.trim();
    const url = new URL(tab.href);
    if (typed) url.searchParams.set("q", typed);
    else url.searchParams.delete("q");
    tab.href = url.href;
  });
}
