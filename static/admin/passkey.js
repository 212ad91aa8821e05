// Asks the browser for a passkey before the form that wants one is sent. Bytes travel as base64url.
const form = document.querySelector('[data-passkey]')
const question = JSON.parse(document.getElementById('passkey-question').textContent).publicKey

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))

const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

function asked() {
  const keys = (list) => (list || []).map((key) => ({...key, id: toBytes(key.id)}))
  const publicKey = {...question, challenge: toBytes(question.challenge)}
  if (form.dataset.passkey === 'create') {
    publicKey.user = {...question.user, id: toBytes(question.user.id)}
    publicKey.excludeCredentials = keys(question.excludeCredentials)
    return navigator.credentials.create({publicKey})
  }
  publicKey.allowCredentials = keys(question.allowCredentials)
  return navigator.credentials.get({publicKey})
}

function asJson({id, rawId, type, response}) {
  const names = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']
  const parts = names.filter((name) => response[name]).map((name) => [name, toText(response[name])])
  return JSON.stringify({id, rawId: toText(rawId), type, response: Object.fromEntries(parts), clientExtensionResults: {}})
}

async function answer(event) {
  event.preventDefault()
  const problem = document.querySelector('[data-passkey-problem]')
  problem.hidden = true
  try {
    form.elements.answer.value = asJson(await asked())
  } catch {
    problem.hidden = false
    return
  }
  form.submit()
}

if (window.PublicKeyCredential) {
  form.addEventListener('submit', answer)
} else {
  document.querySelector('[data-passkey-unknown]').hidden = false
  form.hidden = true
}
