// Style sheets that scripts make (the rich text editor's, the pickers') carry the nonce of the page, which markup that
// somebody smuggled in does not know.
{
  const { nonce } = document.currentScript;
  const create = document.createElement;

  document.createElement = function createElement(...given) {
    const element = create.apply(this, given);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
}
