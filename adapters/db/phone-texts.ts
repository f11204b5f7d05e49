import type { Message } from '../../core/messages/message.ts'
import { type Db, rows } from './client.ts'
import type { InboundText } from './inbox.ts'
import type { Vault } from './vault.ts'

/** A text as the phone at the other end has it. */
export interface StoredText {
  readonly phone: string
  readonly direction: 'to_phone' | 'from_phone'
  readonly text: string
  readonly at: Date
}

interface Row {
  readonly state: Message
  readonly address_id: string
  readonly key_id: string
  readonly sealed: Buffer | null
}

/** All texts that reached or left the phones of one channel since then, oldest first. */
export async function textsOfPhones(
  db: Db,
  vault: Vault,
  of: { authority: string; channel: string; since: Date },
): Promise<StoredText[]> {
  const sql = `SELECT m.state, coalesce(i.address_id, o.address_id) AS address_id, i.key_id, i.sealed FROM messages m
    LEFT JOIN inbox i ON i.id = m.id LEFT JOIN outbox o ON o.id = m.id AND o.state = 'sent'
    WHERE m.authority_id = $1 AND coalesce(i.channel, o.channel) = $2 AND m.state->>'at' > $3 ORDER BY m.state->>'at', m.id`
  const found = await rows<Row>(db, sql, [of.authority, of.channel, of.since.toISOString()])
  const phones = await phonesOf(db, vault, found)
  const sent = await vault.openAll<string>(
    db,
    found.filter((row) => row.sealed === null).map((row) => row.state.text),
  )
  return found.flatMap((row) => {
    const [phone, text] = [phones.get(row.address_id), textOf(vault, row, sent)]
    const direction = row.sealed ? 'from_phone' : 'to_phone'
    return phone && text !== undefined ? [{ phone, direction, text, at: new Date(row.state.at) }] : []
  })
}

async function phonesOf(db: Db, vault: Vault, found: readonly Row[]): Promise<Map<string, string>> {
  const phones = new Map<string, string>()
  for (const id of new Set(found.map((row) => row.address_id))) {
    const address = await vault.openAddress(db, id)
    if (address) phones.set(id, address.id)
  }
  return phones
}

function textOf(vault: Vault, { state, key_id, sealed }: Row, sent: ReadonlyMap<string, string>): string | undefined {
  if (!sealed) return sent.get(state.text)
  return vault.has([key_id]) && sealed.length > 0
    ? vault.open<InboundText>({ id: state.id, keyIds: [key_id], sealed }).text
    : undefined
}
