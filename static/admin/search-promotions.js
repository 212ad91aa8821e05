// The form of promoted search results, which Wagtail starts from a script within the page (templates/wagtailsearchpromotions).
{
  const { formset, emptyForm, query, chooser } = document.currentScript.dataset;

  document.addEventListener('DOMContentLoaded', () => {
    new window.InlinePanel({ formsetPrefix: formset, emptyChildFormPrefix: emptyForm, canOrder: true });

    const input = document.getElementById(query);
    document.getElementById(`${query}-chooser`).addEventListener('click', () => {
      window.ModalWorkflow({
        url: chooser,
        onload: window.QUERY_CHOOSER_MODAL_ONLOAD_HANDLERS,
        responses: {
          queryChosen({ querystring }) {
            input.value = querystring;
          },
        },
      });
    });
  });
}
