/** What we use of open-location-code 1.0.3, which has no types. All of it throws a string for a code it cannot read. */
declare module 'open-location-code' {
  export interface CodeArea {
    readonly latitudeLo: number
    readonly longitudeLo: number
    readonly latitudeHi: number
    readonly longitudeHi: number
    readonly latitudeCenter: number
    readonly longitudeCenter: number
  }

  export class OpenLocationCode {
    isFull(code: string): boolean
    isShort(code: string): boolean
    decode(code: string): CodeArea
    encode(latitude: number, longitude: number, length?: number): string
    recoverNearest(shortCode: string, latitude: number, longitude: number): string
  }
}
