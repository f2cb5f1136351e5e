interface Wanted {
  readonly id: string
  readonly action?: string
  readonly status?: string
  /** What of the message comes back; null for nothing. */
  readonly original?: 'text/rfc822-headers' | 'message/rfc822' | null
  readonly envelopeId?: string
  readonly encoding?: 'base64' | 'quoted-printable'
}

/** A report as a mail server writes it when a message of ours cannot be delivered: for tests. */
export function made({ id, action = 'failed', status = '5.1.1', envelopeId, encoding, ...rest }: Wanted): string {
  const original = rest.original === undefined ? 'text/rfc822-headers' : rest.original
  const fields = [
    'Reporting-MTA: dns; mail.example.gov.uk',
    ...(envelopeId === undefined ? [] : [`Original-Envelope-Id: ${envelopeId}`]),
    '',
    'Final-Recipient: rfc822; nobody@example.org',
    `Action: ${action}`,
    `Status: ${status}`,
    'Diagnostic-Code: smtp; 550 5.1.1 <nobody@example.org>: there is nobody',
    '    of this name',
    '',
  ].join('\r\n')
  const returned = `From: los@example.gov.uk\r\nTo: nobody@example.org\r\nMessage-ID:\r\n <${id}@example.gov.uk>\r\nSubject: x\r\n`
  return [
    'From: Mail Delivery System <MAILER-DAEMON@mail.example.gov.uk>',
    'To: los@example.gov.uk',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="a=b/1"',
    '',
    'This is a MIME-encapsulated message.',
    '--a=b/1',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'Your message could not be delivered.',
    '--a=b/1',
    'Content-Type: message/delivery-status',
    ...(encoding === undefined ? [] : [`Content-Transfer-Encoding: ${encoding}`]),
    '',
    encode(fields, encoding),
    ...(original === null
      ? []
      : ['--a=b/1', `Content-Type: ${original}`, '', returned, ...(original === 'message/rfc822' ? ['The text'] : [])]),
    '--a=b/1--',
    '',
  ].join('\r\n')
}

function encode(text: string, encoding: Wanted['encoding']): string {
  if (encoding === 'base64') return Buffer.from(text).toString('base64').replaceAll(/.{76}/g, '$&\r\n')
  return encoding === 'quoted-printable' ? text.replaceAll('=', '=3D').replace('Action', 'A=63t=\r\nion') : text
}
