import { readPlace, readTranscript, Stage } from '../../scripts/talk/stage.ts'
import { openTown, type TownName } from './town.ts'

/** Plays a transcript on the real engine and returns it as it went. */
export async function play(written: string): Promise<string> {
  const lines = readTranscript(written)
  const setup = lines.filter((line) => line.kind === 'setup').map((line) => line.text)
  const after = (word: string) => setup.find((text) => text.startsWith(`${word} `))?.slice(word.length + 1)
  const publicUrl = after('site')
  const failures: string[] = []
  const town = await openTown({
    places: setup.filter((text) => text.startsWith('place ')).map(readPlace),
    named: setup.filter((text) => text.startsWith('named ')).map(readNamed),
    startsAt: after('starts') ?? '2026-11-22T14:00:00.000Z',
    log: (line) => failures.push(line),
    ...(publicUrl ? { publicUrl } : {}),
  })
  try {
    const stage = new Stage(town)
    await stage.set(setup)
    const played: string[] = []
    for (const line of lines) played.push(line.text, ...(await stage.play(line)))
    return [...played, ...failures.map((line) => `!! ${line}`)].join('\n')
  } finally {
    await town.close()
  }
}

/** 'named street Mill Lane, Hebden Bridge 53.74 -2.01 200': what, where, and how far it reaches. */
function readNamed(text: string): TownName {
  const [, kind, name, town = '', lat, lon, radiusM] =
    /^named (settlement|street|other) ([^,]+?)(?:, (.+?))? (-?[\d.]+) (-?[\d.]+) (\d+)$/.exec(text)!
  return {
    kind: kind as TownName['kind'],
    name: name!,
    town,
    lat: Number(lat),
    lon: Number(lon),
    radiusM: Number(radiusM),
  }
}
