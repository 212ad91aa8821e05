// What Wagtail starts from scripts within its pages, started from attributes: the policy of the admin lets no such script
// run. An element says what is to be called and with what (templates/wagtailadmin/starter.html).
{
  const MAY_BE_STARTED = /^(?:[A-Za-z]*Chooser|InlinePanel|MultipleChooserPanel)$/;
  const coming = new Set();

  // A dialog brings scripts of its own with it, and jQuery would run their text. Each is loaded once.
  jQuery._evalUrl = (address) => {
    const { href } = new URL(address, document.baseURI);
    if ([...document.scripts].some((one) => one.src === href)) return;
    const script = document.createElement('script');
    script.src = href;
    script.async = false;
    const loaded = new Promise((done) => {
      script.onload = script.onerror = done;
    }).then(() => coming.delete(loaded));
    coming.add(loaded);
    document.head.append(script);
  };

  class Starter extends window.StimulusModule.Controller {
    static values = { name: String, arguments: Array };

    async connect() {
      if (this.element.dataset.isStarted) return;
      this.element.dataset.isStarted = 'true';
      while (coming.size) await Promise.all(coming);
      if (!MAY_BE_STARTED.test(this.nameValue)) return;
      const started = window[this.nameValue];
      if (/^[a-z]/.test(this.nameValue)) started(...this.argumentsValue);
      else Reflect.construct(started, this.argumentsValue);
    }
  }

  window.wagtail.app.register('starter', Starter);
}
