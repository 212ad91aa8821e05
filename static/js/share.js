/* What a browser itself offers to pass a page on. Without this the links beside it do; every word comes from the page. */

for (const tools of document.querySelectorAll(".share")) {
  const said = tools.querySelector("[role=status]");
  const copy = tools.querySelector("[data-copy]");
  const share = tools.querySelector("[data-share-address]");

  if (navigator.clipboard) offer(copy, async () => {
    said.textContent = ""; // said again, it is heard again
    try {
      await navigator.clipboard.writeText(copy.dataset.copy);
      said.textContent = copy.dataset.done;
    } catch {
      said.textContent = copy.dataset.failed;
    }
  });

  if (navigator.share) offer(share, () => {
    const { shareTitle: title, shareAddress: url } = share.dataset;
    navigator.share({ title, url }).catch(() => {}); // closed without a choice
  });
}

function offer(button, act) {
  button.closest("li").hidden = false;
  button.addEventListener("click", act);
}
