// Values that this language may replace by its own: Wagtail's choosers, started here, and fields for addresses.
window.workbench = window.workbench || {};

workbench.Value = class {
  constructor(element, bench) {
    this.element = element;
    this.bench = bench;
    this.status = element.querySelector('[data-status]');
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
  }

  startAddress(input) {
    input.addEventListener('change', () => this.save(input.value.trim()));
    this.clear = () => {
      input.value = '';
    };
  }

  save(value) {
    this.saving = this.saveNow(value).finally(() => {
      this.saving = null;
    });
  }

  async saveNow(value) {
    this.last = value;
    const {words, send} = workbench;
    this.status.textContent = words.saving;
    const answer = await send(this.bench.root, this.element.dataset.save, {value});
    if (answer.kind === 'saved') {
      this.status.textContent = answer.error || words.saved;
      this.back.hidden = !value;
      this.bench.saved(this);
      return;
    }
    this.status.replaceChildren(
      (words[answer.kind] || words.failed).replace('%(reason)s', answer.reason || ''),
      ' ',
      workbench.button(words.retry, () => this.save(this.last)),
    );
  }
};
