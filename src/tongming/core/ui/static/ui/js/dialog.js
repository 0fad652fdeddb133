// Opens a dialog in place; without it the opener is a link to a page that serves the same end.
for (const opener of document.querySelectorAll("[data-dialog]")) {
  const dialog = document.getElementById(opener.dataset.dialog);
  if (!dialog?.showModal) continue;
  opener.setAttribute("aria-haspopup", "dialog");
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
  });
}
