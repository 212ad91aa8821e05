// What is pasted into rich text comes with styles within its markup (Word, Google Docs, LibreOffice), which the policy of
// the admin does not apply. Bold and italic that are only said there become elements; the rest of it is left out. Headings
// become those that a text has: the highest the first of the two, all others the second.
{
  const IS_BOLD = /(?:^|;)\s*font-weight:\s*(?:bold|[6-9]00)/i;
  const IS_REGULAR = /(?:^|;)\s*font-weight:\s*(?:normal|400)/i;
  const IS_ITALIC = /(?:^|;)\s*font-style:\s*italic/i;
  const seen = new WeakSet();

  const wrapInside = (element, name) => {
    const wrapper = element.ownerDocument.createElement(name);
    wrapper.append(...element.childNodes);
    element.append(wrapper);
  };

  const renamed = (element, name) => {
    const other = element.ownerDocument.createElement(name);
    other.append(...element.childNodes);
    element.replaceWith(other);
  };

  const fitHeadings = (body) => {
    const headings = [...body.querySelectorAll('h1, h2, h3, h4, h5, h6')];
    if (headings.every((one) => one.matches('h3, h4'))) return;
    const highest = headings.map((one) => one.localName).sort()[0];
    headings.forEach((one) => renamed(one, one.localName === highest ? 'h3' : 'h4'));
  };

  const withElements = (html) => {
    const inert = html
      .replace(/<style[\s\S]*?<\/style>/gi, '')
      .replace(/<[^>]*>/g, (tag) => tag.replace(/\sstyle(?=\s*=)/gi, ' data-style'));
    const { body } = new DOMParser().parseFromString(inert, 'text/html');
    body.querySelectorAll('[data-style]').forEach((one) => {
      const style = one.dataset.style;
      one.removeAttribute('data-style');
      if (IS_BOLD.test(style)) wrapInside(one, 'b');
      if (IS_ITALIC.test(style)) wrapInside(one, 'i');
      if (one.matches('b, strong') && IS_REGULAR.test(style)) one.replaceWith(...one.childNodes);
    });
    fitHeadings(body);
    return body.innerHTML;
  };

  document.addEventListener(
    'paste',
    (event) => {
      const html = event.clipboardData?.getData('text/html');
      if (!html || seen.has(event) || event.clipboardData.files.length || !event.target.closest?.('.Draftail-Editor')) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const data = new DataTransfer();
      data.setData('text/plain', event.clipboardData.getData('text/plain'));
      data.setData('text/html', withElements(html));
      const again = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      seen.add(again);
      event.target.dispatchEvent(again);
    },
    true,
  );
}
