export function stripsTypes(version: string): boolean
