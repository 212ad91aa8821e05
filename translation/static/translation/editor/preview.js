// The page as it will be, beside its texts: made anew after a save, at the place where one was looking.
window.workbench = window.workbench || {};

workbench.Preview = class {
  static WIDE = '(min-width: 75em)';
  static KEY = 'translation-preview';

  constructor(bench) {
    this.panel = document.querySelector('[data-preview]');
    this.toggle = document.querySelector('[data-toggle-preview]');
    if (!this.panel || !this.toggle) return;
    this.frame = this.panel.querySelector('iframe');
    this.frame.addEventListener('load', () => this.loaded());
    this.toggle.hidden = false;
    this.toggle.addEventListener('click', () => {
      this.show(this.panel.hidden);
      this.remember(!this.panel.hidden);
    });
    this.show(this.remembered() ?? matchMedia(workbench.Preview.WIDE).matches);
    this.bench = bench;
  }

  remembered() {
    try {
      return JSON.parse(localStorage.getItem(workbench.Preview.KEY));
    } catch {
      return null;
    }
  }

  remember(isShown) {
    try {
      localStorage.setItem(workbench.Preview.KEY, isShown);
    } catch {
      // then it is as wide screens have it
    }
  }

  show(isShown) {
    this.panel.hidden = !isShown;
    document.querySelector('[data-workbench]').classList.toggle('workbench--preview', isShown);
    this.toggle.setAttribute('aria-expanded', isShown);
    this.toggle.textContent = workbench.words[isShown ? 'hidePreview' : 'showPreview'];
    if (isShown && this.isOutdated !== false) this.load();
  }

  // Several texts may be saved one after the other.
  refresh() {
    this.isOutdated = true;
    if (!this.panel || this.panel.hidden) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(), 400);
  }

  load() {
    this.isOutdated = false;
    const page = this.frame.contentWindow;
    this.place = this.frame.src ? page?.scrollY : 0;
    if (this.frame.src) page.location.reload();
    else this.frame.src = this.frame.dataset.address;
  }

  loaded() {
    const page = this.frame.contentDocument;
    if (!page?.body || !this.frame.src) return;
    page.addEventListener('click', (event) => event.target.closest('a, button') && event.preventDefault(), true);
    this.frame.contentWindow.scrollTo({top: this.place || 0, behavior: 'instant'});
    if (this.shown) this.point(this.shown);
  }

  // Show where a text stands on the page.
  point(text) {
    this.shown = text;
    const page = this.frame?.contentDocument;
    if (!page?.body || this.panel.hidden) return;
    const wanted = [text.stored, text.sourceHtml].map((html) => workbench.chips.plain(html).trim()).filter(Boolean);
    const elements = [...page.body.querySelectorAll('main *')].reverse();
    const clean = (one) => one.textContent.replace(/\s+/g, ' ').trim();
    const found = wanted.reduce((hit, words) => hit || elements.find((one) => clean(one) === words.replace(/\s+/g, ' ')), null);
    if (this.marked) this.marked.style.outline = '';
    this.marked = found;
    if (!found) return;
    found.style.outline = '2px solid #007d7e';
    found.scrollIntoView({block: 'center', behavior: 'instant'});
  }
};
