import { billWrite, claimBills, type Unbilled } from '../../adapters/db/bills.ts'
import { transaction } from '../../adapters/db/client.ts'
import type { Bill, Channel } from '../../core/channel.ts'
import type { House } from '../turns/house.ts'
import { Turn } from '../turns/turn.ts'
import { describe } from './describe.ts'

const atOnce = 50

/** Asks providers what messages cost, some time after they went out, and records it as billed. Returns how many are. */
export async function askBills(house: House, channels: readonly Channel[]): Promise<number> {
  const able = channels.filter((channel) => channel.bill !== undefined)
  if (able.length === 0) return 0
  const names = able.map(({ name }) => name)
  let billed = 0
  for (const one of await claimBills(house.pool, names, house.now(), atOnce)) {
    const bill = await billOf(house, able.find(({ name }) => name === one.channel)!, one)
    if (!bill) continue
    await noteBill(house, one.id, bill)
    billed++
  }
  return billed
}

async function billOf({ log }: House, channel: Channel, { providerId }: Unbilled): Promise<Bill | null> {
  return channel.bill!({ externalId: providerId }).catch((error) => {
    log(`billing: ${channel.name} could not be asked: ${describe(error)}`)
    return null
  })
}

/** Alerts have no stream for each of their messages: theirs is in the sums alone. */
async function noteBill(house: House, id: string, bill: Bill): Promise<void> {
  const { pool, prices } = house
  await transaction(pool, async (client) => {
    const unit = house.openUnit(client)
    const turn = new Turn(house, unit, { actor: 'job/billing', cause: null, sender: null })
    const message = await unit.load('message', id)
    const need = message?.need ? await unit.load('need', message.need) : undefined
    if (message)
      await unit.write([{ stream: `message/${id}`, fact: { type: 'message_billed', body: bill } }], turn.envelope(need))
    await unit.flush()
    const [sql, values] = billWrite(id, bill, prices.currency)
    await client.query(sql, [...values])
  })
}
