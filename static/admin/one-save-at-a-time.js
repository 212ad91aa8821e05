// A new page has no address to save to until its first automatic draft is made: publishing it meanwhile would make
// a second page, with “-1” in its slug (Wagtail 8.0). So the click waits until that draft is there.
let isSaving = false
let isLeaving = false
let waiting = null

function submitAgain({form, button}) {
  if (isSaving) {
    // The next automatic draft has begun. What is pressed must not stand in the form then: it would be done by that.
    waiting = {form, button}
    return
  }
  if (button?.name) {
    // The button itself may be disabled by now.
    const pressed = document.createElement('input')
    Object.assign(pressed, {type: 'hidden', name: button.name, value: button.value})
    form.append(pressed)
  }
  form.requestSubmit()
}

// What was saved by itself has been seen here: publishing it is no second version (core.conflicts).
document.addEventListener('w-autosave:success', ({target, detail}) => {
  const {revision_id: number, revision_created_at: moment} = detail.response
  if (number && target.elements?.loaded_revision_id) {
    target.elements.loaded_revision_id.value = number
    target.elements.loaded_revision_created_at.value = moment
  }
})

document.addEventListener('w-autosave:save', (event) => {
  if (isLeaving) event.preventDefault()
  else isSaving = true
})

for (const outcome of ['w-autosave:success', 'w-autosave:error']) {
  document.addEventListener(outcome, () => {
    isSaving = false
    const submission = waiting
    waiting = null
    if (submission) setTimeout(submitAgain, 0, submission)
  })
}

document.addEventListener(
  'submit',
  (event) => {
    if (!event.target.matches('[data-controller~="w-autosave"]')) return
    if (isSaving) {
      event.preventDefault()
      event.stopImmediatePropagation()
      waiting = {form: event.target, button: event.submitter}
    } else {
      isLeaving = true
    }
  },
  true,
)

// Whoever stays, or comes back, goes on being saved.
window.addEventListener('submit', (event) => {
  if (event.defaultPrevented) isLeaving = false
})
window.addEventListener('pageshow', () => {
  isLeaving = false
})
