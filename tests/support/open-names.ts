/** What a made-up row of OS Open Names says; the rest is the same for all. */
export interface OpenNameSays {
  readonly id?: string
  readonly name: string
  readonly otherName?: string
  readonly type?: string
  readonly localType?: string
  readonly easting?: string
  readonly northing?: string
  readonly town?: string
  /** The side of the square around it, metres. */
  readonly box?: number
}

/** The 34 fields of a row, near Tewkesbury. */
export function openNameRow(says: OpenNameSays): string[] {
  const { id = 'osgb1', easting = '389000.0', northing = '232000.0', town = '', box = 0 } = says
  const fields = Array.from({ length: 34 }, () => '')
  const [east, north] = [Number(easting), Number(northing)]
  const square =
    box > 0 ? [east - box / 2, north - box / 2, east + box / 2, north + box / 2].map(String) : ['', '', '', '']
  fields.splice(
    0,
    10,
    id,
    `http://example.org/id/${id}`,
    says.name,
    '',
    says.otherName ?? '',
    '',
    says.type ?? 'populatedPlace',
    says.localType ?? 'Village',
    easting,
    northing,
  )
  fields.splice(12, 4, ...square)
  fields.splice(16, 9, 'GL20', '', town, '', '', 'Tewkesbury', '', '', 'Gloucestershire')
  return fields
}
