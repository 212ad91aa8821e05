// From one open text to the next, and how many are left.
window.workbench = window.workbench || {};

workbench.Moving = class {
  constructor(bench) {
    this.bench = bench;
    this.progress = document.querySelector('[data-progress]');
    this.bar = document.querySelector('[data-progress-bar]');
    this.list = document.querySelector('[data-missing-list]');
    this.summary = document.querySelector('[data-missing-summary]');
    this.summaryText = this.summary?.textContent.replace(/\d+/, '%');
    for (const text of bench.texts) text.field.area.addEventListener('keydown', (event) => this.keyDown(event, text));
    this.list?.addEventListener('click', (event) => this.follow(event));
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') for (const one of document.querySelectorAll('.workbench-footer details[open]')) one.open = false;
    });
  }

  keyDown(event, text) {
    if (event.key === 'Escape') {
      text.isReleased = true; // until it is entered again: Tab then goes where it always goes
    } else if (event.key === 'Tab' && !text.isReleased && !event.ctrlKey && !event.altKey && !event.metaKey) {
      this.go(event, text, event.shiftKey ? -1 : 1);
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      text.save();
      this.go(event, text, 1);
    }
  }

  // After the last open text the key does what it always does.
  go(event, text, direction) {
    const next = this.next(text, direction);
    if (!next) return;
    event.preventDefault();
    next.field.focus();
    next.element.scrollIntoView({block: 'nearest'});
  }

  next(text, direction) {
    const {texts} = this.bench;
    const place = texts.indexOf(text);
    const others = direction > 0 ? texts.slice(place + 1) : texts.slice(0, place).reverse();
    return others.find((one) => one.isOpen && one.isCounted);
  }

  follow(event) {
    const link = event.target.closest('a');
    const text = link && this.bench.text(link.hash.replace('#text-', ''));
    if (!text) return;
    event.preventDefault();
    this.list.closest('details').open = false;
    text.element.scrollIntoView({block: 'center'});
    text.field.focus();
  }

  count() {
    const counted = this.bench.texts.filter((text) => text.isCounted);
    const left = counted.filter((text) => text.state !== 'saved');
    const words = left.reduce((sum, text) => sum + Number(text.element.dataset.words), 0);
    this.bar.value = counted.length - left.length;
    this.progress.textContent = workbench.words.progress
      .replace('%(done)s', counted.length - left.length)
      .replace('%(all)s', counted.length)
      .replace('%(words)s', words);
    if (!this.list) return;
    this.summary.textContent = this.summaryText.replace('%', left.length);
    this.list.replaceChildren(...left.map((text) => this.item(text)));
  }

  item(text) {
    const item = document.createElement('li');
    const link = item.appendChild(document.createElement('a'));
    link.href = `#text-${text.id}`;
    const label = workbench.chips.plain(text.sourceHtml);
    link.textContent = label.length > 80 ? `${label.slice(0, 79)}…` : label;
    link.lang = text.element.querySelector('[data-source]').lang;
    const error = text.element.querySelector('[data-error]').textContent;
    if (text.state === 'error' && error) item.append(` (${error})`);
    return item;
  }
};
