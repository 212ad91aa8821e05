// One request for a change, and what came of it in words of ours. Nothing here touches the page.
window.workbench = window.workbench || {};

{
  let token; // another than the page came with, after somebody logged in again in another tab

  const renewToken = async () => {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
    token = page.querySelector('[data-csrf]')?.dataset.csrf;
  };

  const outcome = async (answer) => {
    if (answer.type === 'opaqueredirect') return {kind: 'login'};
    const body = await answer.json().catch(() => ({}));
    if (answer.ok) return {kind: 'saved', ...body};
    if (answer.status === 409) return {kind: 'conflict', ...body};
    if (answer.status === 404 && body.reason === 'gone') return {kind: 'gone', ...body};
    if (answer.status === 403 && body.detail) return {kind: 'refused', reason: body.detail};
    return {kind: 'failed'};
  };

  // ``manual``: to the log-in page, which is no answer.
  const request = async (root, address, options) => {
    const send = () => {
      const headers = {'X-CSRFToken': token ?? root.dataset.csrf, Accept: 'application/json'};
      return fetch(address, {...options, headers, redirect: 'manual'});
    };
    const answer = await send();
    if (answer.status !== 403) return answer;
    await renewToken(); // refused for want of rights it is refused once more
    return send();
  };

  workbench.send = async (root, address, fields) => {
    const body = new FormData();
    const isEmpty = fields.value === '';
    for (const [name, value] of Object.entries(fields)) {
      for (const one of Array.isArray(value) ? value : [value]) body.append(name, one);
    }
    try {
      const answer = await request(root, address, {method: isEmpty ? 'DELETE' : 'PUT', body});
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
      const answer = await request(root, address, {method: 'POST', body});
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
