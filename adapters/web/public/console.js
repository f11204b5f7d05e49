// Keeps the parts named data-live up to date. Everything works without it, by the Refresh link.
const follow = document.body.dataset.follow
const live = document.querySelector('#live')
const calmMs = 800
const ageMs = 60_000

document.querySelector('.problems')?.focus()

/** Somebody is typing in it, or has unfolded a form: it is left alone until they are done. */
const inUse = (part) =>
  part.querySelector('details[open]') !== null ||
  part.querySelector('input:focus, select:focus, textarea:focus') !== null

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'Europe/London' })
let busy = false
let again = false

async function renew() {
  if (busy) {
    again = true
    return
  }
  busy = true
  again = false
  try {
    const answer = await fetch(location.href.split('#')[0], { headers: { accept: 'text/html' } })
    if (answer.redirected || !answer.ok) location.reload()
    else replaceParts(new DOMParser().parseFromString(await answer.text(), 'text/html'))
  } catch {
    say('Connection lost, trying again')
  }
  setTimeout(() => {
    busy = false
    if (again) renew()
  }, calmMs)
}

function replaceParts(fresh) {
  let kept = false
  for (const part of document.querySelectorAll('[data-live]')) {
    const now = fresh.getElementById(part.id)
    if (!now || now.innerHTML === part.innerHTML) continue
    if (inUse(part)) kept = true
    else replace(part, now)
  }
  document.title = fresh.title
  say(kept ? 'There is news behind the form you have open' : `Live, updated ${clock.format(new Date())}`)
}

/** A link that had the focus has it again. */
function replace(part, now) {
  const href = part.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null
  part.innerHTML = now.innerHTML
  if (href) part.querySelector(`a[href="${CSS.escape(href)}"]`)?.focus({ preventScroll: true })
}

function say(text) {
  if (live) live.textContent = text
}

if (follow) {
  const source = new EventSource(follow)
  source.addEventListener('alive', () => {
    if (live?.textContent === '' || live?.textContent.startsWith('Connection')) say('Live')
  })
  source.addEventListener('news', renew)
  source.addEventListener('error', () => say('Connection lost, trying again'))
  setInterval(renew, ageMs)
}
