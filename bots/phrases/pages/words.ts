import { cyPages } from './cy.ts'
import { enPages } from './en.ts'

/** What stands on pages, by language. */
export const pageWords = { en: enPages, cy: cyPages } as const
