// Undo and redo of one field: the browser's own forgets what a script has changed.
window.workbench = window.workbench || {};

workbench.History = class {
  static PAUSE = 700; // milliseconds: what is typed without a longer pause is undone together
  static LENGTH = 200;

  constructor(state) {
    this.past = [state];
    this.future = [];
    this.kind = '';
    this.at = 0;
  }

  record(state, kind) {
    if (state.html === this.past.at(-1).html) {
      this.past[this.past.length - 1] = state;
      return;
    }
    const goesOn = kind && kind === this.kind && Date.now() - this.at < workbench.History.PAUSE && this.past.length > 1;
    if (goesOn) this.past.pop();
    this.past.push(state);
    if (this.past.length > workbench.History.LENGTH) this.past.shift();
    this.future = [];
    this.kind = kind;
    this.at = Date.now();
  }

  undo() {
    if (this.past.length < 2) return null;
    this.future.push(this.past.pop());
    this.kind = '';
    return this.past.at(-1);
  }

  redo() {
    const state = this.future.pop();
    if (state) this.past.push(state);
    this.kind = '';
    return state || null;
  }
};
