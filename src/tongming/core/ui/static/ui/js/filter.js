// Narrows a list of check boxes to the names that contain the typed text; chosen ones stay in sight.
for (const picker of document.querySelectorAll("[data-filter]")) {
  const input = picker.querySelector("[data-filter-input]");
  const items = [...picker.querySelectorAll("[data-filter-item]")];
  const said = picker.querySelector("[data-filter-said]");
  picker.querySelector("[data-filter-line]").hidden = false;
  input.addEventListener("input", () => {
    const wanted = input.value.trim();
    let shown = 0;
    for (const item of items) {
      const fits = item.textContent.includes(wanted) || item.querySelector("input").checked;
      item.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    for (const group of picker.querySelectorAll("[data-filter-group]")) {
      group.hidden = !group.querySelector("[data-filter-item]:not([hidden])");
    }
    said.textContent = wanted ? `${shown} 个` : "";
  });
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
}
