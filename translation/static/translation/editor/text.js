// One text: its field, whether it is saved, and what is said beside it.
window.workbench = window.workbench || {};

workbench.Text = class {
  static SILENCE = 2000; // milliseconds after the last key

  constructor(element, bench) {
    this.element = element;
    this.bench = bench;
    const source = element.querySelector('[data-source]');
    this.sourceHtml = source.dataset.html;
    this.path = element.dataset.path;
    this.id = element.dataset.text;
    this.palette = [...element.querySelectorAll('[data-palette] button')];
    const tags = this.palette.map(({dataset, title, innerText}) => ({
      open: dataset.open,
      close: dataset.close,
      title,
      number: innerText.trim() || '',
    }));
    const textarea = element.querySelector('textarea');
    this.isLocked = textarea.readOnly;
    this.limit = Number(textarea.dataset.limit) || 0;
    this.field = new workbench.Field(textarea, this.isLocked ? this.tagsShown(source) : tags, !!element.dataset.lines);
    this.stored = element.querySelector('input[type=hidden]').value;
    this.state = element.dataset.state;
    this.along = new Set(); // texts of the page that say the same and were open: filled while this one is typed
    this.problem = null;
    if (!this.isLocked) this.listen(tags);
  }

  tagsShown(source) {
    const chips = [...source.querySelectorAll('.chip--open')];
    return chips.map(({dataset, title}) => ({open: dataset.markup, title, number: dataset.number}));
  }

  listen(tags) {
    const {area} = this.field;
    this.field.onInput = () => this.typed();
    area.addEventListener('focus', () => this.bench.focused(this));
    area.addEventListener('blur', () => {
      this.save().then(() => this.along.clear());
    });
    const palette = this.element.querySelector('[data-palette]');
    if (palette) palette.hidden = false;
    for (const [number, button] of this.palette.entries()) {
      button.addEventListener('mousedown', (event) => event.preventDefault()); // the selection stays
      button.addEventListener('click', () => this.field.wrap(tags[number]));
    }
    for (const button of this.element.querySelectorAll('[data-use]')) {
      button.hidden = false;
      button.addEventListener('click', () => this.use(button.dataset.use));
    }
  }

  get isUnsaved() {
    return !this.isLocked && this.field.value !== this.stored;
  }

  get isOpen() {
    return !this.isLocked && (this.state === 'open' || this.state === 'error') && !this.isUnsaved;
  }

  get isCounted() {
    return !('uncounted' in this.element.dataset);
  }

  use(html) {
    this.field.value = html;
    this.field.focus();
  }

  typed() {
    this.problem = null;
    this.showProblem();
    this.measure();
    clearTimeout(this.timer);
    if (!this.isUnsaved) {
      this.bench.drafts.drop(this);
      this.show(this.state);
      return;
    }
    this.bench.drafts.keep(this);
    this.show('unsaved');
    this.timer = setTimeout(() => this.save(), workbench.Text.SILENCE);
    this.bench.checkSoon?.(this);
  }

  measure() {
    if (!this.limit) return;
    const {length} = workbench.chips.plain(this.field.value);
    const note = this.element.querySelector('[data-length]');
    note.hidden = length < this.limit * 0.8;
    note.textContent = `${length} / ${this.limit}`;
    note.classList.toggle('text__limit--over', length > this.limit);
  }

  // Resolves when the server has what is in the field, or has said why not.
  save() {
    clearTimeout(this.timer);
    if (this.isLocked || this.problem?.kind === 'conflict') return Promise.resolve();
    if (!this.saving) {
      this.saving = this.saveNow().finally(() => {
        this.saving = null;
      });
    }
    return this.saving;
  }

  async saveNow() {
    while (this.isUnsaved) {
      const {value} = this.field;
      this.show('saving');
      const answer = await workbench.send(this.bench.root, this.element.dataset.save, {
        value,
        was: this.stored,
        along: [...this.along],
      });
      if (answer.kind !== 'saved') {
        this.failed(answer);
        return;
      }
      this.saved(value, answer);
    }
  }

  saved(value, {error, along = []}) {
    this.setStored(value, error);
    for (const id of along) {
      this.along.add(String(id));
      this.bench.text(id)?.follow(value, error);
    }
    this.bench.saved(this);
  }

  // The same text elsewhere on the page was saved.
  follow(value, error) {
    if (!this.isUnsaved) {
      this.field.show(value);
      this.field.history.record(this.field.state(), 'set');
    }
    this.setStored(value, error);
  }

  setStored(value, error) {
    this.stored = value;
    this.element.querySelector('input[type=hidden]').value = value;
    this.state = error ? 'error' : value ? 'saved' : 'open';
    this.problem = null;
    const note = this.element.querySelector('[data-error]');
    note.textContent = error || '';
    note.hidden = !error;
    if (this.isUnsaved) return;
    this.bench.drafts.drop(this);
    this.show(this.state);
    this.showProblem();
    this.element.querySelector('[data-former]')?.removeAttribute('open');
  }

  failed(problem) {
    this.problem = problem;
    this.bench.drafts.keep(this);
    this.show('failed');
    this.showProblem();
  }

  show(state) {
    this.element.dataset.state = state;
    const status = this.element.querySelector('[data-status]');
    if (state === 'open' && !this.isCounted) return;
    status.textContent = workbench.words[state === 'failed' ? 'unsaved' : state];
    this.bench.count();
  }

  showProblem() {
    const box = this.element.querySelector('[data-offer]');
    if (box.dataset.problem === undefined && !this.problem) return; // what was typed earlier may be offered there
    box.replaceChildren(...(this.problem ? workbench.problem(this, this.problem) : []));
    box.hidden = !this.problem;
    if (this.problem) box.dataset.problem = this.problem.kind;
    else delete box.dataset.problem;
  }
};

// What is said of a text that could not be saved, and what can be done about it.
workbench.problem = (text, problem) => {
  const {words, button, chips} = workbench;
  const told = document.createElement('p');
  told.setAttribute('role', 'alert');
  const actions = document.createElement('p');
  const retry = button(words.retry, () => text.save());
  if (problem.kind === 'conflict') {
    told.textContent = words.theirs.replace('%(person)s', problem.person || words.somebody);
    const quote = document.createElement('blockquote');
    quote.lang = text.field.area.lang;
    quote.append(...(problem.text ? chips.parse(problem.text, text.field.tags) : [words.takenAway]));
    actions.append(
      button(words.takeTheirs, () => {
        text.field.show(problem.text);
        text.setStored(problem.text, null);
        text.bench.saved(text);
      }),
      button(words.keepMine, () => {
        text.stored = problem.text;
        text.problem = null;
        text.showProblem();
        text.save();
      }),
    );
    return [told, quote, actions];
  }
  told.textContent = words[problem.kind].replace('%(reason)s', problem.reason || '');
  if (problem.kind === 'login') {
    const link = document.createElement('a');
    Object.assign(link, {href: text.bench.root.dataset.login, target: '_blank', textContent: words.logIn});
    told.append(' ', link);
  }
  actions.append(problem.kind === 'gone' ? button(words.reload, () => text.bench.reload()) : retry);
  return [told, actions];
};
