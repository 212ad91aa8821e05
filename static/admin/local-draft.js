// What is typed into the form of a page stays on this computer until the server has it, and is offered again after an
// outage. It is sent as it would have been then, as a draft, with the version it began with: what somebody else has saved
// meanwhile is not overwritten (core.conflicts).
;(({logout, words}) => {
  const PREFIX = 'page-draft:'
  const KEPT_FOR = 7 * 24 * 3600 * 1000
  const NEVER = /^(csrfmiddlewaretoken|next|action-.*)$/
  const say = JSON.parse(words)

  const user = () => document.querySelector('meta[name=local-draft-user]')?.content ?? ''
  const key = () => `${PREFIX}${user()}:${location.pathname}`

  function all() {
    try {
      return Object.keys(localStorage).filter((one) => one.startsWith(PREFIX))
    } catch {
      return []
    }
  }

  function read(name) {
    try {
      return JSON.parse(localStorage.getItem(name))
    } catch {
      return null
    }
  }

  function write(name, draft) {
    try {
      if (draft) localStorage.setItem(name, JSON.stringify(draft))
      else localStorage.removeItem(name)
    } catch {
      // Full or forbidden: the text is still in its field.
    }
  }

  function tidy() {
    const isSaved = document.querySelector('.messages .success')
    for (const name of all()) {
      const draft = read(name)
      if (!draft || Date.now() - draft.at > KEPT_FOR || (isSaved && draft.wasSent)) write(name, null)
    }
  }

  const fieldsOf = (form) =>
    [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && !NEVER.test(name))

  const revisionOf = (form) => form.querySelector('[name=loaded_revision_id]')?.value ?? ''

  function keep(form, wasSent) {
    write(key(), {at: Date.now(), revision: revisionOf(form), fields: fieldsOf(form), wasSent})
  }

  function bringBack(draft, action) {
    const form = document.createElement('form')
    Object.assign(form, {method: 'post', action, hidden: true})
    const token = document.querySelector('[name=csrfmiddlewaretoken]')
    for (const [name, value] of [...draft.fields, ['csrfmiddlewaretoken', token.value]]) {
      const field = document.createElement('textarea')
      Object.assign(field, {name, value})
      form.append(field)
    }
    document.body.append(form)
    write(key(), {...draft, wasSent: true})
    form.submit()
  }

  function button(label, classes, act) {
    const one = document.createElement('button')
    Object.assign(one, {type: 'button', className: `button button-small ${classes}`, textContent: label})
    one.addEventListener('click', act)
    return one
  }

  function offer(form, draft) {
    const box = document.createElement('section')
    box.className = 'help-block help-warning local-draft'
    box.setAttribute('aria-label', say.title)
    const text = document.createElement('p')
    const when = new Date(draft.at).toLocaleString(document.documentElement.lang)
    text.textContent = say.offer.replace('%(when)s', when)
    const close = () => (write(key(), null), box.remove())
    box.append(
      text,
      button(say.restore, '', () => bringBack(draft, form.action)),
      button(say.drop, 'button-secondary', close),
    )
    form.before(box)
  }

  function watch(form) {
    const draft = read(key())
    if (draft?.wasSent && draft.revision !== revisionOf(form)) write(key(), null)
    else if (draft && form.dataset.wUnsavedForceValue !== 'true') offer(form, draft)
    let timer = null
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(() => keep(form, false), 300)
    }
    for (const kind of ['input', 'change', 'w-unsaved:add']) form.addEventListener(kind, later)
    form.addEventListener('submit', () => (clearTimeout(timer), keep(form, true)))
    document.addEventListener('w-autosave:success', () => (clearTimeout(timer), write(key(), null)))
  }

  document.addEventListener('DOMContentLoaded', () => {
    tidy()
    const form = document.querySelector('[data-edit-form][data-controller~="w-autosave"], #page-edit-form')
    if (form) watch(form)
  })

  // Whoever signs out leaves nothing behind; a session that has ended by itself keeps it for the next one.
  document.addEventListener(
    'submit',
    (event) => {
      if (new URL(event.target.action, location).pathname === logout) for (const name of all()) write(name, null)
    },
    true,
  )
})(document.currentScript.dataset)
