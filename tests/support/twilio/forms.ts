import type { MessageResource } from './messages.ts'

/** The form of an inbound text, with the American fields that are empty in the United Kingdom. */
export function inboundForm(message: MessageResource, optOutType?: string): Record<string, string> {
  return {
    ToCountry: 'GB',
    ToState: '',
    SmsMessageSid: message.sid,
    NumMedia: '0',
    ToCity: '',
    FromZip: '',
    SmsSid: message.sid,
    FromState: '',
    SmsStatus: 'received',
    FromCity: '',
    Body: message.body,
    FromCountry: 'GB',
    To: message.to,
    ...(message.messaging_service_sid ? { MessagingServiceSid: message.messaging_service_sid } : {}),
    ToZip: '',
    NumSegments: message.num_segments,
    MessageSid: message.sid,
    AccountSid: message.account_sid,
    From: message.from ?? '',
    ApiVersion: message.api_version,
    ...(optOutType ? { OptOutType: optOutType } : {}),
  }
}

/** The form of a status callback. */
export function statusForm(message: MessageResource, status: string, errorCode?: number): Record<string, string> {
  return {
    ...(errorCode === undefined ? {} : { ErrorCode: String(errorCode) }),
    SmsSid: message.sid,
    SmsStatus: status,
    MessageStatus: status,
    To: message.to,
    ...(message.messaging_service_sid ? { MessagingServiceSid: message.messaging_service_sid } : {}),
    MessageSid: message.sid,
    AccountSid: message.account_sid,
    From: message.from ?? '',
    ApiVersion: message.api_version,
  }
}
