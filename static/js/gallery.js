/* A gallery's pictures in a dialog. Without this each is a plain link; every word comes from the page. */

const SWIPE = 48; // pixels a finger moves sideways before it means another picture

for (const gallery of document.querySelectorAll(".gallery")) {
  const template = gallery.querySelector("template");
  const links = [...gallery.querySelectorAll("a[data-number]")];
  if (template) links.forEach((link, at) => link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // a new tab or window, a download
    event.preventDefault();
    open(gallery, template, links, at);
  }));
}

function open(gallery, template, links, at) {
  const dialog = document.importNode(template.content, true).querySelector("dialog");
  const opener = links[at];
  const isReversed = getComputedStyle(gallery).direction === "rtl";
  let startX = null;
  let startY = null;

  function go(step) {
    at = (at + step + links.length) % links.length;
    dialog.querySelector("picture").replaceWith(large(links[at]));
    for (const name of ["number", "caption", "credit"]) {
      dialog.querySelector(`.lightbox-${name}`).textContent = links[at].dataset[name];
    }
  }

  dialog.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.step) go(Number(button.dataset.step));
    else if (button || event.target === dialog) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: isReversed ? 1 : -1, ArrowRight: isReversed ? -1 : 1, Home: -at, End: links.length - 1 - at };
    if (!(event.key in steps) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go(steps[event.key]);
  });
  dialog.addEventListener("touchstart", (event) => {
    const isOne = event.touches.length === 1; // two fingers enlarge
    startX = isOne ? event.touches[0].clientX : null;
    startY = isOne ? event.touches[0].clientY : null;
  }, { passive: true });
  dialog.addEventListener("touchend", (event) => {
    if (startX === null) return;
    const x = event.changedTouches[0].clientX - startX;
    const y = event.changedTouches[0].clientY - startY;
    startX = null;
    if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) go(x < 0 !== isReversed ? 1 : -1);
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    opener.focus();
  });

  document.body.append(dialog);
  go(0);
  dialog.showModal();
}

/* The picture that stands in a link, with its alternative text, in its large form. */
function large(link) {
  const picture = link.querySelector("picture").cloneNode(true);
  const image = picture.querySelector("img");
  for (const source of picture.querySelectorAll("source")) {
    source.removeAttribute("sizes");
    if (link.dataset.avif) source.srcset = link.dataset.avif;
    else source.remove();
  }
  image.removeAttribute("srcset");
  image.removeAttribute("loading");
  image.width = link.dataset.width;
  image.height = link.dataset.height;
  image.src = link.href;
  return picture;
}
