import { learntFrom } from '../../adapters/db/answer-history.ts'
import type { House } from '../turns/house.ts'

/** Takes in how people have answered since the last time: waves are sized by it from then on. */
export async function learnAnswers(house: House): Promise<void> {
  house.answers.learnt = await learntFrom(house.pool, house.authority, house.now().toISOString())
}
