// "全选本页" ticks every box of the form it names, or clears them when all are ticked; without script each is ticked by hand.
for (const button of document.querySelectorAll("[data-check-all]")) {
  const boxes = [...document.querySelectorAll(`#${button.dataset.checkAll} input[type="checkbox"]`)];
  button.hidden = boxes.length === 0;
  button.addEventListener("click", () => {
    const tick = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = tick;
  });
}
