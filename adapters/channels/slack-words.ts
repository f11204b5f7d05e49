import type { Choice, SendFailureCode } from '../../core/channel.ts'

/** What Slack's error codes mean, where a message is not simply `rejected`. Slack answers them with 200. */
export const failureReasons: Readonly<Record<string, SendFailureCode>> = {
  account_inactive: 'misconfigured', // our own token's account
  cannot_dm_bot: 'bad_address',
  channel_not_found: 'bad_address',
  ekm_access_denied: 'misconfigured',
  fatal_error: 'unconfirmed', // Slack: "the operation may have succeeded in part"
  internal_error: 'unconfirmed',
  invalid_auth: 'misconfigured',
  is_archived: 'bad_address',
  message_limit_exceeded: 'throttled',
  messages_tab_disabled: 'misconfigured', // the app's messages tab is switched off
  missing_scope: 'misconfigured',
  no_permission: 'misconfigured',
  not_allowed_token_type: 'misconfigured',
  not_authed: 'misconfigured',
  not_in_channel: 'misconfigured',
  org_login_required: 'misconfigured',
  rate_limited: 'throttled',
  ratelimited: 'throttled',
  request_timeout: 'rejected', // Slack did not get the whole request
  service_unavailable: 'unconfirmed',
  team_access_not_granted: 'misconfigured',
  token_expired: 'misconfigured',
  token_revoked: 'misconfigured',
  user_disabled: 'bad_address',
  user_not_found: 'bad_address',
  users_not_found: 'bad_address',
}

/** The longest text that still can have buttons under it. */
export const longestText = 3_000

/** In front of the answer in the `action_id` of our buttons. */
export const answering = 'answer/'

/** Only these three: all else that has a meaning in Slack's markup is written with them. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** What somebody wrote, as they saw it: links and numbers as they were shown, mentions left out. */
export const asWritten = (text: string): string =>
  text
    .replace(/<[@#!][^>]*>/g, '')
    .replace(/<(?:[^>|]*\|)?([^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim()

/** A text and its buttons as `chat.postMessage` and `chat.update` take them; nobody is mentioned and nothing unfurled. */
export function shown(text: string, choices: readonly Choice[]) {
  const safe = escaped(text)
  const blocks = choices.length > 0 && safe.length <= longestText ? [paragraph(safe), row(choices)] : []
  return { text: safe, blocks, parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false }
}

const paragraph = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } })

const row = (choices: readonly Choice[]) => ({
  type: 'actions',
  elements: choices.map(({ answer, label }) => ({
    type: 'button',
    action_id: `${answering}${answer}`,
    text: { type: 'plain_text', text: label, emoji: false },
    value: answer,
  })),
})
