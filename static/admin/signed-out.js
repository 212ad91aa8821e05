// Whose session has ended while a page was open signs in in another tab, and goes on in this one: nothing typed is lost.
// Wagtail says “a server error occurred” for the first, and Django's token in the forms is an old one after the second.
const {cookie, said} = document.currentScript.dataset

function freshenTokens() {
  const now = document.cookie.split('; ').find((one) => one.startsWith(`${cookie}=`))
  if (!now) return
  for (const field of document.querySelectorAll('form [name=csrfmiddlewaretoken]')) {
    field.value = now.slice(cookie.length + 1)
  }
}

async function saySo() {
  const response = await fetch(location.href, {method: 'HEAD', redirect: 'manual'})
  if (response.type !== 'opaqueredirect') return
  document.dispatchEvent(new CustomEvent('w-messages:add', {detail: {clear: true, type: 'error', text: said}}))
}

window.addEventListener('focus', freshenTokens)
document.addEventListener('visibilitychange', freshenTokens)
document.addEventListener('focusin', freshenTokens)
document.addEventListener('submit', freshenTokens, true)
document.addEventListener('w-autosave:save', freshenTokens, true)
document.addEventListener('w-autosave:error', saySo)
