// Help with the text one is at: former texts, other translations, the glossary, comments; and what is wrong while typing.
window.workbench = window.workbench || {};

workbench.Aids = class {
  static PAUSE = 800; // milliseconds after the last key, before a text is checked

  constructor(bench) {
    this.bench = bench;
    this.panel = document.querySelector('[data-aids]');
    this.answers = new Map();
    bench.checkSoon = (text) => this.checkSoon(text);
  }

  async fetch(address, options) {
    try {
      const answer = await fetch(address, {redirect: 'manual', ...options});
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  async help(text) {
    this.text = text;
    if (!text.element.dataset.help) return;
    if (!this.answers.has(text)) this.answers.set(text, await this.fetch(text.element.dataset.help));
    if (this.text !== text) return; // somebody moved on
    this.show(text, this.answers.get(text));
  }

  show(text, help) {
    this.panel.hidden = !help;
    if (!help) return;
    const {words} = workbench;
    const parts = [
      ...this.former(text, help.former),
      ...this.section(words.memory, help.memory, (one) => this.match(text, one)),
      ...this.section(words.glossary, help.glossary, (one) => this.term(text, one)),
      ...this.section(words.comments, help.comments, (one) => this.comment(one)),
    ];
    this.mark(text, help.glossary || []);
    if (!parts.length) {
      const nothing = document.createElement('p');
      nothing.textContent = words.noHelp;
      parts.push(nothing);
    }
    this.panel.replaceChildren(...parts);
    this.panel.dispatchEvent(new CustomEvent('workbench:help', {bubbles: true, detail: {text, help}}));
  }

  section(title, list, item) {
    if (!list?.length) return [];
    const heading = document.createElement('h3');
    heading.textContent = title;
    const found = document.createElement('ul');
    found.className = 'workbench__help';
    found.append(...list.map(item));
    return [heading, found];
  }

  former(text, former) {
    if (!former) return [];
    return this.section(workbench.words.before, [former], () => {
      const item = document.createElement('li');
      const source = document.createElement('p');
      source.lang = text.element.querySelector('[data-source]').lang;
      for (const [kind, words] of former.difference) {
        const part = document.createElement({gone: 'del', new: 'ins'}[kind] || 'span');
        part.textContent = words;
        source.append(part);
      }
      item.append(source, this.translation(text, former.text));
      return item;
    });
  }

  // A translation that can be taken over.
  translation(text, html) {
    const shown = document.createElement('p');
    shown.lang = text.field.area.lang;
    shown.append(...workbench.chips.parse(html, text.field.tags));
    if (!text.isLocked) shown.append(' ', workbench.button(workbench.words.use, () => text.use(html)));
    return shown;
  }

  match(text, {source, text: html, percent, where, url}) {
    const item = document.createElement('li');
    const about = document.createElement('p');
    const place = document.createElement(url ? 'a' : 'span');
    if (url) Object.assign(place, {href: url, target: '_blank'});
    place.textContent = where;
    const strong = document.createElement('strong');
    strong.textContent = `${percent} %`;
    about.append(strong, ' ', place);
    item.append(about);
    if (percent < 100) {
      const original = document.createElement('p');
      original.lang = text.element.querySelector('[data-source]').lang;
      original.textContent = workbench.chips.plain(source);
      item.append(original);
    }
    item.append(this.translation(text, html));
    return item;
  }

  term(text, {term, word, also, note}) {
    const item = document.createElement('li');
    const name = document.createElement('strong');
    name.textContent = term;
    item.append(name, ' → ', this.word(text, word));
    if (also.length) {
      const more = document.createElement('p');
      more.textContent = workbench.words.alsoAccepted.replace('%(words)s', also.join(', '));
      item.append(more);
    }
    if (note) item.append(Object.assign(document.createElement('p'), {textContent: note}));
    return item;
  }

  word(text, word) {
    const button = workbench.button(word, () => text.field.insertText(word));
    button.addEventListener('mousedown', (event) => event.preventDefault()); // the caret stays where it is
    button.disabled = text.isLocked;
    return button;
  }

  comment({author, text, when, resolved, answers}) {
    const item = document.createElement('li');
    const by = document.createElement('p');
    by.textContent = [author, when, resolved ? workbench.words.resolved : ''].filter(Boolean).join(' · ');
    const said = document.createElement('p');
    said.textContent = text;
    item.append(by, said);
    if (answers?.length) {
      const list = document.createElement('ul');
      list.append(...answers.map((one) => this.comment(one)));
      item.append(list);
    }
    return item;
  }

  // The words of the glossary are marked in the original. Places are those of its plain text.
  mark(text, terms) {
    const source = text.element.querySelector('[data-source]');
    if (source.dataset.marked) return;
    source.dataset.marked = 'yes';
    for (const {start, end, word} of [...terms].sort((one, other) => other.start - one.start)) {
      const place = this.textAt(source, start);
      if (!place || start - place.start + (end - start) > place.node.length) continue; // across a chip
      const range = document.createRange();
      range.setStart(place.node, start - place.start);
      range.setEnd(place.node, end - place.start);
      const mark = document.createElement('mark');
      mark.title = word;
      range.surroundContents(mark);
      mark.addEventListener('mousedown', (event) => event.preventDefault());
      mark.addEventListener('click', () => text.isLocked || text.field.insertText(word));
    }
  }

  textAt(source, place) {
    const walker = document.createTreeWalker(source, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    let start = 0;
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeName === 'BR') start += 1;
      if (node.nodeType !== Node.TEXT_NODE) continue;
      if (place < start + node.length) return {node, start};
      start += node.length;
    }
    return null;
  }

  checkSoon(text) {
    if (!text.element.dataset.check) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(text), workbench.Aids.PAUSE);
  }

  async check(text) {
    const {value} = text.field;
    const address = text.element.dataset.check;
    const answer = value ? await workbench.ask(this.bench.root, address, {value}) : {problems: []};
    if (!answer || value !== text.field.value) return;
    const list = text.element.querySelector('[data-problems]');
    list.replaceChildren(
      ...answer.problems.map((problem) => {
        const item = document.createElement('li');
        item.textContent = problem.text;
        item.classList.toggle('text__problem--fatal', problem.is_fatal);
        return item;
      }),
    );
    list.hidden = !answer.problems.length;
  }
};
