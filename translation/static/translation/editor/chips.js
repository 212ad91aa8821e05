// Texts as nodes: tags are chips, small numbered marks that stand for their markup; a <br> is the end of a line.
// The field holds no other elements: text, chip, text, chip …
window.workbench = window.workbench || {};

workbench.chips = (() => {
  const GUARD = '\u200b'; // a place for the caret between chips; never part of the text

  const escaped = (text) =>
    text.replaceAll(GUARD, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

  const isChip = (node) => node.nodeType === Node.ELEMENT_NODE && node.dataset.markup !== undefined;
  const isOpening = (chip) => !chip.dataset.markup.startsWith('</');
  const nameOf = (chip) => chip.dataset.markup.match(/^<\/?([a-z0-9]+)/i)[1];

  function make(markup, tag) {
    const chip = document.createElement('span');
    const side = markup.startsWith('</') ? 'close' : 'open';
    chip.className = `chip chip--${side}`;
    chip.contentEditable = 'false';
    chip.dataset.markup = markup;
    chip.title = tag ? tag.title : markup;
    chip.setAttribute('role', 'img');
    chip.setAttribute('aria-label', chip.title);
    chip.dataset.number = tag ? tag.number : markup.replace(/[<>/]/g, ''); // shown by the style: no caret gets into it
    return chip;
  }

  const openingOf = (element) => element.cloneNode(false).outerHTML.replace(/<\/[^>]*>$/, '');

  // The nth <b> of the translation has the number of the nth <b> of the original.
  function taken(tags) {
    const rest = [...tags];
    return (markup) => {
      const place = rest.findIndex((tag) => tag.open === markup);
      return place < 0 ? tags.find((tag) => tag.open === markup) : rest.splice(place, 1)[0];
    };
  }

  function parse(html, tags) {
    const tagFor = taken(tags);
    const nodes = [];
    const walk = (parent) => {
      for (const child of parent.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) nodes.push(document.createTextNode(child.data));
        else if (child.nodeName === 'BR') nodes.push(document.createTextNode('\n'));
        else if (child.nodeType === Node.ELEMENT_NODE) {
          const opening = openingOf(child);
          const tag = tagFor(opening);
          nodes.push(make(opening, tag));
          walk(child);
          nodes.push(make(`</${child.localName}>`, tag));
        }
      }
    };
    walk(new DOMParser().parseFromString(`<body>${html}</body>`, 'text/html').body);
    return nodes;
  }

  function serialise(nodes) {
    let html = '';
    for (const node of nodes) {
      if (isChip(node)) html += node.dataset.markup;
      else if (node.nodeName === 'BR') continue; // the browser's own, at the end of the field
      else html += escaped(node.textContent).replaceAll('\n', '<br/>');
    }
    return html;
  }

  // Chips without their other half: a tag is there as a whole or not at all.
  function halves(root) {
    const open = [];
    const alone = [];
    for (const chip of root.querySelectorAll('[data-markup]')) {
      if (isOpening(chip)) open.push(chip);
      else {
        const place = open.findLastIndex((other) => nameOf(other) === nameOf(chip));
        if (place < 0) alone.push(chip);
        else alone.push(...open.splice(place).slice(1));
      }
    }
    return [...alone, ...open];
  }

  const plain = (html) => {
    const body = new DOMParser().parseFromString(html.replaceAll(/<br\s*\/?>/g, '\n'), 'text/html').body;
    return body.textContent;
  };

  return {GUARD, escaped, isChip, make, parse, serialise, halves, plain};
})();
