// A link to a note opens it; without script the reader lands on the closed note and opens it by hand.
const open = () => {
  const note = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (note instanceof HTMLDetailsElement) note.open = true;
};
addEventListener("hashchange", open);
open();
