// wagtail-localize's editor says “Server error” whatever the answer to a change was. The text stays in its field; what
// the server says about it is shown as a message of the admin.
{
  const send = window.fetch;
  const tell = ({ detail }) =>
    document.dispatchEvent(new CustomEvent('w-messages:add', { detail: { text: detail, type: 'error' } }));

  window.fetch = async (address, options = {}) => {
    const answer = await send(address, options);
    if (['PUT', 'DELETE'].includes(options.method) && answer.status === 403) {
      answer.clone().json().then(tell, () => {});
    }
    return answer;
  };
}
