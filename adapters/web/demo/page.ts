import { html } from 'hono/html'
import { assetUrl } from '../assets.ts'
import { townMap } from './map.ts'
import { type AskedPerson, type Bubble, type Land, type Phone, type Scene, stages, standingWords } from './scene.ts'

/** The whole page; the script replaces `main` by that of a later one. */
export const demoPage = (scene: Scene, land: Land) => html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Muster: ${scene.town}, a demonstration</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assetUrl('demo.css')}">
<script src="${assetUrl('demo.js')}" type="module"></script>
</head>
<body>
<header>
  <p class="banner"><strong>This is a demonstration with fictional people.</strong> No real text is sent.</p>
  <div class="title"><h1>Muster <span>in ${scene.town}</span></h1><a href="/console">See what planners see</a></div>
</header>
<main>
  ${story(scene)}
  <div class="stage">
    ${residentPhone(scene)}
    ${town(scene, land)}
    ${volunteerPhone(scene)}
  </div>
</main>
<footer><p>The people on the other phones answer by themselves, by text. Every step is kept in a log that can be checked afterwards. <a href="/demo" class="refresh">Refresh</a></p></footer>
</body>
</html>`

const story = ({ headline, stage }: Scene) => html`<section class="story" aria-label="What has happened so far">
    <p class="headline" role="status">${headline}</p>
    <ol class="stages">${stages.map((name, i) => html`<li class="${i < stage ? 'past' : i === stage ? 'now' : ''}">${name}${i < stage ? html`<span class="unseen"> (happened)</span>` : ''}</li>`)}</ol>
  </section>`

const residentPhone = ({
  resident,
  draft,
  stage,
}: Scene) => html`<section class="phone resident" aria-labelledby="resident-name">
    ${phoneHead(resident, 'resident-name', 'You are')}
    ${screen(resident, 'No texts yet.')}
    ${choices(resident)}
    ${composer(resident, draft, stage === 0 && draft !== '')}
  </section>`

const volunteerPhone = (scene: Scene) => html`<section class="side" aria-label="The neighbours who were asked">
    ${scene.asked.length > 0 ? askedList(scene) : ''}
    <section class="phone volunteer${scene.buzzing ? ' buzzing' : ''}" aria-labelledby="volunteer-name">
      ${phoneHead(scene.volunteer, 'volunteer-name', 'Volunteer')}
      ${hand(scene)}
      ${screen(scene.volunteer, `${firstOf(scene.volunteer)} has not been asked yet.`)}
      ${choices(scene.volunteer)}
      ${composer(scene.volunteer, '', false)}
    </section>
  </section>`

const firstOf = ({ owner }: Phone): string => owner.split(' ')[0]!

const phoneHead = ({ owner, number }: Phone, id: string, role: string) => html`<div class="head">
      <h2 id="${id}"><span class="role">${role}</span> ${owner}</h2><p class="number">${number}</p>
    </div>`

/** Who has the volunteer's phone in their hand, and how to change that. */
function hand({ volunteer, held, buzzing }: Scene) {
  const first = firstOf(volunteer)
  const says = held
    ? `You are holding ${first}’s phone.`
    : buzzing
      ? `${first}’s phone is buzzing. Answer it, or let ${first} answer.`
      : `${first} answers this phone.`
  return html`<form class="hand" method="post" action="/demo/hold"><p>${says}</p>
      <input type="hidden" name="phone" value="${volunteer.id}">
      <button name="held" value="${held ? 'no' : 'yes'}">${held ? `Give it back to ${first}` : 'Take this phone'}</button>
    </form>`
}

const askedList = ({
  asked,
  volunteer,
}: Scene) => html`<nav class="asked" aria-label="Phones of those asked"><p>Asked for Rose</p><ul>
      ${asked.map((person) => askedPerson(person, person.id === volunteer.id))}
    </ul></nav>`

const askedPerson = ({ id, first, standing }: AskedPerson, current: boolean) =>
  html`<li><a class="${standing}" href="/demo?phone=${id}" ${current ? 'aria-current="true"' : ''}><b>${first}</b> <span>${standingWords[standing]}</span></a></li>`

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' })

const screen = (
  phone: Phone,
  empty: string,
) => html`<div class="screen" role="log" tabindex="0" aria-label="Texts on ${phone.owner}’s phone" data-phone="${phone.id}">
      ${phone.bubbles.length === 0 ? html`<p class="empty">${empty}</p>` : phone.bubbles.map(bubble)}
    </div>`

const bubble = ({ mine, text, at }: Bubble) =>
  html`<p class="bubble ${mine ? 'mine' : 'theirs'}"><span class="unseen">${mine ? 'Sent' : 'From Muster'}: </span>${text} <time datetime="${at.toISOString()}">${clock.format(at)}</time></p>`

const choices = (phone: Phone) => html`<form class="choices" method="post" action="/demo/texts">
      <input type="hidden" name="phone" value="${phone.id}">
      ${phone.choices.map(({ text, means }) => html`<button name="text" value="${text}">${text}${means ? html` <span>${means}</span>` : ''}</button>`)}
    </form>`

const composer = (
  phone: Phone,
  draft: string,
  first: boolean,
) => html`<form class="composer${first ? ' first' : ''}" method="post" action="/demo/texts">
      <input type="hidden" name="phone" value="${phone.id}">
      <label class="unseen" for="text-${phone.id === '500' ? 'resident' : 'volunteer'}">Text to send as ${phone.owner}</label>
      <textarea id="text-${phone.id === '500' ? 'resident' : 'volunteer'}" name="text" rows="${draft ? 3 : 1}" maxlength="1600" required>${draft}</textarea>
      <button>Send</button>
    </form>`

const town = (scene: Scene, land: Land) => html`<section class="town" aria-labelledby="town-name">
    <h2 id="town-name">${scene.town} now</h2>
    ${townMap(land, scene)}
    <p class="legend"><span class="key idle">volunteer</span> <span class="key asked">asked</span> <span class="key yes">said yes</span> <span class="key stood_down">not needed</span></p>
    <ol class="needs">${scene.needs.map(
      (need) =>
        html`<li class="${need.state}${need.yours ? ' yours' : ''}"><b class="number">${need.number}</b><span><strong>${need.kind}</strong>, ${need.place}${need.yours ? ' (you)' : ''}</span><em>${need.says}</em></li>`,
    )}</ol>
  </section>`
