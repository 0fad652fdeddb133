// Copies a citation. Without it the text can be selected with one click.
for (const box of document.querySelectorAll("[data-citation]")) {
  const button = box.querySelector("[data-copy]");
  if (!button || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const said = box.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(box.querySelector("[data-citation-text]").innerText.trim());
      said.textContent = "已复制";
    } catch {
      said.textContent = "浏览器不允许复制，请选中文字后手动复制";
    }
  });
}
