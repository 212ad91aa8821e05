// One request for a change, and what came of it in words of ours. Nothing here touches the page.
window.workbench = window.workbench || {};

{
  const cookie = (name) =>
    document.cookie
      .split('; ')
      .find((one) => one.startsWith(`${name}=`))
      ?.slice(name.length + 1);

  // Read at each request: whoever logs in again in another tab has got another.
  const token = ({csrfCookie, csrf}) => cookie(csrfCookie) || csrf;

  const outcome = async (answer) => {
    if (answer.type === 'opaqueredirect') return {kind: 'login'};
    const body = await answer.json().catch(() => ({}));
    if (answer.ok) return {kind: 'saved', ...body};
    if (answer.status === 409) return {kind: 'conflict', ...body};
    if (answer.status === 404 && body.reason === 'gone') return {kind: 'gone', ...body};
    if (answer.status === 403 && body.detail) return {kind: 'refused', reason: body.detail};
    return {kind: 'failed'};
  };

  const headersFor = (root) => ({'X-CSRFToken': token(root.dataset), Accept: 'application/json'});

  workbench.send = async (root, address, fields) => {
    const body = new FormData();
    const isEmpty = fields.value === '';
    for (const [name, value] of Object.entries(fields)) {
      for (const one of Array.isArray(value) ? value : [value]) body.append(name, one);
    }
    try {
      const answer = await fetch(address, {
        method: isEmpty ? 'DELETE' : 'PUT',
        body,
        headers: headersFor(root),
        redirect: 'manual', // to the log-in page, which is no answer
      });
      // wagtail-localize says 404 of a value that was not there any more.
      if (isEmpty && answer.status === 404 && !(await answer.clone().text()).includes('reason')) return {kind: 'saved'};
      return await outcome(answer);
    } catch {
      return {kind: navigator.onLine ? 'failed' : 'offline'};
    }
  };

  // A question that changes nothing; ``null`` if there is no answer.
  workbench.ask = async (root, address, fields) => {
    const body = new URLSearchParams(fields);
    try {
      const answer = await fetch(address, {method: 'POST', body, headers: headersFor(root), redirect: 'manual'});
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  };
}

workbench.button = (label, onClick, secondary = true) => {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = `button button-small${secondary ? ' button-secondary' : ''}`;
  button.textContent = label;
  button.addEventListener('click', onClick);
  return button;
};
