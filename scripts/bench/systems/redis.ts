import { Redis } from 'ioredis'
import { haversineM } from '../../../core/geo/distance.ts'
import type { Point } from '../../../core/geo/point.ts'
import { fitting } from '../brute-force.ts'
import { furthestM, type System } from '../system.ts'

/** A key for each skill, searched outwards in growing numbers; who cannot be asked is in none, the other rules are ours. */
export const redis = (url: string): System => ({
  name: 'redis',
  async fill(volunteers) {
    const client = new Redis(url)
    const before = await memoryOf(client)
    const sizes = new Map<string, number>()
    const places: Point[] = volunteers.map(({ lat, lon }) => ({ lat, lon }))
    const keysOf = (i: number) => volunteers[i]!.skills.map((skill) => `bench:${skill}`)
    const enter = async (i: number) => {
      const { lat, lon } = places[i]!
      await Promise.all(keysOf(i).map((key) => client.geoadd(key, lon, lat, i)))
    }
    for (let from = 0; from < volunteers.length; from += batch) {
      const askable = volunteers.slice(from, from + batch).flatMap((one, i) => (one.available ? from + i : []))
      for (const i of askable) for (const key of keysOf(i)) sizes.set(key, (sizes.get(key) ?? 0) + 1)
      await Promise.all(askable.map(enter))
    }
    return {
      async nearest(need, k) {
        const fits = fitting(need)
        const keys = need.skills.map((skill) => `bench:${skill}`)
        const [rarest] = keys.toSorted((a, b) => (sizes.get(a) ?? 0) - (sizes.get(b) ?? 0))
        for (let count = 16 * k; ; count *= 8) {
          const found = await client.call(
            ...([
              'GEOSEARCH',
              rarest!,
              'FROMLONLAT',
              need.lon,
              need.lat,
              'BYRADIUS',
              furthestM,
              'm',
              'ASC',
              'COUNT',
              count,
            ] as const),
          )
          const near = (found as string[]).map(Number)
          const able = near.filter((i) =>
            fits({ ...volunteers[i]!, ...places[i]!, available: true }, haversineM(need, places[i]!)),
          )
          if (able.length >= k || near.length < count) return able.slice(0, k).map((i) => volunteers[i]!.id)
        }
      },
      async toggle(i, available) {
        if (available) await enter(i)
        else await Promise.all(keysOf(i).map((key) => client.zrem(key, i)))
      },
      async move(i, to) {
        places[i] = to
        await enter(i)
      },
      bytes: async () => (await memoryOf(client)) - before,
      async close() {
        await client.del([...sizes.keys()])
        client.disconnect()
      },
    }
  },
})

const batch = 5_000

const memoryOf = async (client: Redis): Promise<number> =>
  Number(/used_memory:(\d+)/.exec(await client.info('memory'))![1])
