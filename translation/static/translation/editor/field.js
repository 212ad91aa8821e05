// The field in which a translation is written: a text area made into an editable area with chips. The text area keeps
// the value, so that the form is the same with and without script.
window.workbench = window.workbench || {};

workbench.Field = class {
  static COPIED = 'application/x-translation';

  constructor(textarea, tags, hasLines) {
    this.textarea = textarea;
    this.tags = tags;
    this.hasLines = hasLines;
    this.onInput = () => {};
    this.area = this.build();
    this.show(textarea.value);
    this.history = new workbench.History(this.state());
    if (!textarea.readOnly) this.listen();
  }

  build() {
    const area = document.createElement('div');
    const {lang, readOnly, spellcheck} = this.textarea;
    area.className = 'text__field';
    area.setAttribute('role', 'textbox');
    area.setAttribute('aria-multiline', 'true');
    for (const name of ['aria-labelledby', 'aria-describedby']) {
      if (this.textarea.hasAttribute(name)) area.setAttribute(name, this.textarea.getAttribute(name));
    }
    Object.assign(area, {lang, spellcheck, tabIndex: 0});
    if (readOnly) area.setAttribute('aria-readonly', 'true');
    else area.contentEditable = 'true';
    this.textarea.hidden = true;
    this.textarea.after(area);
    return area;
  }

  get value() {
    return this.textarea.value;
  }

  // Set from outside; what was there can be brought back with undo.
  set value(html) {
    this.show(html);
    this.settle('set');
  }

  show(html) {
    this.area.replaceChildren(...workbench.chips.parse(html, this.tags));
    this.tidy();
    this.textarea.value = workbench.chips.serialise(this.area.childNodes);
  }

  listen() {
    this.area.addEventListener('beforeinput', (event) => this.beforeInput(event));
    this.area.addEventListener('input', (event) => {
      if (!event.isComposing) this.settle(event.inputType);
    });
    this.area.addEventListener('compositionend', () => this.settle('composition'));
    this.area.addEventListener('keydown', (event) => this.keyDown(event));
    this.area.addEventListener('paste', (event) => this.paste(event));
    for (const name of ['copy', 'cut']) this.area.addEventListener(name, (event) => this.copy(event));
    for (const name of ['dragstart', 'drop']) this.area.addEventListener(name, (event) => event.preventDefault());
  }

  beforeInput(event) {
    const {inputType} = event;
    if (inputType === 'historyUndo') this.go(event, 'undo');
    else if (inputType === 'historyRedo') this.go(event, 'redo');
    else if (inputType.startsWith('format')) event.preventDefault();
    else if (['insertParagraph', 'insertLineBreak'].includes(inputType)) {
      event.preventDefault();
      if (this.hasLines) this.insert([document.createTextNode('\n')]);
    }
  }

  keyDown(event) {
    if (/^(Arrow|Home|End|Page)/.test(event.key)) this.history.kind = ''; // what is typed elsewhere is undone by itself
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === 'z') this.go(event, event.shiftKey ? 'redo' : 'undo');
    else if (key === 'y') this.go(event, 'redo');
    else if (key === 'b' || key === 'i') {
      const names = key === 'b' ? ['<b>', '<strong>'] : ['<i>', '<em>'];
      const tag = this.tags.find(({open}) => names.includes(open));
      if (tag) {
        event.preventDefault();
        this.wrap(tag);
      }
    }
  }

  go(event, direction) {
    event.preventDefault();
    const state = this.history[direction]();
    if (!state) return;
    this.show(state.html);
    this.caret = state.caret;
    this.onInput();
  }

  paste(event) {
    event.preventDefault();
    const known = new Set(this.tags.map(({open}) => open));
    const copied = event.clipboardData.getData(workbench.Field.COPIED);
    const text = event.clipboardData.getData('text/plain').replaceAll('\r\n', '\n');
    const nodes = copied ? workbench.chips.parse(copied, this.tags) : [];
    if (nodes.length && nodes.every((node) => !workbench.chips.isChip(node) || this.isKnown(node, known))) {
      this.insert(nodes);
    } else {
      this.insert([document.createTextNode(this.hasLines ? text : text.replaceAll(/\s*\n\s*/g, ' '))]);
    }
  }

  isKnown(chip, known) {
    return chip.dataset.markup.startsWith('</') || known.has(chip.dataset.markup);
  }

  copy(event) {
    const range = this.range();
    if (!range || range.collapsed) return;
    event.preventDefault();
    const html = workbench.chips.serialise(range.cloneContents().childNodes);
    event.clipboardData.setData(workbench.Field.COPIED, html);
    event.clipboardData.setData('text/plain', workbench.chips.plain(html));
    if (event.type === 'cut') this.insert([]);
  }

  // The selection within the field; its end, if it is elsewhere.
  range() {
    const selection = getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    if (range && this.area.contains(range.commonAncestorContainer)) return range;
    const end = document.createRange();
    end.selectNodeContents(this.area);
    end.collapse(false);
    return end;
  }

  insert(nodes) {
    const range = this.range();
    range.deleteContents();
    const last = nodes.at(-1);
    const fragment = document.createDocumentFragment();
    fragment.append(...nodes);
    range.insertNode(fragment);
    if (last) range.setStartAfter(last);
    range.collapse(true);
    this.select(range);
    this.settle('insert');
  }

  insertText(text) {
    this.area.focus();
    const {startContainer: node, startOffset: place} = this.range();
    const before = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, place) : '';
    this.insert([document.createTextNode(/[\p{L}\p{N}]$/u.test(before) ? ` ${text}` : text)]);
  }

  // A pair of tags around what is selected.
  wrap(tag) {
    this.area.focus();
    const range = this.range();
    const [open, close] = [tag.open, tag.close].map((markup) => workbench.chips.make(markup, tag));
    const within = range.extractContents();
    const fragment = document.createDocumentFragment();
    fragment.append(open, within, close);
    range.insertNode(fragment);
    range.setStartAfter(open);
    range.setEndBefore(close);
    this.select(range);
    this.settle('wrap');
  }

  select(range) {
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  settle(kind) {
    this.tidy();
    this.textarea.value = workbench.chips.serialise(this.area.childNodes);
    this.history.record(this.state(), kind);
    this.onInput();
  }

  state() {
    return {html: this.textarea.value, caret: this.caret};
  }

  // No half tags, nothing but text and chips, and a place for the caret on each side of a chip.
  tidy() {
    const {GUARD, halves, isChip} = workbench.chips;
    const caret = this.caret;
    let changed = false;
    for (const chip of halves(this.area)) {
      chip.remove();
      changed = true;
    }
    for (const node of [...this.area.childNodes]) {
      if (node.nodeType === Node.TEXT_NODE || isChip(node) || node.nodeName === 'BR') continue;
      node.replaceWith(document.createTextNode(node.textContent));
      changed = true;
    }
    for (const chip of this.area.querySelectorAll('[data-markup]')) {
      if (chip.previousSibling?.nodeType !== Node.TEXT_NODE) chip.before(GUARD);
      if (chip.nextSibling?.nodeType !== Node.TEXT_NODE) chip.after(GUARD);
    }
    if (this.area.lastChild?.data?.endsWith('\n')) this.area.append(document.createElement('br'));
    if (changed && document.activeElement === this.area) this.caret = caret;
  }

  // Where the caret is: letters and chips before it.
  get caret() {
    const selection = getSelection();
    if (!selection.rangeCount || !this.area?.contains(selection.focusNode)) return null;
    const range = document.createRange();
    range.setStart(this.area, 0);
    range.setEnd(selection.focusNode, selection.focusOffset);
    let length = 0;
    for (const node of range.cloneContents().childNodes) {
      length += workbench.chips.isChip(node) ? 1 : node.textContent.replaceAll(workbench.chips.GUARD, '').length;
    }
    return length;
  }

  set caret(place) {
    if (place === null) return;
    const range = document.createRange();
    range.selectNodeContents(this.area);
    range.collapse(false);
    let left = place;
    for (const node of this.area.childNodes) {
      const text = workbench.chips.isChip(node) ? null : node.textContent;
      const length = text === null ? 1 : text.replaceAll(workbench.chips.GUARD, '').length;
      if (left <= length && text !== null) {
        let offset = 0;
        for (let seen = 0; seen < left; offset += 1) if (text[offset] !== workbench.chips.GUARD) seen += 1;
        range.setStart(node, offset);
        range.collapse(true);
        break;
      }
      left -= length;
    }
    this.select(range);
  }

  focus() {
    this.area.focus();
    const end = document.createRange();
    end.selectNodeContents(this.area);
    end.collapse(false);
    this.select(end);
  }
};
