type Structure = PDFKit.PDFStructureElement
type Pair = readonly [string, string]

const sizes = { 1: 20, 2: 14, 3: 11 } as const

/** The parts a report is made of, each drawn with the structure that a screen reader reads. */
export class PdfPages {
  readonly #pdf: PDFKit.PDFDocument
  readonly #root: Structure

  constructor(pdf: PDFKit.PDFDocument) {
    this.#pdf = pdf
    this.#root = pdf.struct('Document')
    pdf.addStructure(this.#root)
  }

  heading(level: 1 | 2 | 3, text: string): void {
    this.#keepTogether(sizes[level] * 4)
    if (level > 1) this.#pdf.moveDown(level === 2 ? 1 : 0.5)
    this.#say(`H${level}`, () => this.#pdf.font('bold').fontSize(sizes[level]).text(text))
    this.#pdf.moveDown(0.3)
  }

  paragraph(text: string): void {
    this.#say('P', () => this.#pdf.font('plain').fontSize(9.5).text(text, { lineGap: 1.5 }))
    this.#pdf.moveDown(0.4)
  }

  small(text: string): void {
    this.#say('P', () => this.#pdf.font('plain').fontSize(7.5).fillColor('#505a5f').text(text).fillColor('black'))
    this.#pdf.moveDown(0.5)
  }

  code(text: string): void {
    this.#say('Code', () => this.#pdf.font('mono').fontSize(7.5).text(text))
  }

  /** Names and values as paragraphs that begin with the name. */
  facts(pairs: readonly Pair[]): void {
    for (const [name, value] of pairs) {
      this.#say('P', () => {
        this.#pdf.font('bold').fontSize(9).text(`${name}: `, { continued: true, lineGap: 1.5 })
        this.#pdf.font('plain').text(value, { lineGap: 1.5 })
      })
      this.#pdf.moveDown(0.2)
    }
  }

  /** A table with a row of header cells, repeated on every page; `widths` are shares of the page. */
  table(head: readonly string[], widths: readonly number[], rows: readonly (readonly string[])[]): void {
    const { left, right } = this.#pdf.page.margins
    const width = this.#pdf.page.width - left - right
    const sum = widths.reduce((a, b) => a + b, 0)
    const columns = widths.map((share) => (share / sum) * width)
    const draw = { pdf: this.#pdf, columns, left }
    for (let at = 0; at === 0 || at < rows.length; ) {
      const table = this.#pdf.struct('Table')
      this.#root.add(table)
      this.#keepTogether(40)
      drawRow(draw, table, head, true)
      do {
        const row = rows[at++]
        if (row) drawRow(draw, table, row, false)
      } while (at < rows.length && fits(draw, rows[at]!))
      table.end()
      if (at < rows.length) this.#pdf.addPage()
    }
    this.#pdf.x = left
    this.#pdf.moveDown(0.5)
  }

  /** Writes `text` and the number at the foot of every page, once all are there; not part of what is read aloud. */
  number(text: string): void {
    const { start, count } = this.#pdf.bufferedPageRange()
    this.#root.end()
    for (let i = start; i < start + count; i++) {
      this.#pdf.switchToPage(i)
      const { page } = this.#pdf
      const bottom = page.margins.bottom
      page.margins.bottom = 0 // the foot stands in the margin
      this.#pdf.markContent('Artifact', { type: 'Pagination' })
      this.#pdf.font('plain').fontSize(7.5)
      const at = { width: page.width - page.margins.left - page.margins.right, align: 'center' } as const
      this.#pdf.text(`${text}. Page ${i + 1} of ${count}`, page.margins.left, page.height - 40, at)
      this.#pdf.endMarkedContent()
      page.margins.bottom = bottom
    }
  }

  #say(tag: string, draw: () => void): void {
    const part = this.#pdf.struct(tag, {}, draw)
    this.#root.add(part)
    part.end()
  }

  #keepTogether(height: number): void {
    if (this.#pdf.y + height > this.#pdf.page.height - this.#pdf.page.margins.bottom) this.#pdf.addPage()
  }
}

interface Drawing {
  readonly pdf: PDFKit.PDFDocument
  readonly columns: readonly number[]
  readonly left: number
}

const padding = 3

function heightOf({ pdf, columns }: Drawing, cells: readonly string[]): number {
  return (
    Math.max(...cells.map((cell, i) => pdf.heightOfString(cell, { width: columns[i]! - 2 * padding }))) + 2 * padding
  )
}

function fits(drawing: Drawing, cells: readonly string[]): boolean {
  drawing.pdf.font('plain').fontSize(8)
  return drawing.pdf.y + heightOf(drawing, cells) <= drawing.pdf.page.height - drawing.pdf.page.margins.bottom
}

function drawRow(drawing: Drawing, table: Structure, cells: readonly string[], head: boolean): void {
  const { pdf, columns, left } = drawing
  pdf.font(head ? 'bold' : 'plain').fontSize(8)
  const [y, height] = [pdf.y, heightOf(drawing, cells)]
  const row = pdf.struct('TR')
  table.add(row)
  let x = left
  for (const [i, cell] of cells.entries()) {
    const at = x + padding
    const part = pdf.struct(head ? 'TH' : 'TD', {}, () => {
      pdf.text(cell, at, y + padding, { width: columns[i]! - 2 * padding })
    })
    row.add(part)
    part.end()
    x += columns[i]!
  }
  row.end()
  pdf.markContent('Artifact', { type: 'Layout' })
  pdf
    .moveTo(left, y + height)
    .lineTo(x, y + height)
    .lineWidth(head ? 0.8 : 0.3)
    .strokeColor('#b1b4b6')
    .stroke()
  pdf.endMarkedContent()
  pdf.y = y + height
}
