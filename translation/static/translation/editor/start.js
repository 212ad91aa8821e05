// Brings the parts together.
(() => {
  const root = document.querySelector('[data-workbench]');
  if (!root) return;
  workbench.words = JSON.parse(document.getElementById('workbench-words').textContent);

  const bench = {
    root,
    drafts: new workbench.Drafts(root),
    texts: [],
    values: [],
    text: (id) => bench.byId.get(String(id)),
    count: () => bench.moving?.count(),
    focused(text) {
      text.isReleased = false;
      bench.aids.help(text);
      bench.preview.point?.(text);
    },
    saved: () => bench.preview.refresh(),
    unsaved: () => [...bench.texts, ...bench.values].filter((one) => one.isUnsaved),
    reload() {
      bench.isLeaving = true; // what is unsaved is kept and offered again
      location.reload();
    },
  };

  bench.texts = [...root.querySelectorAll('[data-text]')].map((element) => new workbench.Text(element, bench));
  bench.byId = new Map(bench.texts.map((text) => [text.id, text]));
  bench.aids = new workbench.Aids(bench);
  bench.preview = new workbench.Preview(bench);
  bench.moving = new workbench.Moving(bench);
  bench.values = [...root.querySelectorAll('[data-value][data-save]')].map((element) => new workbench.Value(element, bench));
  for (const element of document.querySelectorAll('[data-without-script]')) element.hidden = true;
  bench.drafts.offer(bench.texts, root.querySelector('[data-lost]'));
  root.dataset.ready = 'yes';

  const again = (kinds) => bench.texts.filter((text) => kinds.includes(text.problem?.kind)).forEach((text) => text.save());
  window.addEventListener('online', () => again(['offline', 'failed']));
  window.addEventListener('focus', () => again(['login'])); // back from the tab in which one has logged in

  window.addEventListener('beforeunload', (event) => {
    if (bench.isLeaving || !bench.unsaved().length) return;
    event.preventDefault();
  });

  // The form without script is not for those who have it.
  root.querySelector('[data-texts]')?.addEventListener('submit', (event) => event.preventDefault());

  // Publishing and the like wait until everything is saved.
  document.addEventListener('submit', async (event) => {
    const form = event.target;
    const leaves = form.matches('[data-leaves], .translation-review form');
    const waits = bench.unsaved().length || [...bench.texts, ...bench.values].some((one) => one.saving);
    if (!leaves || !waits || form.dataset.isSaved) return;
    event.preventDefault();
    const {submitter} = event;
    await Promise.all([...bench.texts.map((text) => text.save()), ...bench.values.map((value) => value.saving)]);
    const [unsaved] = bench.unsaved();
    if (unsaved) {
      document.dispatchEvent(new CustomEvent('w-messages:add', {detail: {text: workbench.words.wait, type: 'error'}}));
      unsaved.field.focus();
      return;
    }
    form.dataset.isSaved = 'yes';
    setTimeout(() => form.requestSubmit(submitter)); // not while the event that was held back is still on its way
  });
})();
