// Values that this language may replace by its own: Wagtail's choosers, started here, and fields for addresses.
window.workbench = window.workbench || {};

workbench.Value = class {
  constructor(element, bench) {
    this.element = element;
    this.bench = bench;
    this.status = element.querySelector('[data-status]');
    this.offer = element.querySelector('[data-offer]');
    this.was = element.dataset.was;
    this.back = element.querySelector('[data-return]');
    const chooser = element.querySelector('[data-chooser]');
    const address = element.querySelector('[data-address-field]');
    if (chooser) this.startChooser(chooser);
    if (address) this.startAddress(address);
    this.back?.addEventListener('click', () => {
      this.clear();
      this.save('');
    });
  }

  startChooser({dataset}) {
    const chooser = new window[dataset.chooser](dataset.field, JSON.parse(dataset.options));
    const setState = chooser.setState.bind(chooser);
    chooser.setState = (state) => {
      setState(state);
      this.save(state ? String(state.id) : '');
    };
    this.clear = () => setState(null);
    this.show = ({state}) => setState(state);
  }

  startAddress(input) {
    input.addEventListener('change', () => this.save(input.value.trim()));
    this.clear = () => {
      input.value = '';
    };
    this.show = ({value}) => {
      input.value = value;
    };
  }

  // What somebody else has chosen meanwhile, and what this person has, of which one has to go.
  get isUnsaved() {
    return !this.offer.hidden;
  }

  get field() {
    return this.offer.querySelector('button');
  }

  // One after the other: each says what it saw.
  save(value) {
    const saving = Promise.resolve(this.saving).then(() => this.saveNow(value));
    this.saving = saving;
    saving.finally(() => {
      if (this.saving === saving) this.saving = null;
    });
  }

  async saveNow(value) {
    this.last = value;
    const {words, send} = workbench;
    this.status.textContent = words.saving;
    const answer = await send(this.bench.root, this.element.dataset.save, {value, was: this.was});
    if (answer.kind === 'saved') {
      this.settled(value, answer.error || words.saved);
      return;
    }
    if (answer.kind === 'conflict') {
      this.ask(answer);
      return;
    }
    this.status.replaceChildren(
      (words[answer.kind] || words.failed).replace('%(reason)s', answer.reason || ''),
      ' ',
      workbench.button(words.retry, () => this.save(this.last)),
    );
  }

  settled(value, said) {
    this.was = value;
    this.status.textContent = said;
    this.back.hidden = !value;
    this.offer.hidden = true;
    this.bench.saved(this);
  }

  ask(theirs) {
    const {words, button} = workbench;
    const [told, quote, actions] = ['p', 'blockquote', 'p'].map((name) => document.createElement(name));
    told.textContent = words.theirValue.replace('%(person)s', theirs.person || words.somebody);
    quote.textContent = theirs.text || words.original;
    actions.append(
      button(words.takeTheirs, () => {
        this.show(theirs);
        this.settled(theirs.value, words.saved);
      }),
      button(words.keepMine, () => {
        this.was = theirs.value;
        this.save(this.last);
      }),
    );
    this.status.textContent = words.unsaved;
    this.offer.replaceChildren(told, quote, actions);
    this.offer.hidden = false;
  }
};
