/** The map is a square of 2^31 units: a cell that is so many cuts down is 2^(31 - cuts) wide. */
export const mapBits = 31
/** So deep a cell is 3 m wide; it is not cut further. */
export const deepest = 22
const narrowest = 2 ** (mapBits - deepest)

/** Words of the stack for each cell that waits, and room for the three beside each cell of a way down. */
const waiting = { words: 5, node: 0, apart: 1, west: 2, south: 3, width: 4 } as const
const room = 160 * waiting.words

/**
 * A walk over the cells of a quadtree from one place: a stack of cells that wait, and the one that was taken from it last.
 * Quadrants are counted 0 south-west, 1 south-east, 2 north-west, 3 north-east. Distances are squares, in map units.
 */
export class CellWalk {
  readonly #stack = new Float64Array(room)
  #top = 0
  /** The cell at hand, and how far it is from the place. */
  node = 0
  apart = 0
  #west = 0
  #south = 0
  #width = 0
  /** Of its children: how wide they are, how far each half is from the place, the quadrant of the place itself. */
  #half = 0
  #toWest = 0
  #toEast = 0
  #toSouth = 0
  #toNorth = 0
  #home = 0
  /** The square of 2^16 by 2^16 grains that places in the leaf at hand are told in. */
  #grain = 1
  #rasterWest = 0
  #rasterSouth = 0

  begin(root: number): void {
    this.#top = 0
    this.#put(root, 0, 0, 0, 2 ** mapBits)
  }

  /** False when no cell waits any more. */
  next(): boolean {
    if (this.#top === 0) return false
    this.#top -= waiting.words
    const [stack, at] = [this.#stack, this.#top]
    this.node = stack[at]!
    this.apart = stack[at + waiting.apart]!
    this.#west = stack[at + waiting.west]!
    this.#south = stack[at + waiting.south]!
    this.#width = stack[at + waiting.width]!
    return true
  }

  /** Cuts the cell at hand in four, as seen from a place; one that is not cut further has four children of its own size. */
  open(east: number, north: number): void {
    const cut = this.#width > narrowest
    this.#half = cut ? this.#width / 2 : 0
    const width = cut ? this.#half : this.#width
    const [x, y] = [east - this.#west, north - this.#south]
    this.#toWest = squareOutside(x, width)
    this.#toEast = squareOutside(x - this.#half, width)
    this.#toSouth = squareOutside(y, width)
    this.#toNorth = squareOutside(y - this.#half, width)
    this.#home = (x < this.#half ? 0 : 1) | (y < this.#half ? 0 : 2)
  }

  /** The quadrants from the nearest (turn 0) to the furthest (turn 3). */
  quadrant(turn: number): number {
    if (turn === 0 || turn === 3) return this.#home ^ turn
    const across = this.#toWest + this.#toEast < this.#toSouth + this.#toNorth ? 1 : 2
    return this.#home ^ (turn === 1 ? across : 3 - across)
  }

  apartFrom(quadrant: number): number {
    return (quadrant & 1 ? this.#toEast : this.#toWest) + (quadrant & 2 ? this.#toNorth : this.#toSouth)
  }

  /** Lets a child wait. */
  push(node: number, quadrant: number, apart: number): void {
    const west = quadrant & 1 ? this.#west + this.#half : this.#west
    const south = quadrant & 2 ? this.#south + this.#half : this.#south
    this.#put(node, apart, west, south, this.#half || this.#width)
  }

  /** Prepares `apartFromPlace` for the cell at hand, which is a leaf. */
  openLeaf(): void {
    this.#grain = Math.max(1, this.#width / 2 ** 16)
    const raster = this.#grain * 2 ** 16
    this.#rasterWest = this.#west - (this.#west % raster)
    this.#rasterSouth = this.#south - (this.#south % raster)
  }

  /**
   * How far apart a place in the leaf at hand is, from 16 bits of how far east and of how far north it is: never more
   * than it really is.
   */
  apartFromPlace(place: number, east: number, north: number): number {
    const grain = this.#grain
    return (
      squareOutside(east - this.#rasterWest - (place & 0xffff) * grain, grain) +
      squareOutside(north - this.#rasterSouth - (place >>> 16) * grain, grain)
    )
  }

  /** Lets all four children wait that are near enough, in no order. */
  pushNear(children: number, east: number, north: number, reach: number): void {
    this.open(east, north)
    for (let quadrant = 0; quadrant < 4; quadrant++) {
      const apart = this.apartFrom(quadrant)
      if (apart <= reach) this.push(children + quadrant, quadrant, apart)
    }
  }

  #put(node: number, apart: number, west: number, south: number, width: number): void {
    const [stack, at] = [this.#stack, this.#top]
    stack[at] = node
    stack[at + waiting.apart] = apart
    stack[at + waiting.west] = west
    stack[at + waiting.south] = south
    stack[at + waiting.width] = width
    this.#top += waiting.words
  }
}

/** How far `x` is from the stretch between 0 and `width`, squared. */
function squareOutside(x: number, width: number): number {
  const outside = x < 0 ? x : x > width ? x - width : 0
  return outside * outside
}
