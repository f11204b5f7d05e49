import { setTimeout as wait } from 'node:timers/promises'
import { webPages } from '../../adapters/channels/web-pages.ts'
import { rows } from '../../adapters/db/client.ts'
import type { JoinedHow, PageActions, Written } from '../../adapters/web/my/view.ts'
import type { PageLanguage } from '../../adapters/web/my/words.ts'
import type { ChannelEvent } from '../../core/channel.ts'
import { personFact } from '../../core/needs/decision.ts'
import type { Person } from '../../core/people/person.ts'
import { skillMenu } from '../conversations/joining.ts'
import { phrasesIn } from '../phrases/phrases.ts'
import type { House } from './house.ts'
import { join } from './join.ts'
import { endLink, sendLink } from './own-data.ts'
import { pageView, readPerson } from './page-view.ts'
import { mentionsIn } from './places.ts'
import { asActor } from './staff.ts'
import { Turn } from './turn.ts'

/** How long somebody who wrote is kept waiting for the answer before the page is shown without it. */
const patienceMs = 2_500
const lookMs = 25

/** What people's own pages have done in this house; `deliver` takes in what is written on them. */
export function pageActionsOf(house: House, deliver: (event: ChannelEvent) => Promise<void>): PageActions {
  const renew = async (person: string) =>
    asActor(house, `person/${person}`, async (turn) => (await sendLink(turn, person, 'my'))?.token ?? null)
  return {
    open: (given) => openPage(house, given),
    join: (given) => joinOnPage(house, given),
    skills: (language) => skillMenu.map((id) => ({ id, name: phrasesIn(language).nameOfKind(id) })),
    view: (person, token) => pageView(house, person, token),
    write: async (id, written) => {
      const person = await readPerson(house, id)
      if (person) await write(house, person, written, deliver)
    },
    renew,
    endLink: async (person) => {
      await asActor(house, `person/${person}`, (turn) => endLink(turn, person))
    },
  }
}

/** Somebody who is met on the form: a new address of this channel, and the link to it. */
async function openPage(house: House, { language, name }: { language: PageLanguage; name: string | null }) {
  const address = { channel: webPages, id: house.newToken() }
  const { addressId, keyId } = await house.vault.addressOf(house.pool, house.authority, address, house.now())
  const fact = personFact(keyId)
  const link = await asActor(house, `person/${keyId}`, async (turn) => {
    const met = fact('person_met', {
      address: addressId,
      purpose: 'mutual_aid',
      lawfulBasis: 'public_task',
      source: 'web_form',
      retention: 'resident',
      language,
    })
    const contact = name === null ? [] : [fact('contact_given', { contact: await turn.unit.seal(name, [keyId]) })]
    await turn.decide([met, fact('notice_given', { wording: 'web-form/1' }), ...contact])
    return sendLink(turn, keyId, 'my')
  })
  if (link === null) throw new Error('pages: there are pages, but no public address')
  return { person: keyId, token: link.token }
}

/** A volunteer who joins on the form, as one who joins by text: unconfirmed until a person approves. */
async function joinOnPage(house: House, { language, name, postcode, skills, miles }: JoinedHow) {
  const mentions = await mentionsIn(house, postcode)
  const found = mentions.flatMap((one) => (one.source === 'postcode' && one.found.length === 1 ? one.found : []))[0]
  if (!found) return null
  const page = await openPage(house, { language, name: null })
  const actor = `person/${page.person}`
  await asActor(house, actor, async ({ unit }) => {
    const { addresses } = (await unit.load('person', page.person))!
    const sender = { person: page.person, address: addresses[0]!, channel: webPages }
    const turn = new Turn(house, unit, { actor, cause: null, sender })
    const given = { name, postcode: found.label, point: found.point, skills }
    await join(turn, { do: 'join', given, radiusMiles: miles })
    await turn.sendReplies(unit.entries.at(-1)!.id, { withhold: false, understood: true })
  })
  return page
}

/**
 * What somebody writes on their page comes from the page's own address, or where they have none from the last one, by
 * this channel.
 */
async function write(
  house: House,
  person: Person,
  { text, nonce, pin }: Written,
  deliver: (event: ChannelEvent) => Promise<void>,
): Promise<void> {
  const known = [...(await house.vault.openAddresses(house.pool, person.addresses))]
  const used = known.find(([, { channel }]) => channel === webPages) ?? known.at(-1)
  if (!used) return
  const [addressId, from] = used
  const to = { channel: webPages, id: webPages }
  await deliver({ type: 'message', from, to, providerId: `${person.id}:${nonce}`, text, ...(pin ? { pin } : {}) })
  const sql = 'SELECT 1 FROM inbox_work WHERE address_id = $1'
  for (let waited = 0; waited < patienceMs; waited += lookMs) {
    if ((await rows(house.pool, sql, [addressId])).length === 0) return
    await wait(lookMs)
  }
}
