// Keeps the demo's page current: whatever is new on the server's page is put into this one, in place.
const calm = matchMedia('(prefers-reduced-motion: reduce)')
let running = null
let wanted = false

/** Fetches the page again; asked for while one is on its way, it comes after. */
function refresh() {
  wanted = true
  running ??= renew().finally(() => {
    running = null
  })
  return running
}

async function renew() {
  while (wanted) {
    wanted = false
    const answer = await fetch(location.pathname + location.search).catch(() => null)
    if (!answer?.ok) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    match(document.querySelector('main'), page.querySelector('main'))
    scrollToNewest()
  }
}

/** Makes one element like another, touching only what differs. */
function match(now, then) {
  for (const { name } of [...now.attributes]) if (!then.hasAttribute(name)) now.removeAttribute(name)
  for (const { name, value } of then.attributes) if (now.getAttribute(name) !== value) now.setAttribute(name, value)
  if (now.localName === 'textarea') {
    if (now.defaultValue !== then.defaultValue) now.defaultValue = then.defaultValue
    return
  }
  const samePhone = now.dataset.shown === undefined || now.dataset.shown === then.dataset.phone
  matchChildren(now, then, samePhone)
  if (then.dataset.phone !== undefined) now.dataset.shown = then.dataset.phone
}

function matchChildren(now, then, samePhone) {
  const [old, fresh] = [[...now.childNodes], [...then.childNodes]]
  fresh.forEach((node, i) => {
    const before = old[i]
    if (!before) arrive(now.appendChild(node), samePhone)
    else if (before.nodeName !== node.nodeName) before.replaceWith(node)
    else if (node.nodeType === Node.ELEMENT_NODE) match(before, node)
    else if (before.data !== node.data) before.data = node.data
  })
  for (const gone of old.slice(fresh.length)) gone.remove()
}

/** A new text slides in, and the phone it came to buzzes. */
function arrive(node, samePhone) {
  if (!samePhone || calm.matches || !node.classList?.contains('bubble')) return
  const from = node.classList.contains('mine') ? 'translate(12px, 10px)' : 'translate(-12px, 10px)'
  node.animate(
    [
      { opacity: 0, transform: from },
      { opacity: 1, transform: 'none' },
    ],
    { duration: 260, easing: 'ease-out' },
  )
  if (node.classList.contains('mine')) return
  const shake = [0, -3, 3, -3, 3, -2, 2, 0].map((x) => ({ transform: `translateX(${x}px)` }))
  node.closest('.phone')?.animate(shake, { duration: 420 })
}

function scrollToNewest() {
  for (const screen of document.querySelectorAll('.screen')) {
    const newest = `${screen.dataset.phone} ${screen.children.length}`
    if (screen.dataset.newest !== newest) screen.scrollTop = screen.scrollHeight
    screen.dataset.newest = newest
  }
}

/** Which phone is in view is part of the address, as it is without this script. */
function pick(phone) {
  history.replaceState(null, '', phone ? `/demo?phone=${phone}` : '/demo')
  return refresh()
}

document.addEventListener('submit', async (event) => {
  event.preventDefault()
  const form = event.target
  const body = new URLSearchParams(new FormData(form, event.submitter))
  await fetch(form.action, { method: 'POST', body, redirect: 'manual' }).catch(() => null)
  const phone = form.closest('.volunteer') ? body.get('phone') : null
  await (phone ? pick(body.get('held') === 'no' ? null : phone) : refresh())
  if (form.classList.contains('composer')) form.reset()
})

document.addEventListener('click', (event) => {
  const link = event.target.closest('.asked a, .refresh')
  if (!link) return
  event.preventDefault()
  pick(new URL(link.href).searchParams.get('phone'))
})

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !event.target.closest?.('.composer textarea'))
    return
  event.preventDefault()
  event.target.form.requestSubmit()
})

new EventSource('/demo/events').addEventListener('changed', refresh)
scrollToNewest()
