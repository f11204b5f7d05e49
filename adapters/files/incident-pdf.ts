import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import PDFDocument from 'pdfkit'
import type { IncidentReport } from '../db/incident-report.ts'
import { PdfPages } from './pdf-pages.ts'

const fonts = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf')

/**
 * A report as a tagged PDF (PDF/UA's structure: headings, paragraphs, tables with header cells) in British English, in a
 * font that is embedded and has the letters of names in Latin, Greek, Cyrillic and Arabic script.
 */
export async function incidentPdf(report: IncidentReport): Promise<Buffer> {
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: 56, bottom: 64, left: 56, right: 56 },
    tagged: true,
    displayTitle: true,
    lang: 'en-GB',
    pdfVersion: '1.7',
    bufferPages: true,
    info: {
      Title: titleOf(report),
      Author: report.madeBy,
      Subject: 'After-action report',
      CreationDate: new Date(report.madeAt),
    },
  })
  document.registerFont('plain', join(fonts, 'DejaVuSans.ttf')).registerFont('bold', join(fonts, 'DejaVuSans-Bold.ttf'))
  document.registerFont('mono', join(fonts, 'DejaVuSansMono.ttf'))
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((resolve, reject) => document.on('end', resolve).on('error', reject))
  const pages = new PdfPages(document)
  write(pages, report)
  pages.number(`${titleOf(report)}, made ${when(report.madeAt)}`)
  document.end()
  await ended
  return Buffer.concat(chunks)
}

const titleOf = ({ name, code, exercise }: IncidentReport): string => `${exercise ? 'EXERCISE ' : ''}${name} (${code})`

function write(pages: PdfPages, report: IncidentReport): void {
  pages.heading(1, titleOf(report))
  pages.paragraph(
    `After-action report. Opened ${when(report.openedAt)}${report.closedAt ? `, closed ${when(report.closedAt)}` : ', still open'}. Made ${when(report.madeAt)} by ${report.madeBy}. Times are UK time. People who asked for help or gave it are not named.`,
  )
  pages.heading(2, 'Figures')
  pages.table(['Figure', 'Value'], [4, 1], report.figures.map(({ label, value, unit }) => [label, unit === 'minutes' ? `${value} min` : String(value)])) // biome-ignore format: a row
  pages.heading(2, 'Situation reports')
  if (report.situations.length === 0) pages.paragraph('None.')
  for (const situation of report.situations) writeSituation(pages, situation)
  pages.heading(2, 'Decisions')
  if (report.decisions.length === 0) pages.paragraph('None.')
  for (const decision of report.decisions) writeDecision(pages, decision)
  pages.heading(2, 'Needs')
  writeNeeds(pages, report)
  pages.heading(2, 'Timeline')
  pages.table(
    ['Time', 'Index', 'What', 'About', 'By'],
    [3.2, 1.4, 4.4, 2.2, 3],
    report.timeline.map(({ at, index, what, about, by }) => [
      when(at),
      index === null ? 'soon' : String(index),
      what,
      about,
      by,
    ]),
  )
  writeProof(pages, report)
}

const situationLabels = {
  exactLocation: 'Exact location',
  type: 'Type of incident',
  hazards: 'Hazards',
  access: 'Access',
  casualties: 'Number of casualties',
  services: 'Emergency services',
} as const

const decisionLabels = {
  decidedBy: 'Decided by',
  information: 'Information known then',
  risks: 'Threats, risks and working strategy',
  powers: 'Powers, policies and procedures',
  options: 'Options and contingencies',
  rationale: 'Rationale',
  authority: 'Authority',
  action: 'Action and review',
} as const

function writeSituation(
  pages: PdfPages,
  { form, observedAt, text, ...line }: IncidentReport['situations'][number],
): void {
  pages.heading(3, `${form}, observed ${when(observedAt)}`)
  pages.facts(text ? pairs(situationLabels, text) : [['Words', 'erased']])
  provenance(pages, line)
}

function writeDecision(
  pages: PdfPages,
  { text, role, decidedAt, reviewAt, reviews, ...line }: IncidentReport['decisions'][number],
): void {
  pages.heading(3, text?.decision ?? 'Erased')
  pages.facts([
    ['Decided', `${when(decidedAt)}, ${role.replaceAll('_', ' ')}`],
    ...(text ? pairs(decisionLabels, text) : []),
    ...(reviewAt ? [['To be looked at again', when(reviewAt)] as const] : []),
    ...reviews.map(
      (review) => [`Looked at again ${when(review.at)}`, `${review.text ?? 'erased'} (${review.by})`] as const,
    ),
  ])
  provenance(pages, line)
}

const pairs = <K extends string>(labels: Readonly<Record<K, string>>, text: { readonly [key in NoInfer<K>]: string }) =>
  (Object.keys(labels) as K[]).map((key) => [labels[key], text[key] || '–'] as const)

function provenance(
  pages: PdfPages,
  line: { id: string; by: string; recordedAt: string; corrects: string | null; correctedBy: string | null },
): void {
  const corrects = line.corrects ? ` Corrects ${line.corrects}.` : ''
  const corrected = line.correctedBy ? ` Corrected by ${line.correctedBy}.` : ''
  pages.small(`Line ${line.id}, recorded ${when(line.recordedAt)} by ${line.by}.${corrects}${corrected}`)
}

function writeNeeds(pages: PdfPages, { needs }: IncidentReport): void {
  if (needs.length === 0) {
    pages.paragraph('None.')
    return
  }
  pages.table(
    ['Need', 'What', 'Area', 'Opened', 'First yes', 'There', 'Outcome'],
    [1.2, 2.4, 2.4, 2.6, 2.6, 2.6, 2],
    needs.map((need) => [
      need.handle,
      need.kind,
      need.area,
      when(need.openedAt),
      need.firstYesAt ? when(need.firstYesAt) : '–',
      need.firstThereAt ? when(need.firstThereAt) : '–',
      need.state,
    ]),
  )
}

function writeProof(pages: PdfPages, { proof, timeline }: IncidentReport): void {
  pages.heading(2, 'What proves it')
  pages.paragraph(
    'Every line of the timeline is an entry in an append-only log. The head below was signed over all of them up to its size: it cannot be had for any other history. The JSON form of this report holds, for each signed entry of the timeline, the proof that it stands in the log.',
  )
  const indexed = timeline.filter(({ index }) => index !== null).length
  pages.paragraph(
    `${timeline.length} entries, ${indexed} with their place in the log. ${proof.receipts.length} receipts.`,
  )
  if (proof.checkpoint) pages.code(proof.checkpoint)
  else pages.paragraph('No head has been signed yet.')
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})
const when = (instant: string): string => clock.format(new Date(instant)).replace(',', '')
