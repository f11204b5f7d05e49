// Looks for news by itself, and offers the place of this phone. Everything works without it.
const news = document.querySelector('#news')
const here = document.querySelector('#here')
const lookMs = 10_000

document.querySelector('.problems')?.focus()

async function look() {
  if (document.hidden || news.contains(document.activeElement)) return
  const answer = await fetch(location.pathname).catch(() => undefined)
  if (!answer?.ok) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('#news')
  if (fresh && withoutNonces(fresh) !== withoutNonces(news)) news.replaceChildren(...fresh.childNodes)
}

/** What stands there, without the names of the messages that its buttons would send. */
const withoutNonces = (part) => part.innerHTML.replaceAll(/name="nonce" value="[^"]*"/g, '')

if (news) {
  news.setAttribute('aria-live', 'polite')
  setInterval(look, lookMs)
}

if (here && navigator.geolocation) {
  const button = here.querySelector('button')
  const status = here.querySelector('[role=status]')
  here.hidden = false
  button.addEventListener('click', () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        document.querySelector('#lat').value = String(coords.latitude)
        document.querySelector('#lon').value = String(coords.longitude)
        status.textContent = button.dataset.found
      },
      () => {
        status.textContent = button.dataset.failed
      },
      { enableHighAccuracy: true, timeout: 15_000 },
    )
  })
}
