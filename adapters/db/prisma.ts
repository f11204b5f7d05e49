import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { PrismaClient } from './generated/client.ts'

const clients = new WeakMap<pg.Pool, PrismaClient>()

/** The generated client on our own pool, so that it is muster_app too: for ordinary reads and the working tables. */
export function prismaOn(pool: pg.Pool): PrismaClient {
  const client = clients.get(pool) ?? new PrismaClient({ adapter: new PrismaPg(pool) })
  clients.set(pool, client)
  return client
}
