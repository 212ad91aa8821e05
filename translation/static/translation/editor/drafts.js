// What was typed stays on this computer until the server has it, and is offered again.
window.workbench = window.workbench || {};

workbench.Drafts = class {
  constructor(root) {
    this.prefix = `translation-text:${root.dataset.user}:${root.dataset.translation}:`;
    this.language = root.dataset.language;
  }

  key(text) {
    return `${this.prefix}${text.path}:${text.sourceHtml}`;
  }

  keep(text) {
    const draft = {path: text.path, source: text.sourceHtml, value: text.field.value, at: Date.now()};
    try {
      localStorage.setItem(this.key(text), JSON.stringify(draft));
    } catch {
      // Full or forbidden: the text is still in its field, and the browser asks before it leaves.
    }
  }

  drop(text) {
    this.remove(this.key(text));
  }

  remove(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // as above
    }
  }

  all() {
    try {
      return Object.keys(localStorage)
        .filter((key) => key.startsWith(this.prefix))
        .map((key) => ({key, ...JSON.parse(localStorage.getItem(key))}));
    } catch {
      return [];
    }
  }

  // Each at its text, at the one that its text has become, or above them all.
  offer(texts, lost) {
    const homeless = [];
    for (const draft of this.all().map((one) => this.setAside(one))) {
      const same = texts.find((text) => text.path === draft.path && text.sourceHtml === draft.source);
      const text = same || this.nearest(texts, draft);
      if (!text) homeless.push(draft);
      else if (draft.value === text.stored) this.remove(draft.key);
      else this.show(text.element.querySelector('[data-offer]'), draft, text);
    }
    if (!homeless.length) return;
    const title = document.createElement('p');
    title.textContent = workbench.words.lost;
    lost.append(title);
    lost.hidden = false;
    for (const draft of homeless) this.show(lost.appendChild(document.createElement('div')), draft, null);
  }

  // Under a key of its own: what is typed at the same text from now on does not replace it.
  setAside({key, ...draft}) {
    const own = `${this.prefix}${draft.at}:${draft.path}:${draft.source}`;
    try {
      localStorage.setItem(own, JSON.stringify(draft));
      if (own !== key) localStorage.removeItem(key);
      return {key: own, ...draft};
    } catch {
      return {key, ...draft};
    }
  }

  // An open text of the same place whose words are most like those that were translated.
  nearest(texts, draft) {
    const words = (html) => new Set(workbench.chips.plain(html).split(/\s+/));
    const before = words(draft.source);
    const likeness = (text) => [...words(text.sourceHtml)].filter((word) => before.has(word)).length;
    const near = texts.filter((text) => text.path === draft.path && text.isOpen);
    return near.sort((one, other) => likeness(other) - likeness(one))[0];
  }

  show(box, draft, text) {
    const {chips, words} = workbench;
    const when = new Date(draft.at).toLocaleString(this.language, {dateStyle: 'long', timeStyle: 'short'});
    const told = document.createElement('p');
    told.textContent = words.typed.replace('%(when)s', when);
    const quote = document.createElement('blockquote');
    quote.append(...chips.parse(draft.value, text ? text.field.tags : []));
    const settle = () => {
      this.remove(draft.key);
      box.replaceChildren();
      box.hidden = true;
    };
    const buttons = document.createElement('p');
    if (text && !text.isLocked) {
      buttons.append(
        workbench.button(words.use, () => {
          settle();
          text.use(draft.value);
        }),
      );
    }
    buttons.append(workbench.button(words.drop, settle));
    box.replaceChildren(told, quote, buttons);
    box.hidden = false;
  }
};
