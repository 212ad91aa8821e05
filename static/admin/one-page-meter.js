// Counts, while a project is written, what of its room on one A4 each text takes. The numbers are the server's.
{
  const letters = (input) => input.value.trim().replace(/\s+/g, ' ').length;
  const isLeft = (input) => input.form?.elements[input.name.replace(/-[^-]+$/, '-DELETE')]?.value !== '1';

  const inputs = ({ relation, field, shown }, form) => {
    if (!relation) return [form.elements[field]].filter(Boolean);
    const place = (input) => Number(form.elements[input.name.replace(/-[^-]+$/, '-ORDER')]?.value ?? 0);
    return [...form.querySelectorAll(`[name^="${relation}-"][name$="-${field}"]`)]
      .filter((input) => /-\d+-/.test(input.name) && isLeft(input))
      .sort((one, other) => place(one) - place(other))
      .slice(0, Number(shown));
  };

  const count = (meter) => {
    const form = meter.closest('form');
    for (const row of meter.querySelectorAll('[data-field]')) {
      const used = Math.max(0, ...inputs(row.dataset, form).map(letters));
      const excess = used - Number(row.dataset.allowed);
      row.querySelector('output').value = used;
      row.classList.toggle('is-over', excess > 0);
      const said = excess > 0 ? `${meter.dataset.over} ${excess}` : '';
      const status = row.querySelector('[role=status]');
      if (status.textContent !== said) status.textContent = said;
    }
  };

  const begin = () => {
    for (const meter of document.querySelectorAll('[data-one-page-meter]')) {
      const form = meter.closest('form');
      if (!form) continue;
      count(meter);
      for (const event of ['input', 'change', 'click']) {
        form.addEventListener(event, () => requestAnimationFrame(() => count(meter)));
      }
    }
  };

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
  else begin();
}
