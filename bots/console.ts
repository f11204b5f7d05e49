import type { Actions } from '../adapters/web/console/actions.ts'
import type { OwnActions } from '../adapters/web/own/routes.ts'
import { personFact } from '../core/needs/decision.ts'
import { changePassword, closeAccount, issuePassword, noteAccount, openAccount } from './turns/accounts.ts'
import { approveAlert, areaAround, draftAlert, withdrawAlert } from './turns/alerting.ts'
import { planOf } from './turns/audience.ts'
import { setBudget } from './turns/budgets.ts'
import { takeCall } from './turns/calls.ts'
import { addDutyOfficer, removeDutyOfficer } from './turns/duty.ts'
import { erasePerson } from './turns/erasing.ts'
import { setHold } from './turns/holding.ts'
import type { House } from './turns/house.ts'
import {
  closeIncident,
  fileNeed,
  openIncident,
  recordDecision,
  reportSituation,
  reviewDecision,
} from './turns/incidents.ts'
import { keepClear, reopenArea } from './turns/kept-clear.ts'
import { joinRecords } from './turns/linking.ts'
import { askErasure, decideCase, endLink } from './turns/own-data.ts'
import { blockByPlanner, unblockPair } from './turns/pairs.ts'
import { approvePost, draftPost, withdrawPost } from './turns/posts.ts'
import { showAll, showMessage, showNeed, showPeople } from './turns/showing.ts'
import { asActor, asStaff } from './turns/staff.ts'
import { askMore, assignTo, changeRanking, closeByPlanner, dropByPlanner } from './turns/steering.ts'
import {
  approve,
  confirmKitchen,
  handleMessage,
  markAway,
  markBack,
  moveStanding,
  takeAlarmOn,
} from './turns/tending.ts'
import type { Turn } from './turns/turn.ts'

/** What planners can have done, carried out in this house; `wake` is called when there may be something to send. */
export function actionsOf(house: House, channel: string, wake: () => void): Actions {
  const act = async <T>(by: string, work: (turn: Turn) => Promise<T>): Promise<T> => {
    const done = await asStaff(house, by, work)
    wake()
    return done
  }
  return {
    closeNeed: (by, need, reason) => act(by, (turn) => closeByPlanner(turn, need, reason)),
    askMore: (by, need, reason) => act(by, (turn) => askMore(turn, need, reason)),
    assign: (by, need, person, how) => act(by, (turn) => assignTo(turn, need, person, how)),
    rank: (by, need, person, { place, reason }) =>
      act(by, (turn) => changeRanking(turn, need, person, { place, reason })),
    block: (by, need, person, reason) => act(by, (turn) => blockByPlanner(turn, need, person, reason)),
    unblock: (by, person, other, reason) => act(by, (turn) => unblockPair(turn, { a: person, b: other }, reason)),
    drop: (by, need, person, reason) => act(by, (turn) => dropByPlanner(turn, need, person, reason)),
    acknowledgeAlarm: (by, alarm, reason) => act(by, (turn) => takeAlarmOn(turn, by, alarm, reason)),
    joinRecords: (by, message, reason) => act(by, (turn) => joinRecords(turn, { account: by, message, reason })),
    handleMessage: (by, message, reason) => act(by, (turn) => handleMessage(turn, by, message, reason)),
    approve: (by, person, reason) => act(by, (turn) => approve(turn, person, reason)),
    confirmKitchen: (by, person, how) => act(by, (turn) => confirmKitchen(turn, person, how)),
    moveStanding: (by, person, how) => act(by, (turn) => moveStanding(turn, person, how)),
    markAway: (by, person, until) => act(by, (turn) => markAway(turn, person, until)),
    markBack: (by, person) => act(by, (turn) => markBack(turn, person)),
    takeCall: async (by, call) => {
      const entered = await takeCall(house, `staff/${by}`, channel, call)
      wake()
      return entered
    },
    addToDuty: async (by, phone, name) => {
      await addDutyOfficer(house, { channel, id: phone }, `staff/${by}`, name)
    },
    removeFromDuty: (by, person, reason) => act(by, (turn) => removeDutyOfficer(turn, person, reason)),
    showNeed: (by, need, why, people) => act(by, (turn) => showNeed(turn, need, why, people)),
    showPeople: (by, people, why) => act(by, (turn) => showPeople(turn, people, why)),
    showMessage: (by, message, why) => act(by, (turn) => showMessage(turn, message, why)),
    showAll: (by, person, why) => act(by, (turn) => showAll(turn, person, why)),
    erase: (by, person, text) =>
      erasePerson(house, person, { actor: `staff/${by}`, why: 'asked', reason: { text, account: by } }),
    openIncident: (by, opening) => act(by, (turn) => openIncident(turn, opening)),
    closeIncident: (by, incident, reason) => act(by, (turn) => closeIncident(turn, incident, reason)),
    fileNeed: (by, need, incident, reason) => act(by, (turn) => fileNeed(turn, need, incident, reason)),
    reportSituation: (by, incident, situation) => act(by, (turn) => reportSituation(turn, incident, situation)),
    recordDecision: (by, incident, decision) => act(by, (turn) => recordDecision(turn, incident, decision)),
    reviewDecision: (by, incident, review) => act(by, (turn) => reviewDecision(turn, incident, review)),
    draftAlert: (by, draft) => act(by, (turn) => draftAlert(turn, draft)),
    previewAlert: (alert) => planOf(house, alert),
    approveAlert: (by, alert, seen) => act(by, (turn) => approveAlert(turn, alert, seen)),
    withdrawAlert: (by, alert, reason) => act(by, (turn) => withdrawAlert(turn, alert, reason)),
    areaAround: (place, radiusM) => areaAround(house, place, radiusM),
    setBudget: (by, incident, budget) => act(by, (turn) => setBudget(turn, incident, budget)),
    draftPost: (by, incident, draft) => act(by, (turn) => draftPost(turn, incident, draft)),
    approvePost: (by, incident, post) => act(by, (turn) => approvePost(turn, incident, post)),
    withdrawPost: (by, incident, post) => act(by, (turn) => withdrawPost(turn, incident, post)),
    keepClear: (by, incident, area) => act(by, (turn) => keepClear(turn, incident, area)),
    reopenArea: (by, incident, area) => act(by, (turn) => reopenArea(turn, incident, area)),
    setHold: (by, on, reason) => act(by, (turn) => setHold(turn, on, { reason, account: by })),
    decideCase: (by, of, outcome, reason) =>
      act(by, (turn) => decideCase(turn, { ...of, outcome, reason, account: by })),
    openAccount: (by, name, login) => openAccount(house, by, { name, login }),
    closeAccount: (by, account, reason) => act(by, (turn) => closeAccount(turn, account, reason)),
    issuePassword: (by, account, reason) => issuePassword(house, by, account, reason),
    changePassword: (by, password) => changePassword(house, by, password),
    noteSignIn: (account) => noteAccount(house, account, 'signed_in'),
    noteSignOut: async (account) => {
      await noteAccount(house, account, 'signed_out')
    },
  }
}

/** What somebody with a private link can have done. */
export function ownActionsOf(house: House): OwnActions {
  const act = <T>(person: string, work: (turn: Turn) => Promise<T>): Promise<T> =>
    asActor(house, `person/${person}`, work)
  return {
    noteShown: (id, form) => act(id, (turn) => turn.decide([personFact(id)('own_record_shown', { form })])),
    askErasure: (id) => act(id, (turn) => askErasure(turn, id)),
    endLink: async (id) => {
      await act(id, (turn) => endLink(turn, id))
    },
  }
}
