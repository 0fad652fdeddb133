// Marks in the outline the heading that is being read, and closes the fold of a phone after a jump.
for (const outline of document.querySelectorAll("[data-outline]")) {
  const links = [...outline.querySelectorAll("a[href^='#']")];
  const places = links
    .map((link) => ({ link, target: document.getElementById(decodeURIComponent(link.hash.slice(1))) }))
    .filter(({ target }) => target);

  const follow = () => {
    const edge = innerHeight * 0.25;
    const passed = places.filter(({ target }) => target.getBoundingClientRect().top <= edge);
    const here = passed.at(-1)?.link;
    for (const link of links) {
      if (link === here) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    const frame = outline.closest(".with-outline > :first-child") ?? outline;
    if (here && frame.scrollHeight > frame.clientHeight) {
      const top = here.getBoundingClientRect().top - frame.getBoundingClientRect().top;
      if (top < 0 || top > frame.clientHeight - 40) frame.scrollTop += top - frame.clientHeight / 3;
    }
  };

  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; follow(); });
  }, { passive: true });
  follow();

  outline.addEventListener("click", (event) => { if (event.target.closest("a")) outline.open = false; });
}
